// SPDX-License-Identifier: MIT
// Was a change that a branch got taken back there?
#pragma once

#include <optional>

#include "gate/landing/evidence/evidence.h"
#include "gate/landing/evidence/trail.h"

namespace hotfix {

// The commit of the first-parent line of `tip` that brought `commit`, which `tip` has: itself when
// it lies there. Throws Undecidable where history is cut off.
Oid entry_of(LandingIndex& index, const Oid& commit, const Oid& tip);

// Fills in what the evidence says about the time since `landing`: Evidence::entry, at_entry,
// dropped and undone. For a change that is wholly in effect nothing is looked into.
void look_since(Trail& trail, const Oid& landing, Evidence& evidence);

// The commit of the branch's first-parent line that brought `commit`, which the branch has.
Oid entry_of(Trail& trail, const Oid& commit);

// The commit of the branch's first-parent line with which one of the parts at `places` (of
// Trail::parts_in) went after `landing` had come: the merge that brought the landing, where it did
// not take the part over. At least one of them is absent on the tip.
Oid part_undoing(Trail& trail, const Oid& landing, const std::vector<std::size_t>& places);

// The merge that brought `landing` to the branch, or to a branch that was merged into it, and kept
// the part at `place` as its first parent had it, without the landing. Nullopt: none did; a form of
// the merge's own is one of the part.
std::optional<Oid> left_out_by(Trail& trail, const Oid& landing, std::size_t place);

// A commit that `branch` made after `change`, which it has, and that took it back: its very
// inverse, or a revert that names it. nullopt: there is none, or it was brought again.
std::optional<Oid> taken_back(LandingIndex& index, const Change& change, const Oid& branch);

}  // namespace hotfix
