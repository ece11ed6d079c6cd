// SPDX-License-Identifier: MIT
// Whether a person who may approve has approved what is judged. Every rule that asks for a review
// asks here, with the options of emergency-review (Rule::shares_options_of).
#pragma once

#include <string>

#include "rules/model/facts.h"
#include "rules/model/finding.h"
#include "rules/model/option.h"

namespace hotfix {

// Has the head of the pull request been approved, and does nobody who may hold it back do so? May
// approve: those on the list `reviewers`, and where it is empty whoever the forge calls a member.
// Never the author of the pull request, whoever wrote or committed its head, a program, or an
// account that is gone. `facts` must have history and reviews.
bool is_approved(const Facts& facts, const Options& options);

// What is missing for that, who can give it, and how to ask: "waiting for review: ...". For facts
// that are not approved.
Finding missing_approval(const Facts& facts, const Options& options);

// What else may only happen with an approval: makes `finding` wait for it, with how to ask, or a
// warning once it is there. `facts` may lack reviews, as at a push; they are asked for then.
void wait_for_approval(Finding& finding, const Facts& facts, const Options& options);

}  // namespace hotfix
