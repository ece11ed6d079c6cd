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
