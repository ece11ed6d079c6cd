// SPDX-License-Identifier: MIT
// Is this production change on that branch? Signals -> verdict with evidence; README.md beside this
// file tells how it decides and how well.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "gate/base/error.h"
#include "gate/landing/evidence/landing_index.h"
#include "rules/model/landing.h"

namespace hotfix {

// Not to be decided, for that reason and with its fix.
Landing undecided_landing(const Undecidable& unknown);

// Answers any number of questions about one repository.
class Lander {
 public:
  // `production`: the tip of production, so that a change which production took back is
  // `withdrawn`; nullopt: that is not looked at. What is learned goes into `index`, which must
  // outlive the Lander and may serve several.
  explicit Lander(LandingIndex& index, std::optional<Oid> production = std::nullopt);
  ~Lander();

  // The change that `commit` made against its first parent (a root: against nothing), on the branch
  // whose tip is `onto`; when a merge is not there as a whole, each commit that it merged must be.
  // Never throws Undecidable: that is a state.
  Landing commit(const Oid& commit, const Oid& onto);

  // Everything that `tip` has and its merge base with `onto` does not, as one change; when that is
  // not there as a whole, each of its commits must be.
  Landing branch(const Oid& tip, const Oid& onto);

  // The same of a branch that may be merged: then its tip is asked about as a commit, which is
  // known without looking for where the two parted. Throws Undecidable where history is cut off.
  Landing merged_or_branch(const Oid& tip, const Oid& onto);

  // Several commits of one branch: one commit of `onto` proves only one of them, unless it is big
  // enough for several. `progress` is told how many are done before each.
  std::vector<Landing> commits(const std::vector<Oid>& commits, const Oid& onto,
                               const std::function<void(std::size_t)>& progress = {});

  // How much of `commit`'s change a tree lacks, 0 nothing to 1 all of it: for sure, and with what
  // conflicts.
  struct Absence {
    double share = 0, possible = 0;
  };
  Absence absence(const Oid& commit, const Oid& tree);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hotfix
