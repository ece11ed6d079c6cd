// SPDX-License-Identifier: MIT
// The hotfix workflow as a person walks it, and where one hotfix stands in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report/report.h"

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

// The words of a step in the picture: "Minimal fix".
std::string_view label_of(WorkflowStep step);
// In the order of the workflow.
std::vector<WorkflowStep> workflow_steps();
// The rules that look at a step, in their usual order; none for what no rule sees.
std::vector<const Rule*> rules_of(WorkflowStep step);

StepState state_of(const Rule& rule, const Report& report);
// Of what only happens after the merge a pull request can promise nothing: that is `later` at best.
StepState state_of(WorkflowStep step, const Report& report);

// A sign that tells the state without its color; empty when it is not its turn.
std::string_view icon_of(StepState state);

// The steps of a pull request's hotfix as a Mermaid flowchart in its fence, from top to bottom: so
// it is read on a phone too. Nothing in it comes from the repository.
std::string workflow_flowchart(const Report& report);
// The same of states that are known otherwise: one a step, in the order of workflow_steps().
std::string workflow_flowchart(const std::vector<StepState>& states);

// The same as one line of text, which breaks where it must: "✅ Severity → ⛔ Incident record → …".
std::string workflow_line(const Report& report);

}  // namespace hotfix
