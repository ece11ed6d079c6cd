// SPDX-License-Identifier: MIT
// Each step of the workflow for one hotfix, with what shows it.
#pragma once

#include <vector>

#include "gate/workflow/status/status.h"

namespace hotfix {

// "P0"; empty: neither the record nor a trailer of its commits says it.
std::string severity_of(const StatusFacts& facts);

// In the order of workflow_steps().
std::vector<StepStatus> status_steps(const StatusFacts& facts);

}  // namespace hotfix
