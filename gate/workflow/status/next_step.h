// SPDX-License-Identifier: MIT
// The one thing to do now, in every state that a hotfix can be in.
#pragma once

#include "gate/workflow/status/status.h"

namespace hotfix {

HotfixPhase phase_of(const StatusFacts& facts);

// It is recorded that it is deployed, or that would have been long ago: what counts now is the
// backport.
bool is_past_deployment(const StatusFacts& facts);
// The same of its verification in production.
bool is_past_verification(const StatusFacts& facts);

// The rules have an error that is not somebody else's to wait for, or could not decide.
bool is_blocked(const StatusFacts& facts);

NextStep next_step(const StatusFacts& facts, const Policy& policy);

}  // namespace hotfix
