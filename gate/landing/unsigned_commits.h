// SPDX-License-Identifier: MIT
// Production's commits that nothing calls a hotfix, and that development may lack all the same.
#pragma once

#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/landing/production_commits.h"

namespace hotfix {

// Of `commits`, which bear no sign, those that are production's own work: they change code or
// configuration that runs, and neither they nor what they merge is development's. A squash of
// development leaves files as development had them.
std::vector<Hotfix> own_work(LandingIndex& index, const Policy& policy,
                             const LedgerQuestion& question, std::vector<Hotfix> commits);

// Those of production that are in effect there and that development does not have, oldest first,
// with their landing. Empty when the policy owes every commit: they are hotfixes then.
std::vector<Hotfix> unsigned_commits(LandingIndex& index, const Policy& policy,
                                     const LedgerQuestion& question,
                                     const LedgerProgress& progress = {});

}  // namespace hotfix
