// SPDX-License-Identifier: MIT
#include "gate/workflow/status/hotfix_clock.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kMinute = 60;

// What is told of the phases that are known: "Deployment: 7 min".
std::vector<std::string> told(const HotfixMoments& moments, RunningPhase running,
                              std::int64_t now) {
  std::vector<std::string> lines;
  for (const ClockRow& row : hotfix_clock(moments, running, now).rows) {
    if (row.took) lines.push_back(std::string(row.phase) + ": " + clock_words(row));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the clock has every phase and the total", "[workflow]") {
  const HotfixClock clock = hotfix_clock({}, RunningPhase::none, 0);
  CHECK(clock.rows.size() == 9);
  CHECK(clock.rows.back().phase == "Total");
  for (const ClockRow& row : clock.rows) CHECK_FALSE(row.took);
}

TEST_CASE("each phase that has a begin and an end is told", "[workflow]") {
  HotfixMoments moments;
  moments.detected = 0;
  moments.started = 20 * kMinute;
  moments.committed = 80 * kMinute;
  moments.released = 100 * kMinute;
  moments.deployed = 107 * kMinute;
  moments.verified = 150 * kMinute;
  moments.landed = 160 * kMinute;
  CHECK(told(moments, RunningPhase::none, 900 * kMinute) ==
        Lines{"Detection → Assessment: 20 min", "Development: 1 h, with Preparation",
              "Fast-Track Review: 20 min", "Deployment: 7 min", "Verification: 43 min",
              "Backport: 10 min", "Total: 2 h 40 min"});
}

TEST_CASE("phases of which no end is known are told together", "[workflow]") {
  HotfixMoments moments;
  moments.begun = moments.committed = 0;
  moments.released = 10 * kMinute;
  moments.landed = 100 * kMinute;
  CHECK(told(moments, RunningPhase::none, 900 * kMinute) ==
        Lines{"Fast-Track Review: 10 min",
              "Backport: 1 h 30 min, with Deployment and Verification: late", "Total: 1 h 40 min"});
}

TEST_CASE("a phase that runs is told so far, and late when it is", "[workflow]") {
  HotfixMoments moments;
  moments.started = 0;
  CHECK(told(moments, RunningPhase::development, 60 * kMinute) ==
        Lines{"Development: 1 h so far, with Preparation", "Total: 1 h so far"});
  CHECK(told(moments, RunningPhase::development, 76 * kMinute).front() ==
        "Development: 1 h 16 min so far, with Preparation: late");
  moments.committed = 30 * kMinute;
  CHECK(told(moments, RunningPhase::review, 70 * kMinute)[1] ==
        "Fast-Track Review: 40 min so far: late");
}

TEST_CASE("without a record the first commit begins the development", "[workflow]") {
  HotfixMoments moments;
  moments.begun = 0;
  moments.committed = 25 * kMinute;
  CHECK(told(moments, RunningPhase::review, 30 * kMinute) ==
        Lines{"Development: 25 min", "Fast-Track Review: 5 min so far", "Total: 30 min so far"});
}

TEST_CASE("what is recorded when all is over ends no phase", "[workflow]") {
  HotfixMoments moments;
  moments.released = 0;
  moments.deployed = 5 * kMinute;
  moments.landed = 40 * kMinute;
  moments.verified = 60 * kMinute;
  CHECK(told(moments, RunningPhase::none, 90 * kMinute) ==
        Lines{"Deployment: 5 min", "Backport: 35 min, with Verification"});
}

TEST_CASE("clocks that disagree tell nothing", "[workflow]") {
  HotfixMoments moments;
  moments.started = 50 * kMinute;
  moments.committed = 10 * kMinute;
  moments.released = 60 * kMinute;
  CHECK(told(moments, RunningPhase::deployment, 62 * kMinute) ==
        Lines{"Fast-Track Review: 10 min, with Preparation and Development",
              "Deployment: 2 min so far", "Total: 12 min so far"});
}

TEST_CASE("the post-mortem is given its time from the release on", "[workflow]") {
  HotfixMoments moments;
  moments.released = 0;
  moments.landed = 30 * kMinute;
  const std::int64_t now = 3 * 24 * 60 * kMinute;
  CHECK(told(moments, RunningPhase::post_mortem, now)[1] == "Post-Mortem: 3 d so far: late");
  moments.written = 24 * 60 * kMinute;
  CHECK(told(moments, RunningPhase::none, now)[1] == "Post-Mortem: 1 d");
}
