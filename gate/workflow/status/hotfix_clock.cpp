// SPDX-License-Identifier: MIT
#include "gate/workflow/status/hotfix_clock.h"

#include <algorithm>
#include <array>

#include "gate/base/time_text.h"
#include "gate/report/ledger/timeline.h"

namespace hotfix {

namespace {

using Moment = std::optional<std::int64_t>;

constexpr std::size_t kPostMortem = 7;  // the last phase; it is given its time from the release on
constexpr std::string_view kTotalAllowed = "2-4 hours";
constexpr std::int64_t kTotalLongest = 4 * 3'600;

// The end of each phase before the post-mortem, and before them the begin of the first.
using Ends = std::array<Moment, kPostMortem + 1>;

// The end of the preparation is not seen by anybody; where nothing is recorded, the first commit
// stands for it. Of one commit that says as little as nothing.
Moment end_of_preparation(const HotfixMoments& moments) {
  const bool is_known = moments.begun && moments.committed && *moments.begun < *moments.committed;
  return is_known && !moments.started && !moments.detected ? moments.begun : std::nullopt;
}

// What was recorded only after development had it ends no phase before that.
Moment not_after(const Moment& recorded, const Moment& landed) {
  return recorded && landed && *landed < *recorded ? std::nullopt : recorded;
}

// Clocks disagree: what is older than what was before it tells nothing.
Ends ends_of(const HotfixMoments& moments) {
  Ends ends = {moments.detected,
               moments.started,
               end_of_preparation(moments),
               moments.committed,
               moments.released,
               not_after(moments.deployed, moments.landed),
               not_after(moments.verified, moments.landed),
               moments.landed};
  Moment last;
  for (Moment& end : ends) {
    if (end && last && *end < *last) end.reset();
    if (end) last = end;
  }
  return ends;
}

// The number of the phase that runs; beyond the last: none.
std::size_t number_of(RunningPhase running) {
  switch (running) {
    case RunningPhase::development:
      return 2;
    case RunningPhase::review:
      return 3;
    case RunningPhase::deployment:
      return 4;
    case RunningPhase::backport:
      return 6;
    case RunningPhase::post_mortem:
    case RunningPhase::none:
      break;
  }
  return kPostMortem + 1;
}

// Phases first..last took from one moment to another.
void measure(std::vector<ClockRow>& rows, std::size_t first, std::size_t last,
             std::int64_t seconds) {
  std::int64_t longest = 0;
  for (std::size_t i = first; i <= last; ++i) longest += workflow_timeline()[i].longest;
  ClockRow& row = rows[last];
  row.took = std::max<std::int64_t>(seconds, 0);
  row.is_late = seconds > longest;
  for (std::size_t i = first; i < last; ++i) row.together.push_back(rows[i].phase);
}

void measure_phases(std::vector<ClockRow>& rows, const Ends& ends, std::size_t running,
                    std::int64_t now) {
  std::optional<std::size_t> begin;  // the phase that begins at the last known moment
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (!ends[i]) continue;
    if (begin && i > 0) measure(rows, *begin, i - 1, *ends[i] - *ends[*begin]);
    begin = i;
  }
  if (!begin || running >= kPostMortem || *begin > running) return;
  measure(rows, *begin, running, now - *ends[*begin]);
  rows[running].is_running = true;
}

void measure_post_mortem(std::vector<ClockRow>& rows, const HotfixMoments& moments,
                         RunningPhase running, std::int64_t now) {
  if (!moments.released) return;
  if (moments.written && *moments.written >= *moments.released) {
    measure(rows, kPostMortem, kPostMortem, *moments.written - *moments.released);
  } else if (running == RunningPhase::post_mortem) {
    measure(rows, kPostMortem, kPostMortem, now - *moments.released);
    rows[kPostMortem].is_running = true;
  }
}

// From its detection, or what is known of its begin, to the moment that both branches have it.
ClockRow total_of(const Ends& ends, const Moment& begun, bool is_over, std::int64_t now) {
  ClockRow row{"Total", kTotalAllowed};
  const Moment begin = ends[0] ? ends[0] : ends[1] ? ends[1] : begun;
  const Moment end = is_over ? ends.back() : Moment(now);
  if (!begin || !end) return row;
  row.took = std::max<std::int64_t>(*end - *begin, 0);
  row.is_running = !is_over;
  row.is_late = *row.took > kTotalLongest;
  return row;
}

}  // namespace

HotfixClock hotfix_clock(const HotfixMoments& moments, RunningPhase running, std::int64_t now) {
  HotfixClock clock;
  for (const TimelinePhase& phase : workflow_timeline()) {
    clock.rows.push_back({phase.name, phase.duration});
  }
  const Ends ends = ends_of(moments);
  measure_phases(clock.rows, ends, number_of(running), now);
  measure_post_mortem(clock.rows, moments, running, now);
  const bool is_over = running == RunningPhase::none || running == RunningPhase::post_mortem;
  clock.rows.push_back(total_of(ends, moments.begun, is_over, now));
  return clock;
}

std::string clock_words(const ClockRow& row) {
  if (!row.took) return {};
  std::string words = shown_duration(*row.took) + (row.is_running ? " so far" : "");
  for (std::size_t i = 0; i < row.together.size(); ++i) {
    words += (i == 0                        ? ", with "
              : i + 1 < row.together.size() ? ", "
                                            : " and ") +
             std::string(row.together[i]);
  }
  return row.is_late ? words + ": late" : words;
}

}  // namespace hotfix
