// SPDX-License-Identifier: MIT
// What makes a hotfix of a commit on production: only what the commit itself says, so that every
// clone sees the same.
#pragma once

#include <optional>

#include "gate/policy/policy.h"
#include "rules/model/facts.h"

namespace hotfix {

// The first sign, of those that the policy goes by (backport.signs), that calls the commit a
// hotfix:
//   subject       its subject has a type that commit-message accepts ("hotfix: ...")
//   merge         its subject says that it merged a hotfix branch
//   pull_request  the same, of a pull request, also one that was squashed under its branch's name
//   trailer       `Hotfix: <anything>` or `Hotfix-Branch: <hotfix branch>`
// nullopt: it has none. A merge of the development branch is a promotion and never has one.
std::optional<HotfixSign> hotfix_sign(const Commit& commit, const Policy& policy);

// A merge that says it brought the development branch.
bool is_promotion(const Commit& commit, const Policy& policy);

// The same, or a branch that the policy calls a promotion.
bool says_that_it_promotes(const Commit& commit, const Policy& policy);

// The hotfix branch that the commit says it came from, by a merge or by a trailer `Hotfix-Branch`;
// empty: it does not say.
std::string hotfix_branch_of(const Commit& commit, const Policy& policy);

}  // namespace hotfix
