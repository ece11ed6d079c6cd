// SPDX-License-Identifier: MIT
#include "gate/flowchart.h"

#include <algorithm>

#include "gate/gate_words.h"
#include "rules/registry.h"

namespace hotfix {

namespace {

// So many steps side by side: with more, a comment would shrink them too far.
struct Row {
  std::string_view label;
  std::size_t steps;
};
constexpr Row kRows[] = {{"Prepare", 3}, {"Fix", 4}, {"Release and return", 5}};

// Legible on a light page and on a dark one.
constexpr std::string_view kClasses =
    "  classDef row fill:none,stroke:#8c959f,color:#6e7681\n"
    "  classDef later fill:none,stroke:#8c959f,color:#6e7681,stroke-dasharray:3 3\n"
    "  classDef done fill:#1a7f37,stroke:#116329,color:#ffffff\n"
    "  classDef warned fill:#9a6700,stroke:#7d4e00,color:#ffffff\n"
    "  classDef waiting fill:#ffd33d,stroke:#9a6700,color:#24292f\n"
    "  classDef undecided fill:#d2a8ff,stroke:#8250df,color:#24292f,stroke-dasharray:6 4\n"
    "  classDef blocked fill:#cf222e,stroke:#82071e,color:#ffffff,stroke-width:3px\n";

constexpr std::string_view kOpening =
    "```mermaid\n"
    "%%{init: {\"flowchart\": {\"padding\": 10, \"subGraphTitleMargin\": {\"bottom\": 8}}}}%%\n"
    "flowchart TB\n";

template <class T>
bool any_of_rule(const std::vector<T>& list, const Rule& rule) {
  return std::any_of(list.begin(), list.end(), [&](const T& one) { return one.rule == &rule; });
}

bool ran(const Rule& rule, const Report& report) {
  return std::find(report.rules.begin(), report.rules.end(), &rule) != report.rules.end();
}

StepState state_of(const Finding& finding) {
  return finding.level == Level::error ? StepState::blocked : StepState::warned;
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

std::string node(std::size_t index, const Report& report) {
  const WorkflowStep& step = workflow_steps()[index];
  const StepState state = state_of(step, report);
  std::string label(icon_of(state));
  if (!label.empty()) label += ' ';
  label += step.label;
  return "    " + node_id(index) + "[\"" + label + "\"]:::" + std::string(class_of(state)) + "\n";
}

// `first` is the index of its first step, and of the next row's afterwards.
std::string row(const std::string& id, const Row& row, std::size_t& first, const Report& report) {
  std::string text =
      "  subgraph " + id + "[\"" + std::string(row.label) + "\"]\n    direction LR\n";
  std::string chain;
  for (const std::size_t end = first + row.steps; first < end; ++first) {
    text += node(first, report);
    chain += (chain.empty() ? "    " : " --> ") + node_id(first);
  }
  return text + chain + "\n  end\n";
}

}  // namespace

const std::vector<WorkflowStep>& workflow_steps() {
  using namespace rules;
  static const std::vector<WorkflowStep> steps = {
      {"Severity", {&severity}},
      {"Incident record", {&incident_record}},
      {"Branch from production", {&branch_name, &production_base}},
      {"Minimal fix", {&minimal_diff, &single_purpose, &protected_paths}},
      {"Test", {&tests_present}},
      {"Commit", {&commit_message, &exact_revert}},
      {"Pull request", {&pr_target}},
      {"Review", {&emergency_review}},
      {"Squash & merge", {&squash_merge, &direct_push}, true},
      {"Deployed", {}, true},
      {"Backport", {&backport, &backport_claims, &promotion, &branch_cleanup}, true},
      {"Post-mortem", {}, true},
  };
  return steps;
}

std::vector<const Rule*> rules_in_order() {
  std::vector<const Rule*> all;
  for (const WorkflowStep& step : workflow_steps()) {
    all.insert(all.end(), step.rules.begin(), step.rules.end());
  }
  return all;
}

StepState state_of(const Rule& rule, const Report& report) {
  if (any_of_rule(report.undecided, rule)) return StepState::undecided;
  if (!ran(rule, report)) return StepState::later;
  StepState state = any_of_rule(report.waived, rule) ? StepState::warned : StepState::done;
  for (const RuleFinding& found : report.findings) {
    if (found.rule == &rule) state = std::max(state, state_of(found.finding));
  }
  const bool is_review = &rule == &rules::emergency_review;
  return is_review && waits_for_review(report) ? StepState::waiting : state;
}

StepState state_of(const WorkflowStep& step, const Report& report) {
  StepState state = StepState::later;
  for (const Rule* rule : step.rules) state = std::max(state, state_of(*rule, report));
  return step.follows_merge && state == StepState::done ? StepState::later : state;
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
  std::string text(kOpening);
  std::size_t first = 0;
  text += row("prepare", kRows[0], first, report);
  text += row("fix", kRows[1], first, report);
  text += row("release", kRows[2], first, report);
  return text + "  prepare --> fix --> release\n" + std::string(kClasses) +
         "  class prepare,fix,release row\n```\n";
}

}  // namespace hotfix
