// SPDX-License-Identifier: MIT
#include "rules/support/words.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a phrase is affirmed unless the words beside it deny it", "[rules]") {
  for (const char* text : {"a leak", "A LEAK!", "no doubt, a leak", "leak? yes", "leak, no way out",
                           "not slow: leak", "no leak at first, then a leak"}) {
    INFO(text);
    REQUIRE(affirms(text, "Leak"));
  }
  for (const char* text : {"", "leakage", "no leak", "not a leak", "not yet a real leak", "leak?",
                           "leak? no", "leak: no", "leak - none", "isn't a leak", "no\nleak"}) {
    INFO(text);
    REQUIRE_FALSE(affirms(text, "leak"));
  }
}

TEST_CASE("a phrase without words is affirmed by nothing", "[rules]") {
  REQUIRE_FALSE(affirms("", ""));
  REQUIRE_FALSE(affirms("a b", " - "));
}

TEST_CASE("a long text is searched for a phrase to its end", "[rules]") {
  std::string text;
  while (text.size() < (1 << 20)) text += "no a the any leak? ";
  REQUIRE_FALSE(affirms(text, "leak"));
  REQUIRE_FALSE(affirms(std::string(1 << 20, 'a') + " not leak", "leak"));
}

TEST_CASE("a phrase is denied by what it stands in the place of", "[rules]") {
  REQUIRE_FALSE(affirms("a delay instead of a leak", "leak"));
  REQUIRE_FALSE(affirms("a delay rather than a leak", "leak"));
  REQUIRE_FALSE(affirms("no longer a leak", "leak"));
  REQUIRE(affirms("rather a leak", "leak"));
}

TEST_CASE("a deed is offered unless the words beside it rule it out", "[rules]") {
  for (const char* text :
       {"revert it", "by reverting it", "git-revert", "if it does not help, revert",
        "revert does not hurt", "revert, not later", "Revert? Yes", "it cannot be slow: revert"}) {
    INFO(text);
    REQUIRE(offers(text, "revert"));
  }
  for (const char* text :
       {"", "do not revert", "we can't revert", "cannot be reverted", "no revert", "revert: no",
        "revert is not possible", "a revert won't work", "revert not needed", "no plan to revert",
        "revert - none"}) {
    INFO(text);
    REQUIRE_FALSE(offers(text, "revert"));
  }
  REQUIRE(offers("\xC3\xA9t\xC3\xA9", "\xC3\xA9t"));
}

TEST_CASE("a long text is searched for a deed to its end", "[rules]") {
  std::string text;
  while (text.size() < (1 << 18)) text += "no revert plan ";
  REQUIRE_FALSE(offers(text + "none", "revert"));
}
