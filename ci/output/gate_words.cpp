// SPDX-License-Identifier: MIT
#include "ci/output/gate_words.h"

#include <algorithm>

#include "gate/landing/ledger.h"
#include "gate/report/ledger_words.h"
#include "rules/model/registry.h"
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

Standing standing_of(const GateReport& report) {
  if (!report.not_applicable.empty()) return Standing::not_applicable;
  switch (exit_status(report)) {
    case ExitStatus::pass:
      return Standing::passed;
    case ExitStatus::undecided:
      return Standing::undecided;
    case ExitStatus::usage:
      return Standing::error;
    case ExitStatus::blocked:
      break;
  }
  const bool only_waits =
      tally_of(report).overdue == 0 &&
      std::all_of(report.reports.begin(), report.reports.end(), lacks_only_review);
  return only_waits ? Standing::waiting : Standing::blocked;
}

std::string_view word_of(Standing standing) {
  switch (standing) {
    case Standing::passed:
      return "PASSED";
    case Standing::waiting:
      return "WAITING FOR REVIEW";
    case Standing::blocked:
      return "BLOCKED";
    case Standing::undecided:
      return "UNDECIDED";
    case Standing::error:
      return "ERROR";
    case Standing::not_applicable:
      return "NOT APPLICABLE";
  }
  return "UNDECIDED";
}

std::string_view verdict_name(const GateReport& report) {
  switch (exit_status(report)) {
    case ExitStatus::pass:
      return "pass";
    case ExitStatus::blocked:
      return "blocked";
    case ExitStatus::undecided:
      return "undecided";
    case ExitStatus::usage:
      return "error";
  }
  return "error";
}

std::string_view kind_name(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::hotfix:
      return "hotfix";
    case SubjectKind::revert:
      return "revert";
    case SubjectKind::lookalike:
      return "lookalike";
    case SubjectKind::production:
      return "production";
    case SubjectKind::development:
      return "development";
    case SubjectKind::removal:
      return "removal";
    case SubjectKind::promotion:
      return "promotion";
    case SubjectKind::backport:
      return "backport";
    case SubjectKind::stray:
      return "stray";
    case SubjectKind::message:
      return "message";
    case SubjectKind::other:
      return "other";
  }
  return "other";
}

GateTally tally_of(const GateReport& report) {
  GateTally sum;
  for (const Report& one : report.reports) {
    for (const RuleFinding& found : one.findings) ++(is_error(found) ? sum.errors : sum.warnings);
    sum.waived += one.waived.size();
    sum.undecided += one.undecided.size();
  }
  if (!report.ledger) return sum;
  for (const Hotfix& hotfix : report.ledger->hotfixes) {
    if (hotfix.overdue && is_debt(hotfix)) ++sum.overdue;
  }
  return sum;
}

std::string headline(const GateReport& report) {
  switch (standing_of(report)) {
    case Standing::not_applicable:
      return report.not_applicable;
    case Standing::waiting:
      return name_of(report.event) + " waits for an approval by an allowed reviewer";
    case Standing::blocked:
      return blocked_words(report);
    case Standing::undecided:
    case Standing::error:
      return undecided_words(report);
    case Standing::passed:
      break;
  }
  return report.reports.empty() && report.ledger ? headline(*report.ledger) : passed_words(report);
}

std::string event_words(const Event& event) {
  switch (event.kind) {
    case Event::Kind::pull_request: {
      const std::size_t number = event.pull_request ? event.pull_request->number : 0;
      return (number == 0 ? "pull request, " : "pull request " + std::to_string(number) + ", ") +
             name_of(event) + " -> " + event.target;
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

bool is_inside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos)
    return false;
  if (path.size() > 1 && path[1] == ':') return false;
  while (!path.empty()) {
    const auto slash = path.find('/');
    if (path.substr(0, slash) == "..") return false;
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
  return true;
}

}  // namespace hotfix
