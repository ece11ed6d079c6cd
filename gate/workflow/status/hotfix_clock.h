// SPDX-License-Identifier: MIT
// How long each phase of the workflow took for one hotfix, as far as git and the record know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

// When one phase ended and the next began; nullopt: not known, or not yet.
struct HotfixMoments {
  std::optional<std::int64_t> detected = {}, started = {}, begun = {}, committed = {},
                              released = {}, deployed = {}, verified = {}, landed = {};
  std::optional<std::int64_t> written = {};  // the post-mortem
};

// Which phase runs now; none: all that can be measured is over.
enum class RunningPhase { none, development, review, deployment, backport, post_mortem };

struct ClockRow {
  std::string_view phase;                       // "Fast-Track Review"
  std::string_view allowed;                     // "15-30 min", in the words of the workflow
  std::optional<std::int64_t> took = {};        // seconds, with those of `together`
  std::vector<std::string_view> together = {};  // the phases before it that cannot be told from it
  bool is_running = false;
  bool is_late = false;  // longer than the workflow gives them together
};

struct HotfixClock {
  std::vector<ClockRow> rows;  // every phase, and at the end the total
};

HotfixClock hotfix_clock(const HotfixMoments& moments, RunningPhase running, std::int64_t now);

// "1 h 20 min, with Preparation: late"; empty when it is not known.
std::string clock_words(const ClockRow& row);

}  // namespace hotfix
