// SPDX-License-Identifier: MIT
#include "rules/registry.h"

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

}  // namespace hotfix
