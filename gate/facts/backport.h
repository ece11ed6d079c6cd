// SPDX-License-Identifier: MIT
// What a pull request into development says it brings back, compared with what it does.
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

// A hotfix branch claims itself, as a whole. Any other branch claims what its commits name: in
// "(cherry picked from commit X)" and the like, in a trailer `Hotfix-Landed: X`, or by having the
// subject of one hotfix of production. Both claim what they merged: production, the hotfix's
// branch, or development into such a branch. Throws Undecidable where history is cut off.
Backport backport_of(const Inquiry& asked);

// What its own commits waive.
std::vector<Waiver> waivers_of_backport(const Inquiry& asked);

}  // namespace hotfix
