// SPDX-License-Identifier: MIT
// The parts of a hotfix against all that speaks for it, as a function of plain values.
#include "gate/landing/evidence/evidence.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const Oid kCommit = parse_oid("1111111111111111111111111111111111111111");
const Oid kOther = parse_oid("2222222222222222222222222222222222222222");

MaterialPart part_of(PartState state, double weight, std::size_t line = 0) {
  MaterialPart part;
  part.path = "a.js";
  part.first = part.last = line;
  part.weight = weight;
  part.state = state;
  return part;
}

MaterialPart absent_alone(double weight, std::size_t line = 0) {
  MaterialPart part = part_of(PartState::absent, weight, line);
  part.is_alone = true;
  return part;
}

// All that can speak for a hotfix but its parts: another commit makes the same change.
Evidence equal_but(std::vector<MaterialPart> parts) {
  Evidence evidence;
  evidence.weight = 10;
  evidence.match = Match{};
  evidence.match->commit = kCommit;
  evidence.match->overlap = evidence.match->words = {1, 1, 1, 1};
  evidence.match->is_equal = true;
  evidence.parts = std::move(parts);
  return evidence;
}

}  // namespace

TEST_CASE("parts that are in effect or replaced hold nothing back", "[landing]") {
  const Landing landing =
      decide(equal_but({part_of(PartState::in_effect, 1), part_of(PartState::replaced, 9)}));
  CHECK(landing.state == LandingState::equivalent);
  CHECK(landing.signal == LandingSignal::equal_change);
}

TEST_CASE("one part that is absent makes it uncertain, and is named", "[landing]") {
  const Landing landing =
      decide(equal_but({part_of(PartState::in_effect, 9, 3), absent_alone(1, 7)}));
  CHECK(landing.state == LandingState::uncertain);
  CHECK(landing.signal == LandingSignal::parts);
  CHECK(landing.reason == "a part of it is not there: a.js:7");
  CHECK(landing.evidence == std::vector<std::string>{kCommit.hex()});
  REQUIRE(landing.parts.size() == 2);
  CHECK(landing.parts[1].first == 7);
  CHECK(landing.parts[1].state == PartState::absent);
}

TEST_CASE("of several parts that are absent the first is named, with how many more", "[landing]") {
  const Landing landing = decide(equal_but({absent_alone(1, 7), part_of(PartState::in_effect, 9),
                                            absent_alone(1, 8), absent_alone(1, 9)}));
  CHECK(landing.reason == "a part of it is not there: a.js:7 and 2 more");
}

TEST_CASE("four fifths of it that are absent make it missing, and a little less uncertain",
          "[landing]") {
  Evidence evidence = equal_but({absent_alone(8), part_of(PartState::in_effect, 2)});
  CHECK(decide(evidence).state == LandingState::missing);
  evidence.parts[0].weight = 7.9;
  CHECK(decide(evidence).state == LandingState::uncertain);
}

TEST_CASE("what is missing by its parts shows no evidence of another change", "[landing]") {
  const Landing landing = decide(equal_but({absent_alone(1)}));
  CHECK(landing.state == LandingState::missing);
  CHECK(landing.evidence.empty());
}

TEST_CASE("where others changed the lines too, all of it that is absent is uncertain",
          "[landing]") {
  CHECK(decide(equal_but({part_of(PartState::absent, 10)})).state == LandingState::uncertain);
}

TEST_CASE("the very commit is lost where a part of it was undone, by what undid it", "[landing]") {
  Evidence evidence =
      equal_but({part_of(PartState::in_effect, 9), part_of(PartState::undone, 1, 7)});
  evidence.is_ancestor = true;
  evidence.entry = kCommit;
  CHECK(decide(evidence).evidence == std::vector<std::string>{kCommit.hex()});
  evidence.part_undone = kOther;
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::lost);
  CHECK(landing.evidence == std::vector<std::string>{kOther.hex()});
  CHECK(landing.reason == "it was there, and a part of it was undone: a.js:7");
}

TEST_CASE("a part that was undone says more than all others that are absent", "[landing]") {
  CHECK(decide(equal_but({absent_alone(9), part_of(PartState::undone, 1)})).state ==
        LandingState::lost);
}

TEST_CASE("a part that is unclear makes it uncertain unless something explains it", "[landing]") {
  Evidence evidence =
      equal_but({part_of(PartState::in_effect, 9, 3), part_of(PartState::unclear, 1, 7)});
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::uncertain);
  CHECK(landing.reason == "it is not clear what became of a part of it: a.js:7");
  evidence.parts[1].is_explained = true;
  CHECK(decide(evidence).state == LandingState::equivalent);
}

TEST_CASE("why a part is unclear is said", "[landing]") {
  Evidence evidence =
      equal_but({part_of(PartState::in_effect, 9, 3), part_of(PartState::unclear, 1, 7)});
  evidence.parts[1].is_new_file = true;
  CHECK(decide(evidence).reason == "a new file of it is there in another form: a.js:7");
  evidence.parts[1].is_opaque = true;
  CHECK(decide(evidence).reason == "a part of it is not text, or too large to compare: a.js:7");
}

TEST_CASE("neither the very commit nor a message lifts a part over the bar", "[landing]") {
  Evidence ancestor = equal_but({absent_alone(2), part_of(PartState::in_effect, 8)});
  ancestor.is_ancestor = true;
  CHECK(decide(ancestor).state == LandingState::uncertain);
  Evidence named = equal_but({absent_alone(2), part_of(PartState::in_effect, 8)});
  named.match->is_equal = false;
  named.match->is_named = true;
  named.nominated = named.match;
  CHECK(decide(named).state == LandingState::uncertain);
}

TEST_CASE("what is missing anyway says so for its own reason", "[landing]") {
  Evidence evidence;
  evidence.now = {1, 1, 0};
  evidence.parts = {absent_alone(1)};
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::missing);
  CHECK(landing.signal == LandingSignal::none);
  CHECK(landing.parts.size() == 1);
}
