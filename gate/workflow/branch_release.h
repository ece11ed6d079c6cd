// SPDX-License-Identifier: MIT
// Where a branch stands on production.
#pragma once

#include <string>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "rules/model/facts.h"

namespace hotfix {

struct BranchRelease {
  Landing landing;                          // of the branch on production
  std::vector<std::string> brought = {};    // full ids of production's own commits that brought it,
                                            // and
  std::vector<std::string> took_back = {};  // that took it back; oldest first

  bool is_by(const Oid& commit) const { return !brought.empty() && brought.back() == commit.hex(); }
};

// Sorts full ids of commits of one line, oldest first.
void sort_by_age(LandingIndex& index, std::vector<std::string>& ids);

// What production did with the branch at `tip`. Throws Undecidable where landing is.
BranchRelease release_of(LandingIndex& index, const Oid& production, const Oid& tip);

// The same where production's own line has these commits of the branch as they are, oldest first:
// what took it back did so with all of them.
BranchRelease release_by(LandingIndex& index, const Oid& production, const std::vector<Oid>& own);

// A forge that rebases a branch brings each of its commits by one of production's; what was found
// for the branch as a whole need not be all of them. Adds the others to `release.brought`.
void add_rebased(LandingIndex& index, const Oid& production, const std::vector<Commit>& commits,
                 BranchRelease& release);

// Takes out of `release.brought` what brought these commits, which are of another hotfix; never all
// of it.
void leave_out(LandingIndex& index, const Oid& production, const std::vector<Oid>& commits,
               BranchRelease& release);

}  // namespace hotfix
