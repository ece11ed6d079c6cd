// SPDX-License-Identifier: MIT
#include "rules/support/text.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a word that a shell would take apart is quoted", "[rules]") {
  REQUIRE(shell_quote("hotfix/fix-login") == "hotfix/fix-login");
  REQUIRE(shell_quote("a b") == "'a b'");
  REQUIRE(shell_quote("$(touch x)") == "'$(touch x)'");
  REQUIRE(shell_quote("it's") == "'it'\\''s'");
  REQUIRE(shell_quote("a\nb") == "'a\nb'");
  REQUIRE(shell_quote("").size() == 2);
}

TEST_CASE("text with a control byte is not pasteable", "[rules]") {
  REQUIRE(is_pasteable("caf\xc3\xa9 'x' $y"));
  for (const char* text : {"a\nb", "a\x1b[0m", "a\x7f", "a\tb"}) REQUIRE_FALSE(is_pasteable(text));
  REQUIRE_FALSE(is_pasteable(std::string_view("a\0b", 3)));
}

TEST_CASE("a long list is cut, and says how much is left", "[rules]") {
  REQUIRE(first_few({"a", "b"}, 2) == std::vector<std::string>{"a", "b"});
  REQUIRE(first_few({"a", "b", "c", "d"}, 2) == std::vector<std::string>{"a", "b", "and 2 more"});
  REQUIRE(first_few({}).empty());
}

TEST_CASE("a slug is lower case and joins words by one dash", "[rules]") {
  REQUIRE(slug("Fix Login") == "fix-login");
  REQUIRE(slug("a/b__c") == "a-b-c");
  REQUIRE(slug("--x--") == "x");
  REQUIRE(slug("v1.2.3") == "v1.2.3");
  REQUIRE(slug("\"it's\" $(broken)!") == "it-s-broken");
}

TEST_CASE("a slug is a name that git accepts", "[rules]") {
  REQUIRE(slug("a..b") == "a.b");
  REQUIRE(slug(".hidden.") == "hidden");
  REQUIRE(slug("index.lock") == "index-lock");
  REQUIRE(slug("a.-.b") == "a.b");
  REQUIRE(slug("~^:?*[\\").empty());
  REQUIRE(slug("").empty());
}

TEST_CASE("a slug cut at its limit does not end in a dash", "[rules]") {
  REQUIRE(slug("abc-def", 4) == "abc");
  REQUIRE(slug("abcdef", 3) == "abc");
}

TEST_CASE("a word is counted in the singular only once", "[rules]") {
  REQUIRE(count(1, "file") == "1 file");
  REQUIRE(count(0, "file") == "0 files");
  REQUIRE(count(2, "entry", "entries") == "2 entries");
}

TEST_CASE("a placeholder or punctuation says nothing", "[rules]") {
  for (const char* text : {"", " ", ".", "-", "<reason>", "[why]", "x", "..."}) {
    INFO(text);
    CHECK_FALSE(says_something(text));
  }
  for (const char* text : {"ok", "#12", "[x] see <a>", "\u7d27\u6025", "the parser is one file"}) {
    INFO(text);
    CHECK(says_something(text));
  }
}
