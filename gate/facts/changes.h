// SPDX-License-Identifier: MIT
// Which files a branch changes, and how.
#pragma once

#include <optional>

#include "gate/facts/inquiry.h"
#include "gate/git/tree.h"

namespace hotfix {

// What the branch changes, seen from the merge base. After a criss-cross there are several: then
// what is as production has it now is not a change of this branch. Throws Undecidable when there is
// none.
std::vector<TreeChange> changes_of_branch(const Inquiry& asked,
                                          const std::vector<Oid>& merge_bases);

// The part of it that is judged. Of a branch that came by way of development these are its own
// changes: all else goes with the fix for its origin. `origin`: nullopt when it is not known.
std::vector<TreeChange> judged_changes(const Inquiry& asked, const History& history,
                                       const std::optional<Origin>& origin);

// The same with renames found, classes and, where asked for, lines; by path.
std::vector<ChangedFile> judged_files(const Inquiry& asked, const History& history,
                                      const std::optional<Origin>& origin, bool lines);

}  // namespace hotfix
