// SPDX-License-Identifier: MIT
#include "gate/replay/replayed_rules.h"

#include <algorithm>

#include "gate/facts/needs.h"

namespace hotfix {

namespace {

using Rules = std::vector<const Rule*>;

// What git still knows of a branch that was merged, and of the way it came.
constexpr Need kOfBranch = Need::history | Need::lines | Need::changes | Need::reverts;
constexpr Need kOfArrival = Need::arrivals | Need::reverts;
// What only the forge knows.
constexpr Need kOfForge = Need::pull_request | Need::description | Need::reviews;

bool is_within(Need needs, Need known) { return (needs & known) == needs; }

Subject subject_at(Stage stage, SubjectKind kind) {
  Subject subject;
  subject.stage = stage;
  subject.kind = kind;
  return subject;
}

bool applies(const Policy& policy, const Rule* rule, Stage stage) {
  const Rules rules = applicable_rules(policy, subject_at(stage, SubjectKind::hotfix));
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

std::string why_not(const Policy& policy, const Rule* rule, bool has_development) {
  if (has(rule->needs, kOfForge) || !applies(policy, rule, Stage::lint)) {
    return "the pull request is not known";
  }
  const bool asks_for_origin = is_within(needs_of(*rule, past_branch()), kOfBranch | Need::origin);
  return !has_development && asks_for_origin ? "there is no development branch"
                                             : "it is about the present";
}

}  // namespace

Subject past_branch() { return subject_at(Stage::lint, SubjectKind::hotfix); }

Subject past_arrival() { return subject_at(Stage::released, SubjectKind::production); }

Rules rules_of_past_branch(const Policy& policy, bool has_development) {
  const Need known = has_development ? kOfBranch | Need::origin : kOfBranch;
  Rules rules = applicable_rules(policy, past_branch());
  std::erase_if(rules, [&](const Rule* rule) {
    return has(rule->needs, kOfForge) || !is_within(needs_of(*rule, past_branch()), known);
  });
  return rules;
}

Rules rules_of_past_arrival(const Policy& policy) {
  Rules rules = applicable_rules(policy, past_arrival());
  std::erase_if(rules, [&](const Rule* rule) {
    const Need needs = needs_of(*rule, past_arrival());
    return !has(needs, Need::arrivals) || !is_within(needs, kOfArrival);
  });
  return rules;
}

std::vector<NotReplayed> rules_not_replayed(const Policy& policy, const Rules& replayed,
                                            bool has_development) {
  std::vector<NotReplayed> rest;
  for (const Rule* rule : all_rules()) {
    const bool is_replayed = std::find(replayed.begin(), replayed.end(), rule) != replayed.end();
    const bool is_asked =
        applies(policy, rule, Stage::lint) || applies(policy, rule, Stage::pull_request);
    if (!is_replayed && is_asked) rest.push_back({rule, why_not(policy, rule, has_development)});
  }
  return rest;
}

}  // namespace hotfix
