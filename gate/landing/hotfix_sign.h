// SPDX-License-Identifier: MIT
// What makes a hotfix of a commit on production: only what the commit itself says, so that every
// clone sees the same.
#pragma once

#include <string>

#include "gate/policy/policy.h"
#include "rules/model/facts.h"

namespace hotfix {

// The first sign, of those that the policy goes by, that calls the commit a hotfix:
//   "subject"       its subject has a type that commit-message accepts ("hotfix: ...")
//   "merge"         its subject says that it merged a hotfix branch
//   "pull-request"  the same, of a pull request, also one that was squashed under its branch's name
//   "trailer"       `Hotfix: <anything>` or `Hotfix-Branch: <hotfix branch>`
// Empty: none. A merge of the development branch is a promotion and has none.
std::string hotfix_sign(const Commit& commit, const Policy& policy);

// A merge that says it brought the development branch.
bool is_promotion(const Commit& commit, const Policy& policy);

}  // namespace hotfix
