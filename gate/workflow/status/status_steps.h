// SPDX-License-Identifier: MIT
// Each step of the workflow for one hotfix, with what shows it.
#pragma once

#include <vector>

#include "gate/workflow/status/status.h"

namespace hotfix {

// In the order of workflow_steps().
std::vector<StepStatus> status_steps(const StatusFacts& facts);

}  // namespace hotfix
