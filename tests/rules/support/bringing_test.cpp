// SPDX-License-Identifier: MIT
#include "rules/support/bringing.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Outcome = Forecast::Outcome;
using Paths = std::vector<std::string>;

const std::string kOne(40, '1'), kTwo(40, '2');
const std::string kPickOne = "git cherry-pick -x -m 1 111111111111",
                  kPickTwo = "git cherry-pick -x -m 1 222222222222";

Forecast outcome(Outcome outcome, const Paths& conflicts = {}) {
  Forecast forecast;
  forecast.outcome = outcome;
  for (const std::string& path : conflicts) forecast.conflicts.push_back({path, "both", 1, {}});
  return forecast;
}

Landing half(LandingState state) {
  Landing landing;
  landing.state = state;
  landing.parts = {{"src/a.js", 1, 2, PartState::absent}, {"src/b.js", 1, 2, PartState::in_effect}};
  return landing;
}

Commands pushed(Commands work) {
  work.insert(work.begin(), "git switch kars-dev");
  work.push_back("git push origin kars-dev");
  return work;
}

}  // namespace

TEST_CASE("a hotfix that applies is picked, and so is one that nobody tried", "[rules]") {
  CHECK(bringing(kOne, {}, outcome(Outcome::clean)).commands == Commands{kPickOne});
  CHECK(bringing(kOne, {}, std::nullopt).commands == Commands{kPickOne});
}

TEST_CASE("a pick that would change nothing is no command", "[rules]") {
  CHECK(bringing(kOne, {}, outcome(Outcome::present)).commands.empty());
  CHECK(bringing_steps({bringing(kOne, {}, outcome(Outcome::present))}, pushed).commands.empty());
}

TEST_CASE("where half of it is there, a clean pick brings the rest and its test", "[rules]") {
  CHECK(bringing(kOne, half(LandingState::uncertain), outcome(Outcome::clean)).commands ==
        Commands{kPickOne});
}

TEST_CASE("where nobody tried, the rest alone is brought and names its origin", "[rules]") {
  const Commands commands = bringing(kOne, half(LandingState::uncertain), std::nullopt).commands;
  REQUIRE(commands.size() == 2);
  CHECK(commands[0] ==
        "git diff-tree -p --binary --no-ext-diff 111111111111~ 111111111111 -- :/src/a.js | "
        "git -C \"./$(git rev-parse --show-cdup)\" apply --3way");
  CHECK_THAT(commands[1], contains("(cherry picked from commit " + kOne + ")"));
}

TEST_CASE("a conflict in another file does not stop the rest", "[rules]") {
  const Bringing way =
      bringing(kOne, half(LandingState::lost), outcome(Outcome::conflicts, {"src/b.js"}));
  CHECK(way.conflicts.empty());
  CHECK(way.commands.size() == 2);
}

TEST_CASE("a conflict in the file that is to be brought stops the pick, and is said", "[rules]") {
  const Bringing way =
      bringing(kOne, half(LandingState::lost), outcome(Outcome::conflicts, {"src/a.js"}));
  CHECK(way.commands == Commands{kPickOne});
  CHECK(where_it_stops(way) == "It will stop at conflicts in src/a.js (both)");
}

TEST_CASE("a file whose name cannot be pasted is left to the pick", "[rules]") {
  Landing odd = half(LandingState::lost);
  odd.parts[0].path = "src/a.js\n";
  CHECK(bringing(kOne, odd, std::nullopt).commands == Commands{kPickOne});
}

TEST_CASE("steps go on to the push where nothing stops them", "[rules]") {
  const BringingSteps steps = bringing_steps(
      {bringing(kOne, {}, outcome(Outcome::clean)), bringing(kTwo, {}, outcome(Outcome::clean))},
      pushed);
  CHECK(steps.commands == pushed({kPickOne, kPickTwo}));
  CHECK(steps.stops.empty());
  CHECK(steps.then.empty());
}

TEST_CASE("steps end where a person has to resolve, and the rest comes after", "[rules]") {
  const BringingSteps steps =
      bringing_steps({bringing(kOne, {}, outcome(Outcome::conflicts, {"src/a.js", "src/b.js"})),
                      bringing(kTwo, {}, outcome(Outcome::clean))},
                     pushed);
  CHECK(steps.commands == Commands{"git switch kars-dev", kPickOne});
  CHECK(steps.stops == "It will stop at conflicts in src/a.js (both), src/b.js (both)");
  CHECK(steps.then == Commands{"git -c core.editor=true cherry-pick --continue", kPickTwo,
                               "git push origin kars-dev"});
}

TEST_CASE("what goes through is a fix, what stops is for a person to begin", "[rules]") {
  Finding through, stops;
  offer(through, bringing_steps({bringing(kOne, {}, outcome(Outcome::clean))}, pushed));
  CHECK(through.fix == pushed({kPickOne}));
  CHECK(through.advice.empty());
  offer(stops,
        bringing_steps({bringing(kOne, {}, outcome(Outcome::conflicts, {"src/a.js"}))}, pushed));
  CHECK(stops.fix.empty());
  REQUIRE(stops.advice.size() == 2);
  CHECK_THAT(stops.advice[0].words, contains("will stop at conflicts in src/a.js"));
  CHECK(stops.advice[0].commands.back() == kPickOne);
}

TEST_CASE("no command adds a file in conflict: a person may have resolved nothing", "[rules]") {
  const BringingSteps steps =
      bringing_steps({bringing(kOne, {}, outcome(Outcome::conflicts, {"src/a.js"}))}, pushed);
  for (const Advice& one : advice("If so", steps)) {
    CHECK_THAT(chain(one.commands), !contains("git add"));
  }
}
