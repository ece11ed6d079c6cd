// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "gate/base/file.h"
#include "gate/git/discovery/config_files.h"
#include "gate/git/discovery/location.h"
#include "gate/git/discovery/ref_name.h"

namespace hotfix {

namespace {

// Variables of git's that say nothing about where a repository is, nor what it is made of.
constexpr std::array<std::string_view, 16> kHarmless = {
    "GIT_EXEC_PATH",     "GIT_PREFIX",         "GIT_INDEX_FILE",      "GIT_EDITOR",
    "GIT_PAGER",         "GIT_ASKPASS",        "GIT_REFLOG_ACTION",   "GIT_SEQUENCE_EDITOR",
    "GIT_TEMPLATE_DIR",  "GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT", "GIT_MERGE_AUTOEDIT",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",  "GIT_CONFIG_NOSYSTEM", "GIT_ATTR_NOSYSTEM"};
constexpr std::array<std::string_view, 5> kHarmlessStarts = {"GIT_AUTHOR_", "GIT_COMMITTER_",
                                                             "GIT_SSH", "GIT_SSL_", "GIT_PS1_"};

bool is_harmless(std::string_view name) {
  for (const std::string_view known : kHarmless) {
    if (name == known) return true;
  }
  for (const std::string_view start : kHarmlessStarts) {
    if (name.starts_with(start)) return true;
  }
  return false;
}

// Under sudo git takes the owner of a folder for us, too.
bool is_environment_plain() {
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view entry = *variable;
    if (!entry.starts_with("GIT_") && !entry.starts_with("SUDO_UID=")) continue;
    if (!is_harmless(entry.substr(0, entry.find('=')))) return false;
  }
  return true;
}

bool is_own_folder(const std::string& path, struct stat& status) {
  return lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid();
}

bool is_folder(const std::string& path) {
  struct stat status = {};
  return lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

bool is_missing(const std::string& path) {
  struct stat status = {};
  return lstat(path.c_str(), &status) != 0 && errno == ENOENT;
}

// What a file of a line says, without the end of the line; nullopt: it is not an ordinary file of
// one line.
std::optional<std::string> line_in(const std::string& path) {
  constexpr std::size_t kLongest = 4096;  // bytes
  auto text = read_regular_file(path, kLongest, O_NOFOLLOW);
  if (!text || text->empty() || text->find('\n') != text->size() - 1) return std::nullopt;
  text->pop_back();
  return text;
}

bool is_full_id_of_sha1(std::string_view text) {
  return text.size() == 40 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// What HEAD stands for, empty when it is detached. nullopt: what only git can tell, such as a
// branch that stands for another one.
std::optional<std::string> head_in(const std::string& git_dir) {
  const auto line = line_in(git_dir + "/HEAD");
  if (line && is_full_id_of_sha1(*line)) return std::string();
  constexpr std::string_view kMark = "ref: ";
  if (!line || !line->starts_with("ref: refs/heads/")) return std::nullopt;
  const std::string name = line->substr(kMark.size());
  if (!is_ref_name(name)) return std::nullopt;
  const std::string branch = git_dir + "/" + name;
  if (is_missing(branch)) return name;
  const auto tip = line_in(branch);
  return tip && is_full_id_of_sha1(*tip) ? std::optional(name) : std::nullopt;
}

// The folder that git starts to look in.
std::string start_of(const std::string& path) {
  std::error_code error;
  const auto start =
      path.empty() ? std::filesystem::current_path(error) : std::filesystem::canonical(path, error);
  return error ? std::string() : start.string();
}

// The top of the work tree that holds `folder`: the nearest folder with a `.git`, of the same owner
// on the same file system. nullopt: on the way there is something that git looks at more closely.
std::optional<std::string> top_above(std::string folder) {
  struct stat first = {}, status = {};
  if (stat(folder.c_str(), &first) != 0 || !S_ISDIR(first.st_mode)) return std::nullopt;
  for (; folder.size() > 1; folder = folder.substr(0, folder.rfind('/'))) {
    if (stat(folder.c_str(), &status) != 0 || status.st_dev != first.st_dev) return std::nullopt;
    if (!is_missing(folder + "/.git")) return folder;
    if (!is_missing(folder + "/HEAD")) return std::nullopt;  // a bare repository, perhaps
  }
  return std::nullopt;
}

}  // namespace

std::optional<Location> plain_location(const std::string& path) {
  if (!is_environment_plain()) return std::nullopt;
  const auto top = top_above(start_of(path));
  if (!top) return std::nullopt;
  struct stat above = {}, status = {};
  const std::string git_dir = *top + "/.git";
  const bool is_plain = is_own_folder(*top, above) && is_own_folder(git_dir, status) &&
                        is_folder(git_dir + "/objects") && is_folder(git_dir + "/refs") &&
                        is_missing(git_dir + "/commondir");
  auto head = is_plain ? head_in(git_dir) : std::nullopt;
  if (!head) return std::nullopt;
  auto config = read_config_files(git_dir);
  if (!config) return std::nullopt;
  return Location{git_dir, git_dir, std::move(*config), *top, std::move(head)};
}

}  // namespace hotfix
