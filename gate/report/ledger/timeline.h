// SPDX-License-Identifier: MIT
// How long a hotfix takes by the workflow, and how long each took as far as git knows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gate/report/ledger/ledger_report.h"

namespace hotfix {

// What git can measure: from the first commit of a hotfix to its release, and from there to its
// landing on development.
enum class LedgerSpan { none, to_production, to_development };

// One row of the workflow's timeline.
struct TimelinePhase {
  std::string_view name;               // "Preparation"
  std::string_view duration;           // "10-15 min", in the words of the workflow
  std::string_view details;            // "Backup, document"
  LedgerSpan span = LedgerSpan::none;  // the one that it is a part of
  std::int64_t longest = 0;            // seconds
};

// In the order of the workflow, without the total.
const std::vector<TimelinePhase>& workflow_timeline();

// Seconds that the workflow gives the phases of a span together, at most.
std::int64_t allowed(LedgerSpan span);

// Seconds; nullopt: git does not know, or not yet.
std::optional<std::int64_t> measured(const Hotfix& hotfix, LedgerSpan span);

// Of all hotfixes of which it is known.
struct LedgerTimes {
  std::size_t hotfixes = 0;              // 0: the others mean nothing
  std::size_t slower = 0;                // of these: how many took longer than the workflow gives
  std::int64_t median = 0, longest = 0;  // seconds
};
LedgerTimes measured_times(const LedgerReport& report, LedgerSpan span);

}  // namespace hotfix
