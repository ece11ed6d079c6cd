// SPDX-License-Identifier: MIT
#include "gate/git/attributes.h"

#include <fstream>
#include <string_view>

#include "gate/base/error.h"
#include "gate/git/commit.h"
#include "gate/git/handles.h"
#include "gate/git/tree.h"

namespace hotfix {

Attributes::Attributes(const Repository& repository, const Oid& commit)
    : repository_(repository),
      commit_(commit),
      tree_(parse_commit_header(repository.read(commit, ObjectType::commit).data()).tree) {
  std::ifstream file(repository.common_dir() + "/info/attributes");
  for (std::string line; std::getline(file, line);) {
    is_overridden_ = is_overridden_ || line.find("linguist") != std::string::npos;
  }
}

// libgit2 takes a file that is missing (a partial clone left it out) for one that was never there.
void Attributes::require_files(const std::string& path) const {
  std::size_t length = 0;
  for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', length)) {
    require_file(path.substr(0, length));
    length = slash + 1;
  }
  require_file(path.substr(0, length));
}

// `folder` ends with a slash, or is empty for the top.
void Attributes::require_file(const std::string& folder) const {
  if (!checked_.insert(folder).second) return;
  const TreeEntry entry = find_path(repository_, tree_, folder + ".gitattributes");
  if (entry.mode == kModeFile) repository_.size_of(entry.id);
}

bool Attributes::is_set(const std::string& path, const char* name) const {
  if (is_overridden_) return false;
  require_files(path);
  git_attr_options options = {};
  options.version = GIT_ATTR_OPTIONS_VERSION;
  options.flags = GIT_ATTR_CHECK_INCLUDE_COMMIT | GIT_ATTR_CHECK_NO_SYSTEM;
  options.attr_commit_id = to_git(commit_);
  const char* value = nullptr;
  check_git(git_attr_get_ext(&value, repository_.handle(), &options, path.c_str(), name),
            ".gitattributes cannot be read");
  if (git_attr_value(value) == GIT_ATTR_VALUE_STRING) return std::string_view(value) == "true";
  return git_attr_value(value) == GIT_ATTR_VALUE_TRUE;
}

}  // namespace hotfix
