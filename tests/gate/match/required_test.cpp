// SPDX-License-Identifier: MIT
#include "gate/match/required.h"

#include <algorithm>
#include <random>
#include <span>
#include <utility>

#include "gate/match/pattern.h"
#include "gate/policy/keys.h"
#include "rules/code/test_patterns.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Lists = std::vector<Words>;

// "<a" for a word that nothing of a word stands before.
Lists required(const std::string& expression) {
  Lists lists;
  Words words;
  for (const RequiredWord& word : required_words(expression)) {
    if (word.size == 0) {
      lists.push_back(std::exchange(words, {}));
    } else {
      words.push_back((word.at_edge ? "<" : "") + expression.substr(word.begin, word.size));
    }
  }
  CHECK(words.empty());
  return lists;
}

// Writes texts that an expression of the default patterns matches, by choosing at each place.
class Writer {
 public:
  Writer(std::string_view expression, std::mt19937& random) : rest_(expression), random_(random) {}

  std::string alternatives() {
    std::vector<std::string> all = {sequence()};
    while (take('|')) all.push_back(sequence());
    return all[random_() % all.size()];
  }

 private:
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  char next() {
    const char c = rest_.at(0);
    rest_.remove_prefix(1);
    return c;
  }

  std::string sequence() {
    std::string text;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      const std::string_view begin = rest_;
      const std::string once = atom();
      const std::string_view again = begin.substr(0, begin.size() - rest_.size());
      const std::size_t times = repetitions();
      for (std::size_t i = 0; i < times; ++i) {
        text += i == 0 ? once : Writer(again, random_).atom();
      }
    }
    return text;
  }

  // How often what stands before is to be written.
  std::size_t repetitions() {
    if (take('*')) return random_() % 3;
    if (take('+')) return 1 + random_() % 2;
    if (take('?')) return random_() % 2;
    if (!rest_.starts_with('{') || rest_.find_first_of("0123456789") != 1) return 1;
    const auto least = static_cast<std::size_t>(rest_[1] - '0');
    rest_.remove_prefix(rest_.find('}') + 1);
    return least;
  }

  std::string atom() {
    const char c = next();
    if (c == '^' || c == '$') return "";
    if (c == '.') return any_of("a (\"',.x");
    if (c == '[') return of_class();
    if (c == '\\') return escaped(next());
    if (c != '(') return {c};
    if (take('?')) take(':');
    const std::string text = alternatives();
    take(')');
    return text;
  }

  std::string escaped(char c) {
    if (c == 'b') return "";
    if (c == 's') return any_of(" \t");
    if (c == 'w') return any_of("aZ_9e");
    if (c == 'S') return any_of("a;\"");
    return {c};
  }

  std::string of_class() {
    const bool is_negated = take('^');
    std::string members;
    for (bool is_first = true; is_first || rest_.front() != ']'; is_first = false) {
      const char c = next();
      members += c == '\\' ? escaped(next()) : std::string{c};
    }
    take(']');
    if (!is_negated) return any_of(members);
    const std::string others = "a;\"' Z";
    return any_of(others.substr(others.find_first_not_of(members)).substr(0, 1));
  }

  std::string any_of(const std::string& members) { return {members[random_() % members.size()]}; }

  std::string_view rest_;
  std::mt19937& random_;
};

// A matcher that has been asked so often that it searches for all its patterns together.
Matcher asked_often(const Words& patterns) {
  Matcher matcher = pattern_matcher(patterns);
  for (int i = 0; i < 1000; ++i) matcher("");
  return matcher;
}

std::vector<Words> default_patterns() {
  std::vector<Words> lists;
  for (const PolicyKey& key : policy_keys()) {
    if (key.kind == ValueKind::patterns) lists.push_back(std::get<Words>(key.default_value));
  }
  return lists;
}

}  // namespace

TEST_CASE("an expression requires the words that it cannot be found without", "[gate]") {
  CHECK(required("abc") == Lists{{"abc"}});
  CHECK(required("^a\\.b\\s+c$") == Lists{{"<a"}, {".b"}, {"<c"}});
  CHECK(required("(it|test)\\s*[(`]") == Lists{{"it", "test"}, {"(", "`"}});
  CHECK(required("a(?:b|cd)+e") == Lists{{"a"}, {"b", "cd"}, {"e"}});
  CHECK(required("ab+") == Lists{{"a"}, {"b"}});
  CHECK(required("x{2,3}y") == Lists{{"x"}, {"y"}});
}

TEST_CASE("what an expression can be found without is not required", "[gate]") {
  CHECK(required("ab*c?d") == Lists{{"a"}, {"d"}});
  CHECK(required("(abc)?(d)*e{0}f{0,2}") == Lists{});
  CHECK(required("a|b*") == Lists{});
  CHECK(required("(a|)b") == Lists{{"b"}});
  CHECK(required("\\w\\b.[^a][a-z][\\w-]$") == Lists{});
  CHECK(required("[abcde]") == Lists{});
}

TEST_CASE("of each alternative one word is looked for that is long enough", "[gate]") {
  CHECK(required("a\\d+long|b\\d+er") == Lists{{"long", "er"}});
  CHECK(required("(x|yy)\\d+zzz|b") == Lists{{"zzz", "b"}});
  CHECK(required("del\\d+test|b") == Lists{{"del", "b"}});
}

TEST_CASE("a word that begins where a word has to is not looked for inside of one", "[gate]") {
  CHECK(required("\\bab") == Lists{{"<ab"}});
  CHECK(required("^\\s*(it|\\.x)") == Lists{{"<it", ".x"}});
  CHECK(required("\\b(it|\\w*x)") == Lists{{"<it", "x"}});
  CHECK(required("\\s+[ab]c") == Lists{{"<a", "<b"}, {"c"}});
  CHECK(required("^x?it") == Lists{{"it"}});
  CHECK(required("\\s*it") == Lists{{"it"}});
  CHECK(required("(^|a)it") == Lists{{"it"}});
  CHECK(required("\\b?it") == Lists{{"it"}});
  CHECK(has_required("\\bit", required_words("\\bit"), "await it"));
  CHECK_FALSE(has_required("\\bit", required_words("\\bit"), "await wit"));
  CHECK(has_required("\\bit", required_words("\\bit"), "caf\xe9it"));
}

TEST_CASE("a brace or bracket that repeats or begins nothing stands for itself", "[gate]") {
  CHECK(pattern_matcher(Words{"a{b"})("a{b"));
  CHECK(pattern_matcher(Words{"a{,2}"})("a{,2}"));
  CHECK(pattern_matcher(Words{"[]a]x"})("]x"));
  CHECK(pattern_matcher(Words{"[\\]]x"})("]x"));
  CHECK(pattern_matcher(Words{"[a\\-]x"})("-x"));
  CHECK(pattern_matcher(Words{"a]}"})("a]}"));
}

TEST_CASE("an expression that is not understood requires nothing", "[gate]") {
  for (const char* expression : {"(?i)abc", "(?P<name>abc)", "(?i:abc)d", "\\Qabc\\E", "\\x61bc",
                                 "abc[[:alpha:]]", "abc\\pN", "a\\nb", "abc)", "(abc", "abc["}) {
    INFO(expression);
    CHECK(required_words(expression).empty());
  }
}

TEST_CASE("a text in another case is found by an expression that allows it", "[gate]") {
  CHECK(pattern_matcher(Words{"(?i)skip"})("SKIP"));
  CHECK(pattern_matcher(Words{"a(?i:b)"})("aB"));
}

TEST_CASE("no default pattern is missed for a word that it does not require", "[gate]") {
  std::mt19937 random(7);
  for (const Words& list : default_patterns()) {
    for (const std::string& pattern : list) {
      const Matcher together = asked_often({pattern}), single = pattern_matcher(Words{pattern});
      int found = 0;
      for (int i = 0; i < 60; ++i) {
        const std::string text = Writer(pattern, random).alternatives();
        INFO(pattern << " in " << text);
        if (!together(text)) continue;
        ++found;
        REQUIRE(single(text));
      }
      INFO(pattern);
      CHECK(found > 0);
    }
  }
}

TEST_CASE("a list answers alike whether it was asked seldom or often", "[gate]") {
  std::mt19937 random(8);
  for (const Words& list : default_patterns()) {
    const Matcher together = asked_often(list), single = pattern_matcher(list);
    for (int i = 0; i < 200; ++i) {
      std::string text = Writer(list[random() % list.size()], random).alternatives();
      if (!text.empty()) text.erase(random() % text.size(), random() % 2);
      INFO(text);
      REQUIRE(single(text) == together(text));
    }
  }
}

TEST_CASE("what the default patterns require is known as it would be read", "[gate]") {
  using namespace test_patterns;
  const auto check = [](std::span<const std::string_view> table) {
    const std::vector<std::string_view> copy(table.begin(), table.end());
    const RequiredOfList known(table), again(table), read(copy);
    for (std::size_t i = 0; i < table.size(); ++i) {
      INFO(table[i]);
      const RequiredWords expected = required_words(table[i]);
      CHECK(std::ranges::equal(known.of(i), expected));
      CHECK(std::ranges::equal(read.of(i), expected));
      CHECK(known.of(i).data() == again.of(i).data());  // the program's own, not read for each
    }
  };
  check(kCases);
  check(kFrameworks);
  check(kAssertions);
  check(kImports);
  check(kSkips);
  check(kExclusions);
  check(kInsideCode);
}
