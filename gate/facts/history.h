// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gate/facts/inquiry.h"

namespace hotfix {

// How the branch and production lie to each other where the branch is one line of few commits, with
// `behind` left out. All branches of a run share what is read of production: thousands may be
// deleted at once. nullopt: it is not that simple.
std::optional<Divergence> plain_line(const Inquiry& asked);

// What the branch has that production does not, and how the two lie to each other. Merges of
// production are looked for only at a pull request and of a revert, what both sides changed only
// when the origin of the commits is asked for too. Throws Undecidable where history is cut off.
History history_of(const Inquiry& asked);

// What waives a rule in the messages of commits, in the order of the commits.
std::vector<Waiver> waivers_in(const std::vector<Commit>& commits);

}  // namespace hotfix
