// SPDX-License-Identifier: MIT
#include "gate/report/ledger/timeline.h"

#include <algorithm>

namespace hotfix {

namespace {

constexpr std::int64_t kMinute = 60, kDay = 86'400;

}  // namespace

const std::vector<TimelinePhase>& workflow_timeline() {
  static const std::vector<TimelinePhase> phases = {
      {"Detection → Assessment", "15-30 min", "Alert, respond, assess", LedgerSpan::none,
       30 * kMinute},
      {"Preparation", "10-15 min", "Backup, document", LedgerSpan::none, 15 * kMinute},
      {"Development", "30-60 min", "Fix, test locally", LedgerSpan::to_production, 60 * kMinute},
      {"Fast-Track Review", "15-30 min", "Emergency review", LedgerSpan::to_production,
       30 * kMinute},
      {"Deployment", "5-10 min", "Deployed from the branch", LedgerSpan::to_development,
       10 * kMinute},
      {"Verification", "30-60 min", "Monitor, confirm", LedgerSpan::to_development, 60 * kMinute},
      {"Backport", "10-15 min", "Bring it to development", LedgerSpan::to_development,
       15 * kMinute},
      {"Post-Mortem", "1-2 days", "Documentation, prevention", LedgerSpan::none, 2 * kDay},
  };
  return phases;
}

std::int64_t allowed(LedgerSpan span) {
  std::int64_t sum = 0;
  for (const TimelinePhase& phase : workflow_timeline()) {
    if (phase.span == span) sum += phase.longest;
  }
  return sum;
}

// Clocks disagree: what landed before it was released was on development already.
std::optional<std::int64_t> measured(const Hotfix& hotfix, LedgerSpan span) {
  const std::optional<std::int64_t> released = hotfix.released_at;
  const auto from = span == LedgerSpan::to_production ? hotfix.begun_at : released;
  const auto to = span == LedgerSpan::to_production ? released : hotfix.landed_at;
  if (span == LedgerSpan::none || hotfix.false_date || !from || !to || *to < *from) {
    return std::nullopt;
  }
  return *to - *from;
}

LedgerTimes measured_times(const LedgerReport& report, LedgerSpan span) {
  std::vector<std::int64_t> all;
  for (const Hotfix& hotfix : report.hotfixes) {
    if (const auto seconds = measured(hotfix, span)) all.push_back(*seconds);
  }
  if (all.empty()) return {};
  std::sort(all.begin(), all.end());
  LedgerTimes times;
  times.hotfixes = all.size();
  times.slower = static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](std::int64_t one) { return one > allowed(span); }));
  times.median = all[(all.size() - 1) / 2];
  times.longest = all.back();
  return times;
}

}  // namespace hotfix
