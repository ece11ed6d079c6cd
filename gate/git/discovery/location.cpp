// SPDX-License-Identifier: MIT
#include "gate/git/discovery/location.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <sstream>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/git/discovery/command.h"
#include "gate/git/discovery/config_files.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// "the repository at '/srv/kars'", as far as git's words name it.
std::string untrusted_place(const std::string& words) {
  const std::string line = first_line(words);
  const auto at = line.find("repository at ");
  return at == std::string::npos ? "this repository" : "the " + line.substr(at);
}

// Git's refusal, sorted into "there is no repository" and "there is one that may not be read".
[[noreturn]] void refuse(const std::string& path, const std::string& words) {
  if (words.find("dubious ownership") != std::string::npos) {
    const auto hint = words.find("git config --global --add safe.directory");
    throw Undecidable(
        "git does not trust " + untrusted_place(words) + ": it belongs to another user",
        hint == std::string::npos ? "git status" : first_line(words.substr(hint)));
  }
  if (words.find("not a git repository") != std::string::npos) {
    throw UsageError((path.empty() ? "this folder" : path) + " is not a git repository");
  }
  if (words.find("cannot change to") != std::string::npos) {
    throw UsageError(path + ": no such folder");
  }
  const std::string extension = "unknown repository extension";
  if (words.find(extension) != std::string::npos) {
    const std::string name(trim(words.substr(std::min(words.size(), words.find('\n')))));
    throw Undecidable(
        "git cannot read the repository: " + extension + " " + name.substr(0, name.find('\n')),
        "use a newer git, or a clone without the extension");
  }
  throw Undecidable("git cannot read the repository: " + first_line(words), "git status");
}

CommandResult ask(const std::string& path, const std::vector<std::string>& arguments) {
  return run_git(arguments, path, !path.empty());
}

// As git sees it: its includes, scopes and -c options.
std::vector<ConfigEntry> config_by_git(const std::string& path) {
  const CommandResult git = ask(path, {"config", "-z", "--get-regexp", kConfigPattern});
  std::vector<ConfigEntry> entries;
  std::istringstream lines(git.out);
  for (std::string line; std::getline(lines, line, '\0');) {
    const auto end = line.find('\n');
    entries.push_back(
        {line.substr(0, end), end == std::string::npos ? std::string() : line.substr(end + 1)});
  }
  return entries;
}

}  // namespace

Location location_by_git(const std::string& path) {
  // Each starts a git: one works while the other is waited for.
  std::future<std::vector<ConfigEntry>> reading =
      std::async(std::launch::async, config_by_git, std::cref(path));
  const CommandResult found =
      ask(path, {"rev-parse", "--show-object-format", "--absolute-git-dir", "--git-common-dir"});
  if (found.status != 0) refuse(path, found.err);
  std::istringstream lines(found.out);
  std::string format, common;
  Location location;
  std::getline(lines, format);
  std::getline(lines, location.git_dir);
  std::getline(lines, common);
  if (format != "sha1") {
    throw Undecidable("the repository uses " + format + " object ids, which are not supported yet",
                      "judge it in a SHA-1 clone");
  }
  // --git-common-dir is relative to where git ran.
  const std::filesystem::path base =
      path.empty() ? std::filesystem::current_path() : std::filesystem::canonical(path);
  location.common_dir = (base / common).lexically_normal().string();
  location.config = reading.get();
  return location;
}

Location find_location(const std::string& path) {
  auto plain = plain_location(path);
  return plain ? std::move(*plain) : location_by_git(path);
}

std::string head_of(const Location& location, const std::string& path) {
  if (location.head) return *location.head;
  const CommandResult git = ask(path, {"symbolic-ref", "-q", "HEAD"});
  if (git.status > 1) throw Undecidable(first_line(git.err), "git status");
  return git.status == 0 ? first_line(git.out) : std::string();
}

}  // namespace hotfix
