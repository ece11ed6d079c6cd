// SPDX-License-Identifier: MIT
// The hotfix workflow as a person walks it, and where one hotfix stands in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report.h"

namespace hotfix {

// From good to bad: of several the last one counts.
enum class StepState {
  later,      // not its turn yet, or nothing looks at it
  done,       // it was looked at, and there is nothing to say
  warned,     // goes on, but somebody should look: warnings, waivers
  waiting,    // for a person who is not the author
  undecided,  // could not be found out
  blocked,    // an error
};

struct WorkflowStep {
  std::string_view label;          // "Minimal fix"
  std::vector<const Rule*> rules;  // that see it; empty: none does
  bool follows_merge = false;      // a pull request can promise it at best
};

// In the order of the workflow.
const std::vector<WorkflowStep>& workflow_steps();
std::vector<const Rule*> rules_in_order();

StepState state_of(const Rule& rule, const Report& report);
StepState state_of(const WorkflowStep& step, const Report& report);

// A sign that tells the state without its color; empty when it is not its turn.
std::string_view icon_of(StepState state);

// The steps of a pull request's hotfix as a Mermaid flowchart in its fence. Nothing in it comes
// from the repository.
std::string workflow_flowchart(const Report& report);

}  // namespace hotfix
