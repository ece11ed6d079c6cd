// SPDX-License-Identifier: MIT
// What a pull request into development says it brings back, compared with what it does.
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

// A hotfix branch claims itself, as a whole. Any other branch claims what its commits name: in
// "(cherry picked from commit X)" and the like, or in a trailer `Hotfix-Landed: X`. Throws
// Undecidable where history is cut off.
Backport backport_of(const Inquiry& asked);

}  // namespace hotfix
