// SPDX-License-Identifier: MIT
#include "rules/support/text.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a word that a shell would take apart is quoted", "[rules]") {
  REQUIRE(shell_quote("hotfix/fix-login") == "hotfix/fix-login");
  REQUIRE(shell_quote("a b") == "'a b'");
  REQUIRE(shell_quote("$(touch x)") == "'$(touch x)'");
  REQUIRE(shell_quote("it's") == "'it'\\''s'");
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

TEST_CASE("what cannot be shown is written by printf, which every shell has", "[rules]") {
  REQUIRE(shell_quote("caf\xc3\xa9") == "'caf\xc3\xa9'");
  REQUIRE(shell_quote("a\nb") == "\"$(printf 'a\\012b')\"");
  REQUIRE(shell_quote("caf\xe9") == "\"$(printf 'caf\\351')\"");
  REQUIRE(shell_quote("\xef\xbb\xbfx") == "\"$(printf '\\357\\273\\277x')\"");
  REQUIRE(shell_quote("\xe2\x80\x8c"
                      "50%'\\!") == "\"$(printf '\\342\\200\\21450\\045\\047\\134\\041')\"");
  REQUIRE(shell_quote("-\xe9") == "\"$(printf '\\055\\351')\"");
}

TEST_CASE("a word that zsh would take for a command's path is quoted", "[rules]") {
  REQUIRE(shell_quote("=ls") == "'=ls'");
}

TEST_CASE("a newline at the end is lost in every word that printf writes", "[rules]") {
  REQUIRE(can_be_quoted("a\nb"));
  REQUIRE_FALSE(can_be_quoted("a\n"));
  REQUIRE_FALSE(can_be_quoted(std::string_view("a\0b", 3)));
}

TEST_CASE("characters are read as UTF-8, and what is not that is no character", "[rules]") {
  REQUIRE(first_character("\xf0\x9f\x9a\x91x").code == 0x1F691);
  REQUIRE(first_character("\xf0\x9f\x9a\x91x").length == 4);
  REQUIRE(first_character("\xe9x").length == 0);
  REQUIRE(first_character("").length == 0);
  REQUIRE(is_utf8("\xe2\x80\x8d"));
  REQUIRE_FALSE(is_showable("\xe2\x80\x8d"));
  REQUIRE_FALSE(is_utf8("caf\xe9"));
  REQUIRE(is_showable("caf\xc3\xa9"));
}
