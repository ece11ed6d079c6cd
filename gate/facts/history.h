// SPDX-License-Identifier: MIT
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

// What the branch has that production does not, and how the two lie to each other. Merges of
// production are looked for only at a pull request, what both sides changed only when the origin of
// the commits is asked for too. Throws Undecidable where history is cut off.
History history_of(const Inquiry& asked);

// The trailers of commits that waive a rule, in the order of the commits.
std::vector<Waiver> waivers_in(const std::vector<Commit>& commits);

}  // namespace hotfix
