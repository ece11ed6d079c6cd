// SPDX-License-Identifier: MIT
#include "gate/workflow/status/status_steps.h"

#include "gate/report/flowchart.h"
#include "gate/report/report_markdown.h"
#include "gate/workflow/status/seen_step.h"

namespace hotfix {

namespace {

SeenStep seen(WorkflowStep step, const StatusFacts& facts) {
  switch (step) {
    case WorkflowStep::severity:
      return severity_step(facts);
    case WorkflowStep::incident_record:
      return incident_record_step(facts);
    case WorkflowStep::branch:
      return branch_step(facts);
    case WorkflowStep::fix:
      return fix_step(facts);
    case WorkflowStep::test:
      return test_step(facts);
    case WorkflowStep::commit:
      return commit_step(facts);
    case WorkflowStep::pull_request:
      return pull_request_step(facts);
    case WorkflowStep::review:
      return review_step(facts);
    case WorkflowStep::merge:
      return merge_step(facts);
    case WorkflowStep::deploy:
      return deploy_step(facts);
    case WorkflowStep::verify:
      return verify_step(facts);
    case WorkflowStep::backport:
      return backport_step(facts);
    case WorkflowStep::post_mortem:
      return post_mortem_step(facts);
  }
  return {};
}

}  // namespace

SeenStep by_rules(WorkflowStep step, const StatusFacts& facts, const std::string& evidence) {
  const Report& report = *facts.report;
  std::string words = evidence;
  for (const RuleFinding& found : report.findings) {
    if (found.rule->step != step) continue;
    words = found.finding.message;
    if (found.finding.level == Level::error) break;
  }
  switch (state_of(step, report)) {
    case StepState::later:
      return {StepProgress::unseen, "no rule looks at it"};
    case StepState::done:
      return {StepProgress::done, evidence};
    case StepState::warned:
      return {StepProgress::done, words, true};
    case StepState::waiting:
      return {StepProgress::now, words};
    case StepState::undecided:
      for (const Undecided& one : report.undecided) {
        if (one.rule->step == step) return {StepProgress::undecided, one.reason};
      }
      return {StepProgress::undecided};
    case StepState::blocked:
      return {StepProgress::missing, words};
  }
  return {};
}

bool has_judged_request(const StatusFacts& facts) {
  return facts.report && facts.request && facts.request->is_judged;
}

bool is_released(const StatusFacts& facts) { return facts.course.released.has_value(); }

bool is_pushed(const StatusFacts& facts) {
  return !facts.course.remote_tip.empty() && facts.ahead == 0;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

std::vector<StepStatus> status_steps(const StatusFacts& facts) {
  std::vector<StepStatus> steps;
  for (const WorkflowStep step : workflow_steps()) {
    const SeenStep one = seen(step, facts);
    steps.push_back({step, one.progress, one.is_warned, one.evidence});
  }
  return steps;
}

}  // namespace hotfix
