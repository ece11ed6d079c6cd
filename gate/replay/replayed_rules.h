// SPDX-License-Identifier: MIT
// Which rules of a policy the past says something about: those that look at what git keeps. Told by
// what they need, so that a new rule finds its place.
#pragma once

#include <vector>

#include "gate/policy/policy.h"
#include "gate/report/history/history_report.h"

namespace hotfix {

// What a change is judged as: a branch that a person asks about, and then what came to production.
Subject past_branch();
Subject past_arrival();

// Rules that say all they have to say of a branch without its pull request. Without development
// none that asks where its commits come from.
std::vector<const Rule*> rules_of_past_branch(const Policy& policy, bool has_development);

// Rules of what came to production that judge it by its shape. What says the same of the branch is
// not among them.
std::vector<const Rule*> rules_of_past_arrival(const Policy& policy);

// The others that would judge a hotfix on its way to production, and why they cannot here.
std::vector<NotReplayed> rules_not_replayed(const Policy& policy,
                                            const std::vector<const Rule*>& replayed,
                                            bool has_development);

}  // namespace hotfix
