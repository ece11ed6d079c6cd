// SPDX-License-Identifier: MIT
#include "gate/report/flowchart.h"

#include <algorithm>

#include "rules/model/registry.h"

namespace hotfix {

namespace {

// Legible on a light page and on a dark one.
constexpr std::string_view kClasses =
    "  classDef later fill:none,stroke:#8c959f,color:#6e7681,stroke-dasharray:3 3\n"
    "  classDef done fill:#1a7f37,stroke:#116329,color:#ffffff\n"
    "  classDef warned fill:#9a6700,stroke:#7d4e00,color:#ffffff\n"
    "  classDef waiting fill:#ffd33d,stroke:#9a6700,color:#24292f\n"
    "  classDef undecided fill:#d2a8ff,stroke:#8250df,color:#24292f,stroke-dasharray:6 4\n"
    "  classDef blocked fill:#cf222e,stroke:#82071e,color:#ffffff,stroke-width:3px\n";

constexpr std::string_view kOpening =
    "```mermaid\n"
    "%%{init: {\"flowchart\": {\"padding\": 8, \"rankSpacing\": 24}}}%%\n"
    "flowchart TD\n";

template <class T>
bool any_of_rule(const std::vector<T>& list, const Rule& rule) {
  return std::any_of(list.begin(), list.end(), [&](const T& one) { return one.rule == &rule; });
}

bool ran(const Rule& rule, const Report& report) {
  return std::find(report.rules.begin(), report.rules.end(), &rule) != report.rules.end();
}

StepState state_of(const Finding& finding) {
  if (finding.level != Level::error) return StepState::warned;
  return finding.kind == FindingKind::waiting ? StepState::waiting : StepState::blocked;
}

std::string_view class_of(StepState state) {
  switch (state) {
    case StepState::later:
      return "later";
    case StepState::done:
      return "done";
    case StepState::warned:
      return "warned";
    case StepState::waiting:
      return "waiting";
    case StepState::undecided:
      return "undecided";
    case StepState::blocked:
      return "blocked";
  }
  return "later";
}

// An id that Mermaid takes for nothing else: "s7".
std::string node_id(std::size_t step) { return "s" + std::to_string(step); }

// Its sign and its words.
std::string signed_label(WorkflowStep step, StepState state) {
  const std::string icon(icon_of(state)), label(label_of(step));
  return icon.empty() ? label : icon + " " + label;
}

std::string node(std::size_t index, StepState state) {
  return "  " + node_id(index) + "[\"" + signed_label(workflow_steps()[index], state) +
         "\"]:::" + std::string(class_of(state)) + "\n";
}

}  // namespace

std::string_view label_of(WorkflowStep step) {
  switch (step) {
    case WorkflowStep::severity:
      return "Severity";
    case WorkflowStep::incident_record:
      return "Incident record";
    case WorkflowStep::branch:
      return "Branch from production";
    case WorkflowStep::fix:
      return "Minimal fix";
    case WorkflowStep::test:
      return "Test";
    case WorkflowStep::commit:
      return "Commit";
    case WorkflowStep::pull_request:
      return "Pull request";
    case WorkflowStep::review:
      return "Review";
    case WorkflowStep::merge:
      return "Squash & merge";
    case WorkflowStep::deploy:
      return "Deployed";
    case WorkflowStep::verify:
      return "Verified";
    case WorkflowStep::backport:
      return "Backport";
    case WorkflowStep::post_mortem:
      return "Post-mortem";
  }
  return "";
}

std::vector<WorkflowStep> workflow_steps() {
  std::vector<WorkflowStep> steps;
  for (int step = 0; step <= static_cast<int>(kLastStep); ++step) {
    steps.push_back(static_cast<WorkflowStep>(step));
  }
  return steps;
}

std::vector<const Rule*> rules_of(WorkflowStep step) {
  std::vector<const Rule*> rules;
  for (const Rule* rule : all_rules()) {
    if (rule->step == step) rules.push_back(rule);
  }
  return rules;
}

StepState state_of(const Rule& rule, const Report& report) {
  if (any_of_rule(report.undecided, rule)) return StepState::undecided;
  if (!ran(rule, report)) return StepState::later;
  StepState state = any_of_rule(report.waived, rule) ? StepState::warned : StepState::done;
  for (const RuleFinding& found : report.findings) {
    if (found.rule == &rule) state = std::max(state, state_of(found.finding));
  }
  return state;
}

StepState state_of(WorkflowStep step, const Report& report) {
  StepState state = StepState::later;
  for (const Rule* rule : rules_of(step)) state = std::max(state, state_of(*rule, report));
  return step >= WorkflowStep::merge && state == StepState::done ? StepState::later : state;
}

std::string_view icon_of(StepState state) {
  switch (state) {
    case StepState::later:
      return "";
    case StepState::done:
      return "✅";
    case StepState::warned:
      return "⚠️";
    case StepState::waiting:
      return "⏳";
    case StepState::undecided:
      return "❓";
    case StepState::blocked:
      return "⛔";
  }
  return "";
}

std::string workflow_flowchart(const Report& report) {
  std::vector<StepState> states;
  for (const WorkflowStep step : workflow_steps()) states.push_back(state_of(step, report));
  return workflow_flowchart(states);
}

std::string workflow_flowchart(const std::vector<StepState>& states) {
  std::string text(kOpening), chain;
  for (std::size_t i = 0; i < states.size(); ++i) {
    text += node(i, states[i]);
    chain += (chain.empty() ? "  " : " --> ") + node_id(i);
  }
  return text + chain + "\n" + std::string(kClasses) + "```\n";
}

std::string workflow_line(const Report& report) {
  std::string text;
  for (const WorkflowStep step : workflow_steps()) {
    text += (text.empty() ? "" : " → ") + signed_label(step, state_of(step, report));
  }
  return text;
}

}  // namespace hotfix
