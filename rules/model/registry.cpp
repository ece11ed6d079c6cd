// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"

#include <stdexcept>

namespace hotfix {

const std::vector<const Rule*>& all_rules() {
  static const std::vector<const Rule*> table = {
#define HOTFIX_RULE(name) &rules::name,
#include "rules/rules.def"
#undef HOTFIX_RULE
  };
  return table;
}

const Rule* find_rule(std::string_view id) {
  for (const Rule* rule : all_rules()) {
    if (rule->id == id) return rule;
  }
  return nullptr;
}

const Rule& rule_with(Role role) {
  for (const Rule* rule : all_rules()) {
    if (rule->role == role) return *rule;
  }
  throw std::logic_error("no rule has this role");
}

}  // namespace hotfix
