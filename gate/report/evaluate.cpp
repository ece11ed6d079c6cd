// SPDX-License-Identifier: MIT
#include "gate/report/evaluate.h"

#include <algorithm>

#include "gate/base/visible.h"
#include "gate/facts/needs.h"
#include "rules/model/need_table.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

const Unknown* reason_for(const Facts& facts, Need need) {
  for (const Unknown& unknown : facts.unknown) {
    if (has(unknown.need, need)) return &unknown;
  }
  return nullptr;
}

// The first need that is not met, with the recorded reason.
std::optional<Unknown> missing(const Facts& facts, Need needs) {
  for (const Need need : kNeeds) {
    if (!has(needs, need)) continue;
    if (const Unknown* unknown = reason_for(facts, need)) return *unknown;
    if (!is_met(facts, need)) {
      return Unknown{need, "it was not looked at", "report this as a bug of hotfix-gate"};
    }
  }
  return std::nullopt;
}

bool is_left_to_ci(const Facts& facts, Need needs) {
  return std::any_of(std::begin(kNeeds), std::end(kNeeds), [&](Need need) {
    return has(needs, need) && has(facts.left_to_ci, need) && !is_met(facts, need);
  });
}

// One line of a report. A subject may have millions of bytes, and what is printed is for people.
constexpr std::size_t kLongestText = 1'000;
// A command: the system takes no longer word from a shell (MAX_ARG_STRLEN of Linux is 128 KiB).
constexpr std::size_t kLongestCommand = 100'000;

void shorten(std::string& text) { text = brief(std::move(text), kLongestText); }

void shorten(std::optional<Forecast>& forecast) {
  if (!forecast) return;
  for (Forecast::Conflict& conflict : forecast->conflicts) {
    for (Forecast::Conflict::Other& other : conflict.others) shorten(other.subject);
  }
}

void shorten(Finding& finding) {
  const bool is_too_long =
      std::any_of(finding.fix.begin(), finding.fix.end(),
                  [](const std::string& command) { return command.size() > kLongestCommand; });
  if (is_too_long) {
    finding.fix.clear();
    finding.hint = "The command that corrects it is too long for a shell: do it by hand";
  }
  shorten(finding.message);
  for (std::string& line : finding.details) shorten(line);
  if (finding.hint.size() > kLongestCommand) shorten(finding.hint);
}

const Waiver* waiver_for(const Facts& facts, std::string_view rule) {
  for (const Waiver& waiver : facts.waivers) {
    const bool counts = waiver.is_trailer && says_something(waiver.reason);
    if (waiver.rule == rule && counts) return &waiver;
  }
  return nullptr;
}

void record(Report& report, const Rule& rule, const RuleSetting& setting, const Facts& facts,
            Findings findings) {
  for (Finding& finding : findings) {
    finding.level = std::min(finding.level, setting.level);
    shorten(finding);
  }
  const Waiver* waiver = setting.waivable ? waiver_for(facts, rule.id) : nullptr;
  if (waiver && !findings.empty()) {
    report.waived.push_back(
        {&rule, brief(waiver->reason, kLongestText), waiver->commit, std::move(findings)});
    return;
  }
  for (Finding& finding : findings) {
    if (finding.waived_by.empty() || !setting.waivable) {
      report.findings.push_back({&rule, std::move(finding)});
      continue;
    }
    const std::string reason = finding.waived_because, commit = finding.waived_by;
    report.waived.push_back({&rule, reason, commit, {std::move(finding)}});
  }
}

std::string waiver_in(const std::string& rule, const std::string& commit) {
  return "waiver of '" + brief(rule) + "' in " + commit.substr(0, 12);
}

constexpr std::string_view kRefused = " is refused: the policy does not let this rule be waived";

constexpr std::string_view kMisplaced =
    " does not count: it stands outside the trailers, which are the last paragraph of a message";

// A waiver that does nothing must not look as if it did.
void note_refused_waivers(Report& report, const Facts& facts, const Policy& policy) {
  for (const Waiver& waiver : facts.waivers) {
    const Rule* rule = find_rule(waiver.rule);
    const std::string start = waiver_in(waiver.rule, waiver.commit);
    if (!waiver.is_trailer) {
      if (rule) report.notes.push_back(start + std::string(kMisplaced));
    } else if (!rule) {
      report.notes.push_back(start + " names no rule; `hotfix-lint rules` lists them");
    } else if (!policy.setting(rule->id).waivable) {
      report.notes.push_back(start + std::string(kRefused));
    } else if (!says_something(waiver.reason)) {
      report.notes.push_back(start + " gives no reason, so it does not count");
    }
  }
  for (const auto& [rule, finding] : report.findings) {
    if (finding.waived_by.empty()) continue;
    report.notes.push_back(waiver_in(std::string(rule->id), finding.waived_by) +
                           std::string(kRefused));
  }
}

void count_diff(Report& report, const Facts& facts, const Policy& policy) {
  if (!facts.changes || reason_for(facts, Need::lines)) return;
  const auto& ran = report.rules;
  if (std::find(ran.begin(), ran.end(), &rule_with(Role::diff_budget)) != ran.end()) {
    report.budget = diff_budget(*facts.changes, policy.setting(Role::diff_budget).options);
  }
  for (const ChangedFile& file : *facts.changes) {
    DiffCount& count = report.diff[file.path_class];
    ++count.files;
    count.added += file.added;
    count.deleted += file.deleted;
    count.bytes += has_lines(file) ? 0 : file.bytes;
  }
}

}  // namespace

Verdict verdict_of(const Report& report, const Policy& policy) {
  for (const RuleFinding& found : report.findings) {
    if (found.finding.level == Level::error) return Verdict::blocked;
  }
  for (const Undecided& undecided : report.undecided) {
    if (policy.setting(undecided.rule->id).level == Level::error) return Verdict::undecided;
  }
  return Verdict::pass;
}

Report evaluate(const Facts& facts, const Policy& policy) {
  Report report;
  report.subject = facts.subject;
  report.refs = facts.refs;
  if (facts.history && !facts.history->merge_bases.empty()) {
    report.base = facts.history->merge_bases.front();
  }
  for (const Rule* rule : applicable_rules(policy, facts.subject)) {
    const Need needs = needs_of(*rule, facts.subject);
    if (is_left_to_ci(facts, needs)) continue;
    if (const auto unknown = missing(facts, needs)) {
      report.undecided.push_back(
          {rule, unknown->reason, unknown->fix, unknown->cause, policy.setting(rule->id).level});
      continue;
    }
    const RuleSetting& setting = policy.setting(rule->id);
    report.rules.push_back(rule);
    record(report, *rule, setting, facts, rule->check(facts, setting.options));
  }
  note_refused_waivers(report, facts, policy);
  count_diff(report, facts, policy);
  report.forecast = facts.forecast;
  shorten(report.forecast);
  report.debts = facts.debts.value_or(std::vector<Hotfix>{});
  for (Hotfix& hotfix : report.debts) shorten(hotfix.subject);
  report.pull_request = facts.pull_request;
  report.rules_url = policy.rules_url;
  report.left_to_ci = facts.left_to_ci;
  report.verdict = verdict_of(report, policy);
  return report;
}

}  // namespace hotfix
