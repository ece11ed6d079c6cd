// SPDX-License-Identifier: MIT
// How each step of the workflow stands, before it has its place in the list: one function a step.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/workflow/status/status.h"

namespace hotfix {

struct SeenStep {
  StepProgress progress = StepProgress::later;
  std::string evidence = {};
  bool is_warned = false;
};

// branch_steps.cpp: until the branch is pushed.
SeenStep severity_step(const StatusFacts& facts);
SeenStep incident_record_step(const StatusFacts& facts);
SeenStep branch_step(const StatusFacts& facts);
SeenStep fix_step(const StatusFacts& facts);
SeenStep test_step(const StatusFacts& facts);
SeenStep commit_step(const StatusFacts& facts);

// request_steps.cpp: until production has it.
SeenStep pull_request_step(const StatusFacts& facts);
SeenStep review_step(const StatusFacts& facts);
SeenStep merge_step(const StatusFacts& facts);

// production_steps.cpp: until the incident is closed.
SeenStep deploy_step(const StatusFacts& facts);
SeenStep verify_step(const StatusFacts& facts);
SeenStep backport_step(const StatusFacts& facts);
SeenStep post_mortem_step(const StatusFacts& facts);

// What several of them ask.

// The rules' word on a step, in the words of this room; `evidence` where they have nothing to say.
// `facts.report` is there.
SeenStep by_rules(WorkflowStep step, const StatusFacts& facts, const std::string& evidence);

// The report is that of its pull request.
bool has_judged_request(const StatusFacts& facts);

bool is_released(const StatusFacts& facts);
bool is_pushed(const StatusFacts& facts);

// Those that are not empty, with commas.
std::string joined(const std::vector<std::string>& parts);

}  // namespace hotfix
