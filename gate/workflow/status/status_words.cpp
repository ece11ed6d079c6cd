// SPDX-License-Identifier: MIT
#include "gate/workflow/status/status_words.h"

#include <algorithm>

#include "rules/support/text.h"

namespace hotfix {

std::string headline(const HotfixStatus& status, const Refs& refs) {
  const bool is_half_known = status.phase == HotfixPhase::undecided && status.course.released;
  const std::string words = is_half_known ? "on " + refs.production + "; not known whether " +
                                                refs.development + " has it"
                                          : phase_words(status.phase, refs);
  return status.severity.empty() ? words : status.severity + ", " + words;
}

std::vector<ClockRow> known_rows(const HotfixClock& clock) {
  std::vector<ClockRow> rows;
  std::copy_if(clock.rows.begin(), clock.rows.end(), std::back_inserter(rows),
               [](const ClockRow& row) { return row.took.has_value(); });
  return rows;
}

std::string counts(const StatusReport& report) {
  std::string words;
  for (int i = 0; i <= static_cast<int>(HotfixPhase::undecided); ++i) {
    const auto phase = static_cast<HotfixPhase>(i);
    const auto n = std::count_if(report.hotfixes.begin(), report.hotfixes.end(),
                                 [&](const HotfixStatus& one) { return one.phase == phase; });
    if (n == 0) continue;
    words += (words.empty() ? "" : ", ") + std::to_string(n) + " " + std::string(phase_name(phase));
  }
  return count(report.hotfixes.size(), "hotfix", "hotfixes") + ": " + words;
}

}  // namespace hotfix
