// SPDX-License-Identifier: MIT
// What came to production, or is about to by a merge queue, against what Squash & Merge makes.
#pragma once

#include <string_view>

#include "rules/model/facts.h"
#include "rules/model/finding.h"
#include "rules/model/option.h"

namespace hotfix {

// "(#12)", which GitHub puts behind the subject of a squashed pull request; empty when there is
// none.
std::string_view request_number(std::string_view subject);

// The subject as its author wrote it.
std::string_view without_number(std::string_view subject);

// Needs arrivals and reverts.
Findings judge_arrivals(const Facts& facts, const Options& options);

}  // namespace hotfix
