// SPDX-License-Identifier: MIT
#include "gate/report/evaluate.h"

#include <algorithm>

#include "rules/support/text.h"

namespace hotfix {

namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// What can be asked of a subject at all. A message is all there is before a commit exists, only a
// pull request has a description, and a branch that moved is not compared with production.
bool is_askable(Need need, const Subject& subject) {
  const bool is_update =
      subject.kind == SubjectKind::production || subject.kind == SubjectKind::development;
  switch (need) {
    case Need::message:
      return subject.stage == Stage::commit_msg;
    case Need::pull_request:
    case Need::reviews:
    case Need::claims:
      return subject.stage == Stage::pull_request;
    case Need::arrivals:
      return subject.stage == Stage::merge_group || subject.stage == Stage::released;
    case Need::update:
      return is_update;
    case Need::reverts:
    case Need::promotion:
      return subject.stage != Stage::commit_msg;
    default:
      return subject.stage != Stage::commit_msg && !is_update;
  }
}

Need needs_of(const Rule& rule, const Subject& subject) {
  Need needs = Need::none;
  for (unsigned bit = 1; bit <= static_cast<unsigned>(kLastNeed); bit <<= 1) {
    const auto need = static_cast<Need>(bit);
    if (has(rule.needs, need) && is_askable(need, subject)) needs = needs | need;
  }
  return needs;
}

bool is_branch(const Subject& subject) {
  return subject.kind == SubjectKind::hotfix || subject.kind == SubjectKind::revert ||
         subject.kind == SubjectKind::removal;
}

const Unknown* reason_for(const Facts& facts, Need need) {
  for (const Unknown& unknown : facts.unknown) {
    if (has(unknown.need, need)) return &unknown;
  }
  return nullptr;
}

bool is_met(const Facts& facts, Need need) {
  if (reason_for(facts, need)) return false;
  switch (need) {
    case Need::none:
      return true;
    case Need::history:
      return facts.history.has_value();
    case Need::origin:
      return facts.origin.has_value();
    case Need::changes:
    case Need::lines:
      return facts.changes.has_value();
    case Need::update:
      return facts.update.has_value();
    case Need::reverts:
      return facts.reverts.has_value();
    case Need::containment:
      return facts.containment.has_value();
    case Need::forecast:
      return facts.forecast.has_value();
    case Need::debts:
      return facts.debts.has_value();
    case Need::promotion:
      return facts.promotion.has_value();
    case Need::message:
      return facts.message.has_value();
    case Need::pull_request:
      return facts.pull_request.has_value();
    case Need::reviews:
      return facts.pull_request && facts.pull_request->reviews;
    case Need::arrivals:
      return facts.arrivals.has_value();
    case Need::claims:
      return facts.backport.has_value();
  }
  return false;
}

// The first need that is not met, with the recorded reason.
std::optional<Unknown> missing(const Facts& facts, Need needs) {
  for (unsigned bit = 1; bit <= static_cast<unsigned>(kLastNeed); bit <<= 1) {
    const auto need = static_cast<Need>(bit);
    if (!has(needs, need) || is_met(facts, need)) continue;
    if (const Unknown* unknown = reason_for(facts, need)) return *unknown;
    return Unknown{need, "it was not looked at", "report this as a bug of hotfix-gate"};
  }
  return std::nullopt;
}

const Waiver* waiver_for(const Facts& facts, std::string_view rule) {
  for (const Waiver& waiver : facts.waivers) {
    if (waiver.rule == rule && says_something(waiver.reason)) return &waiver;
  }
  return nullptr;
}

void record(Report& report, const Rule& rule, const RuleSetting& setting, const Facts& facts,
            Findings findings) {
  for (Finding& finding : findings) finding.level = std::min(finding.level, setting.level);
  const Waiver* waiver = setting.waivable ? waiver_for(facts, rule.id) : nullptr;
  if (waiver && !findings.empty()) {
    report.waived.push_back({&rule, waiver->reason, waiver->commit, std::move(findings)});
    return;
  }
  for (Finding& finding : findings) report.findings.push_back({&rule, std::move(finding)});
}

// A waiver that does nothing must not look as if it did.
void note_refused_waivers(Report& report, const Facts& facts, const Policy& policy) {
  for (const Waiver& waiver : facts.waivers) {
    const Rule* rule = find_rule(waiver.rule);
    const std::string start = "waiver of '" + waiver.rule + "' in " + waiver.commit.substr(0, 12);
    if (!rule) {
      report.notes.push_back(start + " names no rule; `hotfix-lint rules` lists them");
    } else if (!policy.setting(rule->id).waivable) {
      report.notes.push_back(start + " is refused: the policy does not let this rule be waived");
    } else if (!says_something(waiver.reason)) {
      report.notes.push_back(start + " gives no reason, so it does not count");
    }
  }
}

void count_diff(Report& report, const Facts& facts, const Policy& policy) {
  if (!facts.changes || reason_for(facts, Need::lines)) return;
  if (holds(report.rules, &rule_with(Role::diff_budget))) {
    report.budget = diff_budget(*facts.changes, policy.setting(Role::diff_budget).options);
  }
  for (const ChangedFile& file : *facts.changes) {
    DiffCount& count = report.diff[file.path_class];
    ++count.files;
    count.added += file.added;
    count.deleted += file.deleted;
  }
}

Verdict verdict_of(const Report& report, const Policy& policy) {
  for (const RuleFinding& found : report.findings) {
    if (found.finding.level == Level::error) return Verdict::blocked;
  }
  for (const Undecided& undecided : report.undecided) {
    if (policy.setting(undecided.rule->id).level == Level::error) return Verdict::undecided;
  }
  return Verdict::pass;
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

Need needs_of(const std::vector<const Rule*>& rules, const Subject& subject) {
  // Waivers are read from the history of a branch.
  Need needs = is_branch(subject) && !rules.empty() ? Need::history : Need::none;
  for (const Rule* rule : rules) needs = needs | needs_of(*rule, subject);
  return needs;
}

Report evaluate(const Facts& facts, const Policy& policy) {
  Report report;
  report.subject = facts.subject;
  report.refs = facts.refs;
  if (facts.history && !facts.history->merge_bases.empty()) {
    report.base = facts.history->merge_bases.front();
  }
  for (const Rule* rule : applicable_rules(policy, facts.subject)) {
    if (const auto unknown = missing(facts, needs_of(*rule, facts.subject))) {
      report.undecided.push_back({rule, unknown->reason, unknown->fix});
      continue;
    }
    const RuleSetting& setting = policy.setting(rule->id);
    report.rules.push_back(rule);
    record(report, *rule, setting, facts, rule->check(facts, setting.options));
  }
  note_refused_waivers(report, facts, policy);
  count_diff(report, facts, policy);
  report.forecast = facts.forecast;
  report.debts = facts.debts.value_or(std::vector<Hotfix>{});
  report.pull_request = facts.pull_request;
  report.verdict = verdict_of(report, policy);
  return report;
}

}  // namespace hotfix
