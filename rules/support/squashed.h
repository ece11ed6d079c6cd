// SPDX-License-Identifier: MIT
// What came to production, or is about to by a merge queue, against what Squash & Merge makes.
#pragma once

#include "rules/model/facts.h"
#include "rules/model/finding.h"
#include "rules/model/option.h"

namespace hotfix {

// Needs arrivals and reverts.
Findings judge_arrivals(const Facts& facts, const Options& options);

}  // namespace hotfix
