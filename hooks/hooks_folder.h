// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "gate/git/discovery/command.h"

namespace hotfix {

// Where git looks for the hooks of a repository.
struct HooksFolder {
  std::filesystem::path root;      // the top of the work tree; of a bare repository, its own folder
  std::filesystem::path folder;    // absolute; may not exist
  std::filesystem::path standard;  // the one that is used when core.hooksPath is not set
  std::string hooks_path;          // core.hooksPath as written
  std::string scope;  // who set it: system, global, local, worktree, command; empty: not set

  // Shared with other repositories: set outside of this one.
  bool is_shared() const;
  // Husky's: core.hooksPath is a folder .husky, or the folder _ in which husky 9 keeps its own.
  bool is_husky() const;
  // Where a person writes the hooks: `folder`, or with husky the one above its own.
  std::filesystem::path written() const;
};

// Asks git. `repository` is a path a person named; empty: the one we are in. Throws UsageError when
// that is not a repository, and Undecidable when git does not trust its owner.
HooksFolder find_hooks(const std::string& repository);

// git in that repository: with the variables of a hook kept when none was named.
CommandResult git_in(const std::string& repository, const std::vector<std::string>& arguments);

}  // namespace hotfix
