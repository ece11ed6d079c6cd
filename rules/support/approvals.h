// SPDX-License-Identifier: MIT
// What is no fault, and may go to production only when somebody has seen it.
#pragma once

#include "rules/model/facts.h"
#include "rules/model/finding.h"
#include "rules/model/option.h"

namespace hotfix {

// Makes `finding`, of a pull request, one that waits until its head is approved as emergency-review
// counts it, and a warning from then on. Reviews that are not known are none. `options` have the
// `reviewers` of emergency-review.
void wait_for_approval(Finding& finding, const Facts& facts, const Options& options);

}  // namespace hotfix
