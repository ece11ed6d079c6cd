// SPDX-License-Identifier: MIT
// All that is told of one hotfix.
#pragma once

#include "gate/policy/policy.h"
#include "gate/workflow/status/status.h"

namespace hotfix {

HotfixStatus status_of(const StatusFacts& facts, const Policy& policy);

}  // namespace hotfix
