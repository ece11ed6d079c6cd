// SPDX-License-Identifier: MIT
// Tree changes as the files a person would name: renames paired, lines counted.
#pragma once

#include <vector>

#include "gate/git/tree.h"
#include "rules/facts.h"

namespace hotfix {

// Pairs deleted with added files: by equal content, and with `lines` also by likeness (half of it,
// as git does). Line facts are filled in only with `lines`. PathClass and `manifest` are left to
// the caller.
std::vector<ChangedFile> changed_files(const Repository& repository,
                                       const std::vector<TreeChange>& changes, bool lines);

}  // namespace hotfix
