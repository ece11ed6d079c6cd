// SPDX-License-Identifier: MIT
#include "gate/facts/needs.h"

#include <algorithm>

#include "rules/model/need_table.h"

namespace hotfix {

namespace {

bool holds(const auto& list, const auto& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool can_carry_waivers(const Subject& subject) {
  return subject.kind == SubjectKind::hotfix || subject.kind == SubjectKind::revert ||
         subject.kind == SubjectKind::removal;
}

}  // namespace

std::vector<const Rule*> applicable_rules(const Policy& policy, const Subject& subject) {
  std::vector<const Rule*> rules;
  for (const Rule* rule : all_rules()) {
    if (policy.setting(rule->id).level != Level::off && holds(rule->stages, subject.stage) &&
        holds(rule->judges, subject.kind)) {
      rules.push_back(rule);
    }
  }
  return rules;
}

Need needs_of(const Rule& rule, const Subject& subject) { return askable(rule.needs, subject); }

Need needs_of(const std::vector<const Rule*>& rules, const Subject& subject) {
  // Waivers are read from the history of a branch.
  Need needs = can_carry_waivers(subject) && !rules.empty() ? Need::history : Need::none;
  for (const Rule* rule : rules) needs = needs | needs_of(*rule, subject);
  return needs;
}

}  // namespace hotfix
