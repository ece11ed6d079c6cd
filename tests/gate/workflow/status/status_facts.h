// SPDX-License-Identifier: MIT
// One hotfix at each moment of its life, as facts. All are as of kStatusNow.
#pragma once

#include "gate/workflow/status/status.h"

namespace hotfix::test {

inline constexpr std::int64_t kStatusNow = 1'750'000'000;  // 2025-06-15 15:06:40 UTC
inline constexpr std::int64_t kStatusMinute = 60, kStatusHour = 3'600;

StatusFacts begun_facts();
StatusFacts committed_facts();
// With a rule's error.
StatusFacts refused_facts();
StatusFacts pushed_facts();
// With pull request 12, as the gate judges it.
StatusFacts requested_facts();
StatusFacts reviewed_facts();
// Production has had it for so many seconds; it is where `state` says on development.
StatusFacts released_facts(std::int64_t age, LandingState state = LandingState::missing);
// The same, and its branches are gone.
StatusFacts finished_facts();
StatusFacts rolled_back_facts();

// With what hostile people write, everywhere.
StatusFacts hostile_facts();

HotfixStatus status_at(const StatusFacts& facts);
StatusReport report_at(const std::vector<StatusFacts>& all);

// The step of that status.
const StepStatus& step_of(const HotfixStatus& status, WorkflowStep step);

}  // namespace hotfix::test
