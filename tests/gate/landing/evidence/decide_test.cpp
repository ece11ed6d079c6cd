// SPDX-License-Identifier: MIT
// The verdict as a function of plain values.
#include "gate/landing/evidence/evidence.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const Oid kCommit = parse_oid("1111111111111111111111111111111111111111");
const Oid kOther = parse_oid("2222222222222222222222222222222222222222");

Match match_of(double coverage, double precision) {
  Match match;
  match.commit = kCommit;
  match.overlap = match.words = {coverage, coverage, coverage, precision};
  return match;
}

// A hotfix of 20 telling lines, of which the tip surely lacks `sure` and may lack `possible`.
Evidence evidence_of(double sure, double possible) {
  Evidence evidence;
  evidence.weight = 20;
  evidence.now = {sure, possible, 0};
  return evidence;
}

std::string state_of(const Evidence& evidence) {
  return std::string(state_name(decide(evidence).state));
}

}  // namespace

TEST_CASE("nothing like it, and it would apply: missing", "[landing]") {
  CHECK(state_of(evidence_of(1, 1)) == "missing");
}

TEST_CASE("nothing like it, and it would not apply: missing all the same", "[landing]") {
  CHECK(state_of(evidence_of(0, 1)) == "missing");
}

TEST_CASE("applying it would change nothing: adapted, though nobody knows by whom", "[landing]") {
  const Landing landing = decide(evidence_of(0, 0));
  CHECK(landing.state == LandingState::adapted);
  CHECK(landing.signal == "in-effect");
  CHECK(landing.evidence.empty());
}

TEST_CASE("nearly in effect is not enough where no commit explains it", "[landing]") {
  CHECK(state_of(evidence_of(0, 0.04)) == "missing");
}

TEST_CASE("the same change is equivalent even where the tip has moved on", "[landing]") {
  Evidence evidence = evidence_of(0, 1);
  evidence.match = match_of(1, 1);
  evidence.match->is_equal = true;
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::equivalent);
  CHECK(landing.evidence == std::vector<std::string>{kCommit.hex()});
}

TEST_CASE("most of it by a commit that does little else is adapted", "[landing]") {
  Evidence evidence = evidence_of(0, 0.4);
  evidence.match = match_of(0.6, 0.6);
  CHECK(state_of(evidence) == "adapted");
}

TEST_CASE("an import that has all lines is not the fix", "[landing]") {
  Evidence evidence = evidence_of(0, 0.2);
  evidence.match = match_of(0.8, 0.01);
  CHECK(state_of(evidence) != "adapted");
}

TEST_CASE("a commit that only removes the same lines is not the fix", "[landing]") {
  Evidence evidence = evidence_of(0, 0.5);
  evidence.match = match_of(0.5, 0.5);
  evidence.match->overlap.additions = evidence.match->words.additions = 0;
  CHECK(state_of(evidence) == "missing");
}

TEST_CASE("a twin after which the hotfix still applies needs a person", "[landing]") {
  Evidence evidence = evidence_of(1, 1);
  evidence.match = match_of(1, 1);
  evidence.at_entry = Absence{1, 1, 0};
  CHECK(state_of(evidence) == "uncertain");
}

TEST_CASE("part of a big fix with a whole file missing is uncertain", "[landing]") {
  Evidence evidence = evidence_of(0.05, 0.2);
  evidence.now.whole_files = 1;
  evidence.match = match_of(0.9, 0.9);
  CHECK(state_of(evidence) == "uncertain");
}

TEST_CASE("a message lowers the bar and does not decide alone", "[landing]") {
  Evidence evidence = evidence_of(0, 0.7);
  evidence.nominated = match_of(0.2, 0.5);
  evidence.nominated->is_named = true;
  CHECK(state_of(evidence) == "adapted");
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_named = true;
  CHECK(state_of(evidence) == "uncertain");
}

TEST_CASE("a message about a commit that has nothing of it, where it applies, is worth nothing",
          "[landing]") {
  Evidence evidence = evidence_of(1, 1);
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_named = true;
  CHECK(state_of(evidence) == "missing");
}

TEST_CASE("several commits that together do it are the evidence", "[landing]") {
  Evidence evidence = evidence_of(0, 0.1);
  evidence.match = match_of(0.5, 1);
  evidence.several = {kCommit, kOther};
  evidence.together = {1, 1, 1, 1};
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::adapted);
  CHECK(landing.evidence.size() == 2);
}

TEST_CASE("what was there and surely is not any more is lost", "[landing]") {
  Evidence evidence = evidence_of(1, 1);
  evidence.match = match_of(1, 1);
  evidence.at_entry = Absence{0, 0, 0};
  evidence.undone = match_of(1, 1);
  evidence.undone->commit = kOther;
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::lost);
  CHECK(landing.evidence == std::vector<std::string>{kOther.hex()});
}

TEST_CASE("a revert that later work was built on is a loss too", "[landing]") {
  Evidence evidence = evidence_of(0, 1);
  evidence.match = match_of(1, 1);
  evidence.at_entry = Absence{0, 0, 0};
  evidence.undone = match_of(0.9, 0.9);
  CHECK(state_of(evidence) == "lost");
}

TEST_CASE("code that was rewritten since is not lost", "[landing]") {
  Evidence evidence = evidence_of(0, 1);
  evidence.match = match_of(1, 1);
  evidence.match->is_equal = true;
  evidence.at_entry = Absence{0, 0, 0};
  evidence.undone = match_of(0.6, 0.1);
  CHECK(state_of(evidence) == "equivalent");
}

TEST_CASE("the very commit has landed unless its merge dropped it", "[landing]") {
  Evidence evidence = evidence_of(0, 0);
  evidence.is_ancestor = true;
  evidence.entry = kOther;
  CHECK(state_of(evidence) == "landed");
  evidence.now = {1, 1, 0};
  evidence.at_entry = Absence{1, 1, 0};
  evidence.dropped = 1;
  evidence.undone = match_of(0, 0);
  CHECK(state_of(evidence) == "lost");
}

TEST_CASE("an empty hotfix owes nothing", "[landing]") {
  Evidence evidence;
  evidence.is_empty = true;
  CHECK(state_of(evidence) == "equivalent");
}
