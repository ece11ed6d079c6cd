// SPDX-License-Identifier: MIT
#include "gate/match/position_automaton.h"

#include <random>
#include <string>
#include <vector>

#include "gate/match/pattern.h"
#include "rules/code/test_patterns.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Dot = PositionAutomaton::Dot;

bool is_in(std::string_view expression, std::string_view text) {
  const auto read = PositionAutomaton::read(expression, Dot::not_newline);
  REQUIRE(read);
  return read->is_in(text);
}

bool is_understood(std::string_view expression) {
  return PositionAutomaton::read(expression, Dot::not_newline).has_value();
}

// What RE2 says: a count is left to it.
Matcher by_re2(const std::string& expression) {
  return pattern_matcher(Words{"(?:" + expression + "){1}"});
}

std::string joined(const std::vector<std::string>& pieces, std::size_t count,
                   std::mt19937& random) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
  return text;
}

std::vector<std::string> default_patterns() {
  using namespace test_patterns;
  std::vector<std::string> all;
  const auto add = [&all](const auto& patterns) {
    all.insert(all.end(), std::begin(patterns), std::end(patterns));
  };
  add(kCases), add(kFrameworks), add(kAssertions), add(kImports);
  add(kSkips), add(kExclusions), add(kInsideCode);
  return all;
}

}  // namespace

TEST_CASE("an expression is found anywhere in a text, or is all of it", "[gate]") {
  CHECK(is_in("b+c", "abbc"));
  CHECK_FALSE(is_in("b+c", "abb"));
  const auto read = PositionAutomaton::read("ab|abc", Dot::not_newline);
  REQUIRE(read);
  CHECK(read->is_all_of("abc"));
  CHECK(read->is_all_of("ab"));
  CHECK_FALSE(read->is_all_of("abcd"));
  CHECK_FALSE(read->is_all_of("xab"));
}

TEST_CASE("the ends of a text and the edges of words are places of their own", "[gate]") {
  CHECK(is_in(R"(^\s*\btest\b\()", "  test("));
  CHECK_FALSE(is_in(R"(^test)", "a test"));
  CHECK_FALSE(is_in(R"(\btest\b)", "attest tested test_"));
  CHECK(is_in(R"(import\b[^(.]*($|['";(]|\bfrom\b))", "import a"));
  CHECK(is_in(R"(^$)", ""));
  CHECK_FALSE(is_in(R"(^$)", "a"));
  CHECK(is_in(R"((\ba|b)+c)", "a bc"));
  CHECK_FALSE(is_in(R"(x(\ba|b)+c)", "xabc"));
}

TEST_CASE("an empty expression is found in every text", "[gate]") {
  CHECK(is_in("", ""));
  CHECK(is_in("a*", "b"));
  CHECK(is_in("(|a)", "b"));
}

TEST_CASE("a dot is no newline unless that is asked for", "[gate]") {
  CHECK_FALSE(is_in("a.b", "a\nb"));
  CHECK(PositionAutomaton::read("a.b", Dot::any)->is_in("a\nb"));
  CHECK(is_in("a[^x]b", "a\nb"));
}

TEST_CASE("bytes of any value are characters", "[gate]") {
  CHECK(is_in("caf.", "caf\xe9"));
  CHECK(is_in("[^a]", "\xff"));
  CHECK(is_in("\xe9", "caf\xe9"));
  CHECK(is_in(R"(\x2e\xff)", ".\xff"));
  CHECK(is_in("a.b", std::string("a\0b", 3)));
}

TEST_CASE("what is not understood, or is no expression, is left to RE2", "[gate]") {
  for (const char* one : {"(?i)a",    "(?P<a>b)",  "a{2}",   "{2}",     "[[:alpha:]]", R"(\pL)",
                          R"(\Qa\E)", R"(\Aa)",    R"(a\z)", R"(\Bx)",  R"([\w-z])",   R"([a-\d])",
                          "a**",      "a+*",       "^*",     "$?",      R"(\b+)",      "(a",
                          "a)",       "[a",        "a\\",    "*a",      "[b-a]",       "a|*",
                          R"(\8)",    R"(\x{41})", R"(\xA)", R"([\b])", "\\\xe9"}) {
    INFO(one);
    CHECK_FALSE(is_understood(one));
  }
}

TEST_CASE("an expression with too many characters is left to RE2", "[gate]") {
  CHECK(is_understood(std::string(128, 'a')));
  CHECK_FALSE(is_understood(std::string(129, 'a')));
  CHECK(is_understood(std::string(200, '(') + std::string(200, ')')));
  CHECK_FALSE(is_understood(std::string(100'000, '(') + std::string(100'000, ')')));
}

TEST_CASE("an expression that ends before a text does not go on in it", "[gate]") {
  CHECK_FALSE(is_in("^ab", "ac ab"));
  CHECK(is_in("^ab|c$", "ac abc"));
  CHECK(is_in("^a?$|\\bx", "zz x"));
}

TEST_CASE("expressions of every kind are found where RE2 finds them", "[gate]") {
  const std::vector<std::string> pieces = {
      "a",    "b",      "_",       "-",    ".",    "\\.",    "\\w",    "\\s", "\\d", "\\W", "\\b",
      "^",    "$",      "*",       "+",    "?",    "*?",     "(",      ")",   "(?:", "|",   "|",
      "[ab]", "[^a]",   "[a-c_-]", "[]x]", "\\[",  "[\\w.]", "{",      "}",   "]",   "\\t", "\\x61",
      "()",   "[^\\s]", "(a|)",    "+?",   "(^|)", "($|)",   "(\\b|)", ")+",  ")*"};
  const std::vector<std::string> words = {"a",  "b", "_", "-", ".", " ", "1", "\n",
                                          "\t", "c", "x", "[", "]", "{", "}", "\xe9"};
  std::mt19937 random(1);
  int understood = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::string expression = joined(pieces, 1 + random() % 8, random);
    const auto read = PositionAutomaton::read(expression, Dot::not_newline);
    if (!read) continue;
    ++understood;
    const Matcher wanted = by_re2(expression);
    for (int n = 0; n < 4; ++n) {
      const std::string text = joined(words, random() % 6, random);
      INFO(expression << " in '" << text << "'");
      REQUIRE(read->is_in(text) == wanted(text));
    }
  }
  CHECK(understood > 5'000);
}

TEST_CASE("the default patterns are found where RE2 finds them", "[gate]") {
  const std::vector<std::string> patterns = default_patterns();
  std::mt19937 random(1);
  std::size_t understood = 0;
  for (const std::string& pattern : patterns) {
    const auto read = PositionAutomaton::read(pattern, Dot::not_newline);
    if (!read) continue;
    ++understood;
    const Matcher wanted = by_re2(pattern);
    for (int i = 0; i < 300; ++i) {
      // Pieces of the pattern itself come close to what it means.
      std::string text;
      for (int n = 0; n < 3; ++n) {
        const std::size_t begin = random() % pattern.size();
        for (const char c : pattern.substr(begin, random() % 12)) {
          if (c != '\\' && random() % 8 != 0) text += c;
        }
        if (random() % 2 == 0) text += " (\"."[random() % 4];
      }
      INFO(pattern << " in '" << text << "'");
      REQUIRE(read->is_in(text) == wanted(text));
    }
  }
  CHECK(understood > patterns.size() * 3 / 4);
}
