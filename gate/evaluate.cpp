// SPDX-License-Identifier: MIT
#include "gate/evaluate.h"

#include <algorithm>

namespace hotfix {

namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// A message is all there is before a commit exists; afterwards the commit is what counts.
Need needs_at(const Rule& rule, Stage stage) {
  const auto mask = static_cast<unsigned>(rule.needs);
  const auto message = static_cast<unsigned>(Need::message);
  return static_cast<Need>(stage == Stage::commit_msg ? mask & message : mask & ~message);
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
    if (waiver.rule == rule && !waiver.reason.empty()) return &waiver;
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
    } else if (waiver.reason.empty()) {
      report.notes.push_back(start + " gives no reason, so it does not count");
    }
  }
}

void count_diff(Report& report, const Facts& facts) {
  if (!facts.changes || reason_for(facts, Need::lines)) return;
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
  for (const Rule* rule : rules) needs = needs | needs_at(*rule, subject.stage);
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
    if (const auto unknown = missing(facts, needs_at(*rule, facts.subject.stage))) {
      report.undecided.push_back({rule, unknown->reason, unknown->remedy});
      continue;
    }
    const RuleSetting& setting = policy.setting(rule->id);
    report.rules.push_back(rule);
    record(report, *rule, setting, facts, rule->check(facts, setting.options));
  }
  note_refused_waivers(report, facts, policy);
  count_diff(report, facts);
  report.verdict = verdict_of(report, policy);
  return report;
}

}  // namespace hotfix
