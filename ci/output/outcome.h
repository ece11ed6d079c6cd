// SPDX-License-Identifier: MIT
// What the gate says of an event to people, in whatever format. Names in it are untrusted bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ci/verdict/gate_report.h"

namespace hotfix {

// What came of an event. Unlike a verdict it tells a mistake from a review that is still to come,
// and from a policy or a command line that is wrong.
enum class Outcome { passed, waiting, blocked, undecided, error, not_applicable };
Outcome outcome_of(const GateReport& report);

// "PASSED", "WAITING FOR REVIEW", "BLOCKED" …
std::string_view word_of(Outcome outcome);

// "pass", "blocked", "undecided" or "error": as outputs and JSON have it; as the exit status.
std::string_view verdict_name(const GateReport& report);

struct GateTally {
  std::size_t errors = 0, warnings = 0, waived = 0, undecided = 0, overdue = 0;
};
GateTally tally_of(const GateReport& report);

// One line: "hotfix/login may not go to kars-prod: severity, tests-present".
std::string headline(const GateReport& report);

// What was judged: "pull request 42, hotfix/login -> kars-prod".
std::string event_words(const Event& event);

}  // namespace hotfix
