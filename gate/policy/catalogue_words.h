// SPDX-License-Identifier: MIT
// A rule's table entries in plain English, for every page of the catalogue.
#pragma once

#include <string>
#include <vector>

#include "gate/policy/keys.h"
#include "rules/model/rule.h"

namespace hotfix {

std::string words_of_stages(const Rule& rule);    // "hotfix-lint, git push"
std::string words_of_subjects(const Rule& rule);  // "hotfix branches, revert branches"
std::string words_of_needs(const Rule& rule);     // "the changed files"
std::string words_of_waiver(const Rule& rule);    // the trailer, or that there is none

// The rule's own keys, level and waivable first.
const std::vector<PolicyKey>& keys_of(const Rule& rule);

}  // namespace hotfix
