// SPDX-License-Identifier: MIT
// Which hotfixes does a revert take out of production?
#pragma once

#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/policy/policy.h"
#include "rules/model/facts.h"

namespace hotfix {

// The hotfixes that came with what is reverted or after it, are in effect in at least one place
// before the reverting commit, and not there any more after it; oldest first. `reverts` are those
// of one commit, not empty. One that a merge of its branch brought is that merge.
std::vector<Commit> hotfixes_taken_out(LandingIndex& index, const Policy& policy,
                                       const std::vector<Revert>& reverts);

}  // namespace hotfix
