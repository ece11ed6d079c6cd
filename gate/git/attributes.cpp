// SPDX-License-Identifier: MIT
#include "gate/git/attributes.h"

#include <fstream>
#include <iterator>
#include <string_view>

#include "gate/base/error.h"
#include "gate/git/commit.h"
#include "gate/git/handles.h"
#include "gate/git/tree.h"

namespace hotfix {

namespace {

bool speaks_of_linguist(const Repository& repository, const Oid& blob) {
  return repository.read(blob, ObjectType::blob).data().find("linguist") != std::string_view::npos;
}

bool is_true(const char* value) {
  if (git_attr_value(value) == GIT_ATTR_VALUE_STRING) return std::string_view(value) == "true";
  return git_attr_value(value) == GIT_ATTR_VALUE_TRUE;
}

}  // namespace

Attributes::Attributes(const Repository& repository, const Oid& commit)
    : repository_(repository),
      commit_(commit),
      tree_(parse_commit_header(repository.read(commit, ObjectType::commit).data()).tree) {
  std::ifstream file(repository.common_dir() + "/info/attributes");
  for (std::string line; std::getline(file, line);) {
    is_overridden_ = is_overridden_ || line.find("linguist") != std::string::npos;
  }
}

// Does a file in one of the folders above it say anything? Most often none does, and libgit2 would
// look for each of them anew.
bool Attributes::is_spoken_of(const std::string& path) const {
  bool is_spoken_of = has_file("");
  for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    is_spoken_of = has_file(path.substr(0, slash + 1)) || is_spoken_of;
  }
  return is_spoken_of;
}

// `folder` ends with a slash, or is empty for the top. libgit2 takes a file that is missing (a
// partial clone left it out) for one that was never there.
bool Attributes::has_file(const std::string& folder) const {
  if (const auto known = has_file_.find(folder); known != has_file_.end()) return known->second;
  const TreeEntry entry = find_path(repository_, tree_, folder + ".gitattributes");
  const bool is_blob = entry.mode != 0 && entry.mode != kModeTree && entry.mode != kModeSubmodule;
  const bool says_it = is_blob && speaks_of_linguist(repository_, entry.id);
  return has_file_[folder] = says_it;
}

Attributes::Said Attributes::said_of(const std::string& path) const {
  if (is_overridden_ || !is_spoken_of(path)) return {};
  if (path != last_path_) {
    last_ = ask(path);
    last_path_ = path;
  }
  return last_;
}

// Both in one question: each reads the files of all folders above.
Attributes::Said Attributes::ask(const std::string& path) const {
  git_attr_options options = {};
  options.version = GIT_ATTR_OPTIONS_VERSION;
  options.flags = GIT_ATTR_CHECK_INCLUDE_COMMIT | GIT_ATTR_CHECK_NO_SYSTEM;
  options.attr_commit_id = to_git(commit_);
  const char* names[] = {"linguist-generated", "linguist-vendored"};
  const char* values[] = {nullptr, nullptr};
  check_git(git_attr_get_many_ext(values, repository_.handle(), &options, path.c_str(),
                                  std::size(names), names),
            ".gitattributes cannot be read");
  return {is_true(values[0]), is_true(values[1])};
}

}  // namespace hotfix
