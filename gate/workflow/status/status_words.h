// SPDX-License-Identifier: MIT
// What a status says to people, in whatever format.
#pragma once

#include <string>
#include <vector>

#include "gate/workflow/status/status.h"

namespace hotfix {

// "P0, on kars-prod, not on kars-dev".
std::string headline(const HotfixStatus& status, const Refs& refs);

// The phases of the clock of which something is known.
std::vector<ClockRow> known_rows(const HotfixClock& clock);

// "3 hotfixes: 1 in review, 2 complete".
std::string counts(const StatusReport& report);

// What stands where there is none.
inline constexpr std::string_view kNoHotfix = "no hotfix is under way";

}  // namespace hotfix
