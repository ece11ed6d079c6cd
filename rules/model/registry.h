// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "rules/model/rule.h"

namespace hotfix {

namespace rules {
#define HOTFIX_RULE(name) extern const Rule name;
#include "rules/rules.def"
#undef HOTFIX_RULE
}  // namespace rules

// Every rule, in the order of rules.def. The pointers live as long as the program.
const std::vector<const Rule*>& all_rules();

// The rule of that id, or null.
const Rule* find_rule(std::string_view id);

// The rule that has the role; a test holds that every role but `none` has one.
const Rule& rule_with(Role role);

}  // namespace hotfix
