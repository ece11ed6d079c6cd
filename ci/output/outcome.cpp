// SPDX-License-Identifier: MIT
#include "ci/output/outcome.h"

#include <algorithm>

#include "gate/report/ledger/ledger_words.h"
#include "rules/model/registry.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostNamed = 3;

bool is_error(const RuleFinding& found) { return found.finding.level == Level::error; }

bool lacks_only_review(const Report& report) {
  const bool has_others =
      std::any_of(report.findings.begin(), report.findings.end(), [](const RuleFinding& found) {
        return is_error(found) && found.finding.kind != FindingKind::waiting;
      });
  return !has_others && (report.verdict != Verdict::blocked || is_waiting(report));
}

std::vector<std::string> blocking_rules(const GateReport& report) {
  std::vector<std::string> rules;
  for (const Report& one : report.reports) {
    for (const RuleFinding& found : one.findings) {
      const std::string rule(found.rule->id);
      if (is_error(found) && !one_of(rule, rules)) rules.push_back(rule);
    }
  }
  return rules;
}

// "a, b, c and 2 more".
std::string named(const std::vector<std::string>& words) {
  std::string text;
  const std::size_t shown = std::min(kMostNamed, words.size());
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + words[i];
  if (shown < words.size()) text += " and " + std::to_string(words.size() - shown) + " more";
  return text;
}

std::string name_of(const Event& event) {
  if (event.kind == Event::Kind::merge_group) return "the merge group for " + event.target;
  const std::string& branch = event.branch.empty() ? event.target : event.branch;
  return event.fork.empty() ? branch : event.fork + ":" + branch;
}

std::string passed_words(const GateReport& report) {
  const GateTally sum = tally_of(report);
  const std::string warned = sum.warnings == 0 ? "" : ", with " + count(sum.warnings, "warning");
  switch (report.event.kind) {
    case Event::Kind::pull_request:
      return name_of(report.event) + " may go to " + report.event.target + warned;
    case Event::Kind::merge_group:
      return name_of(report.event) + " may go in" + warned;
    default:
      return name_of(report.event) + " keeps to the workflow" + warned;
  }
}

std::string blocked_words(const GateReport& report) {
  const std::vector<std::string> rules = blocking_rules(report);
  if (rules.empty() && report.ledger) return headline(*report.ledger);
  switch (report.event.kind) {
    case Event::Kind::pull_request:
      return name_of(report.event) + " may not go to " + report.event.target + ": " + named(rules);
    case Event::Kind::merge_group:
      return name_of(report.event) + " may not go in: " + named(rules);
    default:
      return name_of(report.event) + " breaks the workflow: " + named(rules);
  }
}

std::string undecided_words(const GateReport& report) {
  if (report.failure) return "nothing could be judged: " + report.failure->reason;
  for (const Report& one : report.reports) {
    if (one.verdict != Verdict::undecided) continue;
    std::vector<std::string> rules;
    for (const Undecided& undecided : one.undecided) rules.emplace_back(undecided.rule->id);
    return name_of(report.event) + " could not be judged: " + named(rules);
  }
  return report.ledger ? headline(*report.ledger) : name_of(report.event) + " was not judged";
}

}  // namespace

Outcome outcome_of(const GateReport& report) {
  if (!report.not_applicable.empty()) return Outcome::not_applicable;
  switch (exit_status(report)) {
    case ExitStatus::pass:
      return Outcome::passed;
    case ExitStatus::undecided:
      return Outcome::undecided;
    case ExitStatus::usage:
      return Outcome::error;
    case ExitStatus::blocked:
      break;
  }
  const bool is_ledger_good =
      !report.ledger || exit_status(*report.ledger, FailOn::overdue) != ExitStatus::blocked;
  const bool only_waits = is_ledger_good && std::all_of(report.reports.begin(),
                                                        report.reports.end(), lacks_only_review);
  return only_waits ? Outcome::waiting : Outcome::blocked;
}

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "PASSED";
    case Outcome::waiting:
      return "WAITING FOR REVIEW";
    case Outcome::blocked:
      return "BLOCKED";
    case Outcome::undecided:
      return "UNDECIDED";
    case Outcome::error:
      return "ERROR";
    case Outcome::not_applicable:
      return "NOT APPLICABLE";
  }
  return "UNDECIDED";
}

std::string_view verdict_name(const GateReport& report) {
  return exit_status(report) == ExitStatus::usage ? "error" : verdict_name(verdict_of(report));
}

GateTally tally_of(const GateReport& report) {
  GateTally sum;
  for (const Report& one : report.reports) {
    for (const RuleFinding& found : one.findings) ++(is_error(found) ? sum.errors : sum.warnings);
    sum.waived += one.waived.size();
    sum.undecided += one.undecided.size();
  }
  if (!report.ledger) return sum;
  for (const RuleFinding& found : report.ledger->findings) {
    ++(is_error(found) ? sum.errors : sum.warnings);
  }
  sum.waived += report.ledger->waived.size();
  sum.undecided += report.ledger->undecided.size();
  for (const Hotfix& hotfix : report.ledger->hotfixes) {
    if (hotfix.overdue && is_debt(hotfix)) ++sum.overdue;
  }
  return sum;
}

std::string headline(const GateReport& report) {
  switch (outcome_of(report)) {
    case Outcome::not_applicable:
      return report.not_applicable;
    case Outcome::waiting:
      return name_of(report.event) + " waits for an approval by an allowed reviewer";
    case Outcome::blocked:
      return blocked_words(report);
    case Outcome::undecided:
    case Outcome::error:
      return undecided_words(report);
    case Outcome::passed:
      break;
  }
  return report.reports.empty() && report.ledger ? headline(*report.ledger) : passed_words(report);
}

std::string event_words(const Event& event) {
  switch (event.kind) {
    case Event::Kind::pull_request: {
      const std::size_t number = event.pull_request ? event.pull_request->number : 0;
      return std::string(request_name(event.forge)) +
             (number == 0 ? "" : " " + std::to_string(number)) + ", " + name_of(event) + " -> " +
             event.target;
    }
    case Event::Kind::merge_group:
      return name_of(event);
    case Event::Kind::push:
      return "push to " + event.branch;
    case Event::Kind::ledger:
      return "ledger";
    case Event::Kind::other:
      return event.name.empty() ? "no event" : event.name;
  }
  return event.name;
}

}  // namespace hotfix
