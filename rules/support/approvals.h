// SPDX-License-Identifier: MIT
// Who has approved a pull request, as emergency-review counts it. `options` have its `reviewers`.
#pragma once

#include <string>

#include "rules/model/facts.h"
#include "rules/model/option.h"

namespace hotfix {

// Whether the very head is approved, and nobody who may do so wants changes. False while the
// reviews are not known.
bool is_head_approved(const Facts& facts, const Options& options);

// "Commit 1234 has to be approved by one of these, other than the author: kim, lee".
std::string who_may_approve(const Facts& facts, const Options& options);

}  // namespace hotfix
