// SPDX-License-Identifier: MIT
#include "gate/git/discovery/config_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "gate/base/file.h"

namespace hotfix {

namespace {

using Entries = std::vector<ConfigEntry>;

constexpr std::size_t kLargest = std::size_t{1} << 20;  // bytes of a file
constexpr int kDeepest = 10;  // files that include each other, as git has it

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

// A file's entries; none when there is no such file. nullopt: git has to be asked.
std::optional<Entries> entries_of(const std::string& path) {
  if (path.empty() || path == "/dev/null") return Entries();
  const auto text = read_regular_file(path, kLargest);
  if (text) return parse_config(*text);
  return errno == ENOENT || errno == ENOTDIR ? std::optional(Entries()) : std::nullopt;
}

bool is_include(std::string_view key) {
  return key == "include.path" || (key.starts_with("includeif.") && key.ends_with(".path"));
}

// What decides how git opens a repository.
bool is_of_setup(std::string_view key) {
  return key.starts_with("extensions.") || key == "core.repositoryformatversion" ||
         key == "core.worktree" || key == "core.bare";
}

// The file that an include names; empty: one whose path only git can read.
std::string included_path(const std::string& value, const std::string& from) {
  if (value.starts_with("/")) return value;
  if (value.starts_with("~/")) return variable("HOME") + value.substr(1);
  if (value.empty() || value.starts_with("~") || value.starts_with("%")) return {};
  return from.substr(0, from.rfind('/') + 1) + value;
}

// Whether nothing depends on when git would include the file: it says nothing that is asked for.
bool says_nothing(const std::string& path, int depth) {
  const auto entries = path.empty() || depth > kDeepest ? std::nullopt : entries_of(path);
  if (!entries) return false;
  for (const ConfigEntry& entry : *entries) {
    if (is_wanted(entry.key) || is_of_setup(entry.key)) return false;
    if (is_include(entry.key) && !says_nothing(included_path(entry.value, path), depth + 1)) {
      return false;
    }
  }
  return true;
}

// Appends the wanted entries of a file, and of no file that it includes. False: git has to be
// asked.
template <class IsPlain>
bool add_file(const std::string& path, Entries& to, IsPlain is_plain) {
  auto entries = entries_of(path);
  if (!entries) return false;
  for (ConfigEntry& entry : *entries) {
    if (is_of_setup(entry.key) && !is_plain(entry)) return false;
    if (is_include(entry.key) && !says_nothing(included_path(entry.value, path), 1)) return false;
    if (is_wanted(entry.key)) to.push_back(std::move(entry));
  }
  return true;
}

bool is_never_plain(const ConfigEntry&) { return false; }

// What every git since 2.0 takes the same way.
bool is_plain_setup(const ConfigEntry& entry) {
  if (entry.key == "core.bare") return entry.value == "false";
  if (entry.key == "core.repositoryformatversion") return entry.value == "0" || entry.value == "1";
  return entry.key == "extensions.partialclone" || entry.key == "extensions.preciousobjects";
}

// Of a git that was made for the folder /usr, as distributions do, the machine's configuration is
// /etc/gitconfig (the Makefile of git: sysconfdir). Of another one nobody knows.
bool is_usual_git() {
#ifdef __linux__
  std::string folders = variable("PATH");
  for (std::size_t at = 0; at <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', at), folders.size());
    const std::string folder = folders.substr(at, end - at);
    at = end + 1;
    if (access((folder + "/git").c_str(), X_OK) != 0) continue;
    struct stat status = {};
    const bool is_usual = folder == "/usr/bin" || folder == "/bin" ||
                          folder == "/usr/lib/git-core" || folder == "/usr/libexec/git-core";
    return is_usual && lstat("/usr/bin/git", &status) == 0 && S_ISREG(status.st_mode);
  }
#endif
  return false;
}

// A file of that name is the same wherever git runs; an empty name means that there is none.
bool is_sure(std::string_view name) { return name.empty() || name.starts_with('/'); }

// The machine's file; empty: none. nullopt: only git knows.
std::optional<std::string> system_file() {
  const std::string off = variable("GIT_CONFIG_NOSYSTEM");
  if (off == "1" || off == "true") return std::string();
  if (!off.empty() && off != "0" && off != "false") return std::nullopt;
  if (const char* path = std::getenv("GIT_CONFIG_SYSTEM")) {
    return is_sure(path) ? std::optional<std::string>(path) : std::nullopt;
  }
  if (!is_usual_git()) return std::nullopt;
  return "/etc/gitconfig";
}

// The user's files, in git's order. Empty: only git knows.
std::vector<std::string> user_files() {
  if (const char* path = std::getenv("GIT_CONFIG_GLOBAL")) {
    return is_sure(path) ? std::vector<std::string>{path} : std::vector<std::string>();
  }
  const std::string home = variable("HOME"), chosen = variable("XDG_CONFIG_HOME");
  if (!home.starts_with('/') || !is_sure(chosen)) return {};
  return {(chosen.empty() ? home + "/.config" : chosen) + "/git/config", home + "/.gitconfig"};
}

// "<section>.<name>.<word>", where the word is one of these.
bool has_word(std::string_view key, std::string_view section, std::string_view one,
              std::string_view other) {
  if (!key.starts_with(section)) return false;
  key.remove_prefix(section.size());
  return key.ends_with(one) || key.ends_with(other);
}

}  // namespace

bool is_wanted(std::string_view key) {
  return key.starts_with("hotfix.") || has_word(key, "remote.", ".url", ".gh-resolved") ||
         has_word(key, "branch.", ".remote", ".merge") || key == "core.commentchar" ||
         key == "core.commentstring" || key == "commit.cleanup";
}

std::optional<std::vector<ConfigEntry>> read_config_files(const std::string& common_dir) {
  const auto system = system_file();
  const std::vector<std::string> user = user_files();
  if (!system || user.empty()) return std::nullopt;
  Entries entries;
  if (!add_file(*system, entries, is_never_plain)) return std::nullopt;
  for (const std::string& file : user) {
    if (!add_file(file, entries, is_never_plain)) return std::nullopt;
  }
  if (!add_file(common_dir + "/config", entries, is_plain_setup)) return std::nullopt;
  return entries;
}

}  // namespace hotfix
