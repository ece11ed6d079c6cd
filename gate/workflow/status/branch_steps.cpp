// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"
#include "gate/workflow/status/seen_step.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// "12 min ago"; a moment that is still to come: its time.
std::string ago(std::int64_t time, std::int64_t now) {
  return time <= now ? shown_duration(now - time) + " ago" : "at " + shown_time(time);
}

std::string by_request(const StatusFacts& facts) {
  return "as the " + std::string(request_name(facts.forge)) + " says";
}

std::string budget_words(const Report& report) {
  if (!report.budget) return {};
  const DiffBudget& budget = *report.budget;
  return count(budget.files, "file") + " of " + std::to_string(budget.max_files) + ", " +
         count(budget.lines, "line") + " of " + std::to_string(budget.max_lines);
}

std::string tests_words(const Report& report) {
  const auto tests = report.diff.find(PathClass::test);
  if (tests == report.diff.end() || tests->second.files == 0) return "none is asked for";
  return count(tests->second.files, "test file") + " +" + std::to_string(tests->second.added) +
         " -" + std::to_string(tests->second.deleted);
}

// What was meant as a test and is not one, in the words of the rule; empty: nothing.
std::string near_miss(const Report& report) {
  for (const RuleFinding& found : report.findings) {
    if (found.rule->step != WorkflowStep::test) continue;
    for (const std::string& detail : found.finding.details) {
      if (detail.starts_with("not a test of it: ")) return detail;
    }
  }
  return {};
}

std::string commits_words(const StatusFacts& facts) {
  const Course& course = facts.course;
  if (course.commits.empty()) {
    std::vector<std::string> ids;
    for (const std::string& id : course.brought) ids.push_back(short_id(id));
    return joined(ids);
  }
  std::string words = count(course.commits.size(), "commit");
  if (!is_released(facts) && course.finished_at) {
    words += ", the last " + ago(*course.finished_at, facts.now);
  }
  return words;
}

}  // namespace

SeenStep severity_step(const StatusFacts& facts) {
  const Incident& incident = facts.course.incident;
  if (has_judged_request(facts)) {
    const std::string& level = facts.course.severity();
    return by_rules(WorkflowStep::severity, facts, level.empty() ? by_request(facts) : level);
  }
  if (!incident.severity.empty()) {
    return {StepProgress::done, joined({incident.severity, incident.criterion})};
  }
  const SaidSeverity& said = facts.course.said;
  if (!said.level.empty()) {
    return {StepProgress::done, said.level + ", as commit " + short_id(said.commit) + " says"};
  }
  return {StepProgress::unseen, "nobody recorded it here"};
}

SeenStep incident_record_step(const StatusFacts& facts) {
  const Incident& incident = facts.course.incident;
  const std::string between = incident.issue.empty() || incident.impact.empty() ? "" : "; ";
  const std::string known = incident.issue + between + incident.impact;
  if (has_judged_request(facts)) {
    return by_rules(WorkflowStep::incident_record, facts,
                    known.empty() ? by_request(facts) : known);
  }
  const bool is_asked = is_released(facts) || is_pushed(facts);
  if (!known.empty() && !is_asked) return {StepProgress::done, known};
  if (!known.empty()) return {StepProgress::unseen, "recorded here: " + known};
  return {is_asked ? StepProgress::unseen : StepProgress::later,
          "in the description of the " + std::string(request_name(facts.forge))};
}

SeenStep branch_step(const StatusFacts& facts) {
  const Course& course = facts.course;
  if (course.branch.empty()) {
    const bool is_told = course.released && course.released->found_by != HotfixSign::all;
    return {StepProgress::unseen,
            is_told ? "its branch is gone" : "nothing says that it is a hotfix"};
  }
  if (course.tip().empty()) {
    return {is_released(facts) ? StepProgress::done : StepProgress::unseen,
            course.branch + ", gone"};
  }
  const std::string where = course.local_tip.empty() ? ", only on " + facts.remote : "";
  if (facts.report) return by_rules(WorkflowStep::branch, facts, course.branch + where);
  return {StepProgress::done, course.branch + where};
}

SeenStep fix_step(const StatusFacts& facts) {
  if (facts.report) return by_rules(WorkflowStep::fix, facts, budget_words(*facts.report));
  if (is_released(facts)) {
    const std::string& merged = facts.merged_subject;
    return {StepProgress::done, merged.empty() ? facts.course.released->subject : merged};
  }
  if (facts.course.tip().empty()) return {StepProgress::unseen};
  const std::string there =
      facts.course.is_unsure ? ", or " + facts.refs.production + " has it" : "";
  return {StepProgress::now, "nothing is committed yet" + there};
}

SeenStep test_step(const StatusFacts& facts) {
  if (facts.report) {
    SeenStep seen = by_rules(WorkflowStep::test, facts, tests_words(*facts.report));
    if (const std::string near = near_miss(*facts.report); !near.empty()) {
      seen.evidence += "; " + near;
    }
    return seen;
  }
  if (!facts.tests) return {is_released(facts) ? StepProgress::unseen : StepProgress::later};
  if (*facts.tests > 0) return {StepProgress::done, count(*facts.tests, "test file")};
  return {StepProgress::missing, "no test came with it"};
}

SeenStep commit_step(const StatusFacts& facts) {
  if (facts.report) return by_rules(WorkflowStep::commit, facts, commits_words(facts));
  if (is_released(facts)) return {StepProgress::done, commits_words(facts)};
  return {facts.course.tip().empty() ? StepProgress::unseen : StepProgress::later};
}

}  // namespace hotfix
