// SPDX-License-Identifier: MIT
// What production took back and development still has: the next promotion may bring it again.
#pragma once

#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/landing/production_commits.h"

namespace hotfix {

// Production's reverts that are in effect there and not on development, oldest first, with their
// landing; its evidence is what they take back, as far as they say it. A revert of a revert is
// none. Empty when the policy does not owe them.
std::vector<Hotfix> rollbacks(LandingIndex& index, const Policy& policy,
                              const LedgerQuestion& question);

}  // namespace hotfix
