// SPDX-License-Identifier: MIT
#include "rules/form/severity_levels.h"

#include <ctime>

#include "tests/support/catch.h"

using namespace hotfix;

using Levels = std::set<std::string>;

TEST_CASE("a word is a level in either case", "[rules]") {
  CHECK(level_of("p0") == "P0");
  CHECK(level_of("P9") == "P9");
  CHECK(level_of("p10").empty());
  CHECK(level_of("").empty());
}

TEST_CASE("levels are found as words, and within no name", "[rules]") {
  CHECK(levels_in("SEV1 and p0, Sev 2, sev-3, S0").given == Levels{"P0", "P1", "P2", "P3"});
  CHECK(levels_in("S3, sev-10, P10, https://x.example/p0/log, db.p1.internal").given.empty());
}

TEST_CASE("a level is denied where every mention of it is", "[rules]") {
  for (const char* text :
       {"this is not P0", "isn't a P0", "no longer P0", "P0? No", "P0: no", "not really a P0",
        "P1 instead of P0", "P1 rather than P0", "lowered from P0 to P1", "never P0"}) {
    INFO(text);
    CHECK(levels_in(text).denied == Levels{"P0"});
    CHECK_FALSE(levels_in(text).given.contains("P0"));
  }
  for (const char* text : {"P0", "P0? Yes", "not slow: P0", "not P0 at first, then P0",
                           "P0, no workaround", "rather P0 than P1", "This was a P0"}) {
    INFO(text);
    CHECK(levels_in(text).given.contains("P0"));
    CHECK_FALSE(levels_in(text).denied.contains("P0"));
  }
}

TEST_CASE("a part of a text that begins with a level is marked with it", "[rules]") {
  for (const char* text :
       {"P0 security breach / P3", "P0, P3", "P0; severity P3", "P0 breach or P3", "[P3] x",
        "hotfix: P3 x", "hotfix(P3): x", "P0 - P3", "P0 \xE2\x80\x94 P3", "P0: breach. P3"}) {
    INFO(text);
    CHECK(levels_marking(text).given.contains("P3"));
  }
  for (const char* text : {"P0, follow-ups are P3", "P0, raised from P3", "see a.p3.example",
                           "page for P3 alerts", "not P3", ""}) {
    INFO(text);
    CHECK_FALSE(levels_marking(text).given.contains("P3"));
  }
  CHECK(levels_marking("P0, not P3").denied == Levels{"P3"});
}

TEST_CASE("a title may end with its level", "[rules]") {
  CHECK(levels_of_title("hotfix: grey button P3").given == Levels{"P3"});
  CHECK(levels_of_title("hotfix: no page for P3").given.empty());
  CHECK(levels_of_title("P3").given == Levels{"P3"});
  CHECK(levels_of_title("").given.empty());
}

TEST_CASE("what is said of this one is told from what is said of others", "[rules]") {
  CHECK(levels_of_this("This is really a P3.").given == Levels{"P3"});
  CHECK(levels_of_this("The incident is P2, the clean-up is P3").given == Levels{"P2"});
  CHECK(levels_of_this("This isn't P0").denied == Levels{"P0"});
  for (const char* text : {"The clean-up is P3", "P3", "This fixes a P3", "It is P3"}) {
    INFO(text);
    CHECK(levels_of_this(text).given.empty());
  }
}

namespace {

// What it keeps the processor busy to read a text of this size that is full of levels.
double seconds_to_read(std::size_t size) {
  const std::clock_t before = std::clock();
  for (const char* piece :
       {"p3 ", "not p0, ", "x p3 p3 ", "this is not p0 ", "from p0 ", "or sev-1 "}) {
    std::string text = "x ";
    while (text.size() < size) text += piece;
    CHECK(levels_in(text).given.size() + levels_in(text).denied.size() == 1);
    CHECK(levels_marking(text).given.size() <= 1);
    CHECK(levels_of_this(text).given.empty());
  }
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("a text full of levels is read in linear time", "[rules]") {
  const double few = seconds_to_read(1 << 14), many = seconds_to_read(1 << 18);
  CAPTURE(few, many);
  CHECK(many < 60 * few);  // 16 times the text; were it read once a level, 256 times the time
}
