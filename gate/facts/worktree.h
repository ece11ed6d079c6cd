// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gate/git/repository.h"

namespace hotfix {

// The absolute path of the work tree, other than the one at hand, that has the local branch checked
// out; empty: there is none, or it cannot be read. Reads files of git's, and starts no program.
std::string other_worktree_with(const Repository& repository, const std::string& branch);

}  // namespace hotfix
