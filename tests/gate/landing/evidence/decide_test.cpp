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

Evidence evidence_of(double sure, double possible, const Overlap& lines, const Overlap& words) {
  Evidence evidence = evidence_of(sure, possible);
  evidence.match = match_of(0, 0);
  evidence.match->overlap = lines;
  evidence.match->words = words;
  return evidence;
}

constexpr double kBelow = -0.01, kAbove = 0.01;

// `value`, a part of `evidence`, stands at its bar: moved `by` so much it makes another verdict.
void check_bar(const Evidence& evidence, double& value, double by) {
  const std::string state = state_of(evidence);
  const double bar = value;
  value += by;
  INFO(state << " at " << bar);
  CHECK(state_of(evidence) != state);
  value = bar;
}

// The same of an overlap whose parts all stand at their bars.
void check_bars(const Evidence& evidence, std::initializer_list<double*> values) {
  for (double* value : values) check_bar(evidence, *value, kBelow);
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
  CHECK(landing.signal == LandingSignal::in_effect);
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

// From here on each bar of decide.cpp: what stands at it counts, and a hundredth beyond it does
// not. Overlaps are written {coverage, additions, same_file, precision}.

TEST_CASE("the whole fix in the same place is one, even where it would apply anew", "[landing]") {
  Evidence evidence = evidence_of(1, 1, {0.9, 1, 1, 0.9}, {});
  evidence.at_entry = Absence{1, 1, 0};
  evidence.match->context = 0.5;
  REQUIRE(state_of(evidence) == "adapted");
  Match& match = *evidence.match;
  check_bars(evidence, {&match.overlap.coverage, &match.overlap.precision, &match.context});
}

TEST_CASE("a landing leaves at most three quarters of the fix in doubt", "[landing]") {
  Evidence evidence = evidence_of(0, 0.9, {0.85, 1, 1, 0.5}, {});
  evidence.at_entry = Absence{0, 0.75, 0};
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.at_entry->possible, kAbove);
}

TEST_CASE("a whole file may be elsewhere where nearly all lines are there", "[landing]") {
  Evidence evidence = evidence_of(0.05, 0.2, {0.95, 1, 1, 0.9}, {});
  evidence.now.whole_files = 1;
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.match->overlap.coverage, kBelow);
}

TEST_CASE("most lines by a commit that is half of it are the fix", "[landing]") {
  Evidence evidence = evidence_of(0.2, 0.6, {0.85, 1, 1, 0.5}, {});
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&evidence.match->overlap.coverage, &evidence.match->overlap.precision});
}

TEST_CASE("what is alike must be worth one telling line", "[landing]") {
  Evidence lines = evidence_of(0.2, 0.6, {1, 1, 1, 0.5}, {});
  lines.weight = 1;
  REQUIRE(state_of(lines) == "adapted");
  check_bar(lines, lines.weight, kBelow);
  Evidence edited = evidence_of(0.2, 0.6, {0.8, 1, 1, 0.45}, {1, 1, 1, 1});
  edited.weight = 1.25;
  REQUIRE(state_of(edited) == "adapted");
  check_bar(edited, edited.weight, kBelow);
}

TEST_CASE("lines that were edited on the way are known by their words", "[landing]") {
  Evidence evidence = evidence_of(0.2, 0.6, {0.6, 0.2, 0, 0.45}, {0.85, 0, 0, 0.45});
  REQUIRE(state_of(evidence) == "adapted");
  Overlap &lines = evidence.match->overlap, &words = evidence.match->words;
  check_bars(evidence, {&lines.coverage, &lines.additions, &lines.precision, &words.coverage,
                        &words.precision});
}

TEST_CASE("half of the lines are enough where the tip lacks next to nothing", "[landing]") {
  Evidence evidence = evidence_of(0.1, 0.6, {0.5, 0.5, 0, 0.3}, {});
  evidence.weight = 11;
  REQUIRE(state_of(evidence) == "adapted");
  Overlap& lines = evidence.match->overlap;
  check_bars(evidence, {&lines.coverage, &lines.additions, &lines.precision});
  check_bar(evidence, evidence.now.sure, kAbove);
  evidence.weight = 10;
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.weight, -0.1);
}

TEST_CASE("words of the same file are enough where the tip lacks next to nothing", "[landing]") {
  Evidence evidence = evidence_of(0.1, 0.6, {0.3, 0.2, 0, 0.2}, {0, 0.5, 0.65, 0.4});
  REQUIRE(state_of(evidence) == "adapted");
  Overlap &lines = evidence.match->overlap, &words = evidence.match->words;
  check_bars(evidence, {&lines.additions, &words.additions, &words.same_file, &words.precision});
  check_bar(evidence, evidence.now.sure, kAbove);
}

TEST_CASE("a part by one commit is enough where the tip lacks hardly anything", "[landing]") {
  Evidence evidence = evidence_of(0.02, 0.15, {0.1, 0, 0, 0.3}, {});
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&evidence.match->overlap.coverage, &evidence.match->overlap.precision});
  check_bar(evidence, evidence.now.sure, kAbove);
  check_bar(evidence, evidence.now.possible, kAbove);
  evidence.now.whole_files = 1;
  CHECK(state_of(evidence) != "adapted");
}

TEST_CASE("several commits that do most of it are the fix unless they are imports", "[landing]") {
  Evidence evidence = evidence_of(0.1, 0.4, {0.4, 0.4, 0, 0.05}, {});
  evidence.several = {kCommit, kOther};
  evidence.together = {0.8, 0, 0, 0.2};
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&evidence.together.coverage, &evidence.together.precision,
                        &evidence.match->overlap.precision});
  check_bar(evidence, evidence.now.sure, kAbove);
  check_bar(evidence, evidence.now.possible, kAbove);
  evidence.now.whole_files = 1;
  CHECK(state_of(evidence) != "adapted");
}

TEST_CASE("several commits are the evidence where they do a quarter more than the best",
          "[landing]") {
  Evidence evidence = evidence_of(0, 0.1, {0.5, 0.5, 0, 1}, {});
  evidence.several = {kCommit, kOther};
  evidence.together = {0.75, 1, 1, 1};
  CHECK(decide(evidence).evidence.size() == 2);
  evidence.together.coverage = 0.74;
  CHECK(decide(evidence).evidence.size() == 1);
}

TEST_CASE("what is gone is lost where half had come and half went", "[landing]") {
  Evidence evidence = evidence_of(1, 1, {0.5, 0, 0, 0.3}, {});
  evidence.at_entry = Absence{0.5, 0.5, 0};
  evidence.undone = match_of(0, 0);
  REQUIRE(state_of(evidence) == "lost");
  check_bars(evidence, {&evidence.match->overlap.coverage, &evidence.match->overlap.precision});
  check_bar(evidence, evidence.at_entry->sure, kAbove);
}

TEST_CASE("a merge that dropped half of the commit lost it", "[landing]") {
  Evidence evidence = evidence_of(0.3, 0.3);
  evidence.is_ancestor = true;
  evidence.dropped = 0.5;
  evidence.undone = match_of(0, 0);
  REQUIRE(state_of(evidence) == "lost");
  check_bar(evidence, evidence.dropped, kBelow);
}

TEST_CASE("a revert takes back four fifths and is hardly anything else", "[landing]") {
  Evidence evidence = evidence_of(0, 0.4, {1, 1, 1, 1}, {});
  evidence.undone = match_of(0.8, 0.8);
  REQUIRE(state_of(evidence) == "lost");
  Overlap& undoes = evidence.undone->overlap;
  check_bars(evidence, {&undoes.coverage, &undoes.additions, &undoes.precision});
  undoes.coverage = 0.1;
  evidence.now.possible = 0.5;
  REQUIRE(state_of(evidence) == "lost");
  check_bar(evidence, evidence.now.possible, kBelow);
}

TEST_CASE("a tip that lacks a twentieth has it, where half of it is explained", "[landing]") {
  Evidence evidence = evidence_of(0, 0.05, {0.5, 0, 0, 0}, {});
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.match->overlap.coverage, kBelow);
  check_bar(evidence, evidence.now.possible, kAbove);
  evidence.match.reset();
  evidence.together.coverage = 0.5;
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.together.coverage, kBelow);
}

TEST_CASE("a tip that lacks a twentieth has not lost it", "[landing]") {
  Evidence evidence = evidence_of(0, 0.05, {1, 1, 1, 1}, {});
  evidence.undone = match_of(1, 1);
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.now.possible, kAbove);
}

TEST_CASE("a tip that nobody explains lacks one in two hundred at most", "[landing]") {
  Evidence evidence = evidence_of(0, 0.005);
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.now.possible, 0.001);
}

TEST_CASE("the hotfix that names its source needs the least", "[landing]") {
  Evidence evidence = evidence_of(0.7, 0.9);
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_named = true;
  Overlap &lines = evidence.nominated->overlap, &words = evidence.nominated->words;
  lines = {0.15, 0.1, 0, 0};
  REQUIRE(state_of(evidence) == "uncertain");
  check_bar(evidence, evidence.now.sure, kBelow);
  evidence.now.sure = 0.5;
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&lines.coverage, &lines.additions});
  lines = {};
  words = {0.3, 0.3, 0, 0};
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&words.coverage, &words.additions});
}

TEST_CASE("a commit with the hotfix's subject needs a third of it", "[landing]") {
  Evidence evidence = evidence_of(0.5, 0.9);
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_alike = true;
  Overlap &lines = evidence.nominated->overlap, &words = evidence.nominated->words;
  lines = {0.3, 0.3, 0, 0.1};
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&lines.coverage, &lines.additions, &lines.precision});
  lines = {0, 0.1, 0, 0.1};
  words = {0.5, 0.5, 0, 0};
  REQUIRE(state_of(evidence) == "adapted");
  check_bars(evidence, {&lines.additions, &lines.precision, &words.coverage, &words.additions});
}

TEST_CASE("a message is worth a look unless the hotfix applies and the commit is other work",
          "[landing]") {
  Evidence evidence = evidence_of(0.8, 0.8);
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_named = true;
  REQUIRE(state_of(evidence) == "missing");
  check_bar(evidence, evidence.now.sure, kBelow);
  evidence.nominated->overlap.precision = 0.1;
  REQUIRE(state_of(evidence) == "uncertain");
  check_bar(evidence, evidence.nominated->overlap.precision, kBelow);
}

TEST_CASE("a twin makes four fifths of what would apply anew, and is half of it", "[landing]") {
  Evidence evidence = evidence_of(0.8, 1, {0.8, 0, 0, 0.5}, {});
  REQUIRE(state_of(evidence) == "uncertain");
  check_bars(evidence, {&evidence.match->overlap.coverage, &evidence.match->overlap.precision});
}

TEST_CASE("a commit of the hotfix's words alone is similar", "[landing]") {
  Evidence evidence = evidence_of(0.5, 0.9, {}, {0.6, 0, 0, 0.9});
  REQUIRE(state_of(evidence) == "uncertain");
  check_bars(evidence, {&evidence.match->words.coverage, &evidence.match->words.precision});
}

TEST_CASE("half of the words and of the added ones are similar", "[landing]") {
  Evidence evidence = evidence_of(0.5, 0.9, {}, {0.5, 0.5, 0, 0.3});
  REQUIRE(state_of(evidence) == "uncertain");
  Overlap& words = evidence.match->words;
  check_bars(evidence, {&words.coverage, &words.additions, &words.precision});
}

TEST_CASE("a quarter of the lines is similar unless it only removes the same", "[landing]") {
  Evidence evidence = evidence_of(0.5, 0.9, {0.25, 0.1, 0, 0.1}, {});
  REQUIRE(state_of(evidence) == "uncertain");
  Overlap& lines = evidence.match->overlap;
  check_bars(evidence, {&lines.coverage, &lines.additions, &lines.precision});
}

TEST_CASE("fewer lines are similar where most is in effect", "[landing]") {
  Evidence evidence = evidence_of(0.2, 0.6, {0.15, 0.1, 0, 0.15}, {});
  REQUIRE(state_of(evidence) == "uncertain");
  check_bars(evidence, {&evidence.match->overlap.coverage, &evidence.match->overlap.precision});
  check_bar(evidence, evidence.now.sure, kAbove);
  check_bar(evidence, evidence.now.possible, kAbove);
}

TEST_CASE("half of it in several commits needs a person where half may be absent", "[landing]") {
  Evidence evidence = evidence_of(0, 0.5);
  evidence.together.coverage = 0.5;
  REQUIRE(state_of(evidence) == "uncertain");
  check_bar(evidence, evidence.together.coverage, kBelow);
  check_bar(evidence, evidence.now.possible, kAbove);
}

TEST_CASE("half of it by one commit is the fix where every part is in effect", "[landing]") {
  Evidence evidence = evidence_of(0.3, 0.9, {0.5, 0, 0, 0.05}, {});
  MaterialPart part;
  part.weight = 1;
  part.state = PartState::in_effect;
  evidence.parts = {part, part};
  REQUIRE(state_of(evidence) == "adapted");
  check_bar(evidence, evidence.match->overlap.coverage, kBelow);
  evidence.parts[1].state = PartState::replaced;
  CHECK(state_of(evidence) != "adapted");
  evidence.parts.clear();
  CHECK(state_of(evidence) != "adapted");
}

TEST_CASE("of two hotfixes of one subject the other one is no evidence", "[landing]") {
  Evidence evidence = evidence_of(0, 0.9);
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_alike = true;
  const Landing landing = decide(evidence);
  CHECK(landing.state == LandingState::missing);
  CHECK(landing.evidence.empty());
}

TEST_CASE("a commit with the hotfix's subject is worth a look where it has some of it",
          "[landing]") {
  Evidence evidence = evidence_of(0, 0.9);
  evidence.nominated = match_of(0, 0);
  evidence.nominated->is_alike = true;
  Overlap &lines = evidence.nominated->overlap, &words = evidence.nominated->words;
  lines.coverage = 0.1;
  REQUIRE(state_of(evidence) == "uncertain");
  check_bar(evidence, lines.coverage, kBelow);
  lines.coverage = 0;
  words.coverage = 0.5;
  REQUIRE(state_of(evidence) == "uncertain");
  check_bar(evidence, words.coverage, kBelow);
}

TEST_CASE("an uncertain answer shows the commit that the hotfix names, else the best match",
          "[landing]") {
  Evidence evidence = evidence_of(0.5, 0.9, {0.4, 0.4, 0, 0.2}, {});
  evidence.nominated = match_of(0.1, 0.1);
  evidence.nominated->commit = kOther;
  evidence.nominated->is_alike = true;
  REQUIRE(state_of(evidence) == "uncertain");
  CHECK(decide(evidence).evidence == std::vector<std::string>{kCommit.hex()});
  evidence.nominated->is_named = true;
  REQUIRE(state_of(evidence) == "uncertain");
  CHECK(decide(evidence).evidence == std::vector<std::string>{kOther.hex()});
}
