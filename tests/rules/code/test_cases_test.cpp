// SPDX-License-Identifier: MIT
#include "rules/code/test_cases.h"

#include "rules/code/live_lines.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

std::vector<TestCase> cases_of(const std::string& path, const std::string& text) {
  return test_cases(live_lines(path, text), options_of(rules::tests_present));
}

}  // namespace

TEST_CASE("a case has a name, an end and perhaps a check", "[rules]") {
  const auto cases = cases_of(
      "a.test.js",
      "describe('d', () => {\n  it('a', () => {\n    expect(f()).toBe(1);\n  });\n  it('b', () => "
      "{});\n});\nfoot();\n");
  REQUIRE(cases.size() == 3);
  CHECK(cases[0].name == "describe('d");
  CHECK(cases[0].last == 5);
  CHECK(cases[1].name == "it('a");
  CHECK((cases[1].first == 1 && cases[1].last == 3));
  CHECK(cases[1].checks);
  CHECK_FALSE(cases[2].checks);
  CHECK(case_around(cases, 2) == &cases[1]);
  CHECK(case_around(cases, 6) == nullptr);
}

TEST_CASE("a case of an indented language ends with its block", "[rules]") {
  const auto cases =
      cases_of("test_a.py", "@mark\ndef test_a():\n    f()\n\ndef helper():\n    assert g()\n");
  REQUIRE(cases.size() == 1);
  CHECK((cases[0].first == 0 && cases[0].last == 2));
  CHECK_FALSE(cases[0].checks);
}

TEST_CASE("a mark goes with what it marks", "[rules]") {
  const auto cases = cases_of("AT.java",
                              "  @Test\n  void a() {\n    assertTrue(f());\n  }\n  @Test\n"
                              "  void b()\n  {\n    g();\n  }\n");
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].name == "@Test void a");
  CHECK(cases[0].checks);
  CHECK((cases[1].first == 4 && cases[1].last == 8));
  CHECK_FALSE(cases[1].checks);
}

TEST_CASE("copies of a case differ by their titles alone", "[rules]") {
  const std::string one = "test('a', () => {\n  expect(f()).toBe(1);\n});\n";
  const std::string other = "test('b', () => {\n    expect(f()).toBe(1);\n});\n";
  CHECK(cases_of("a.js", one)[0].body == cases_of("a.js", other)[0].body);
}
