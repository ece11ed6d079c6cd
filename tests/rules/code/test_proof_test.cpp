// SPDX-License-Identifier: MIT
#include "rules/code/test_proof.h"

#include "rules/code/live_lines.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

bool proves(const std::string& path, const std::string& before, const std::string& after) {
  const Options options = options_of(rules::tests_present);
  ChangedFile file = edited(path, PathClass::test, {});
  file.live_before = live_lines(path, before);
  file.live_after = live_lines(path, after);
  const TestFiles files = test_files({file}, options);
  return TestProof(files, options).is_in(files.front());
}

}  // namespace

TEST_CASE("words have a letter or a digit", "[rules]") {
  CHECK(has_words("a"));
  CHECK(has_words("{1}"));
  CHECK(has_words("\u00e9"));
  CHECK_FALSE(has_words(" });"));
}

TEST_CASE("a script that checks things proves something without a case", "[rules]") {
  const std::string script = "run();\nassert(f() === 1);\n";
  CHECK(proves("a.js", "", script));
  CHECK(proves("a.js", script, script + "assert(f() === 2);\n"));
  CHECK_FALSE(proves("a.js", script, script + "run();\n"));
  CHECK_FALSE(proves("a.js", "", "run();\n"));
}

TEST_CASE("beside the cases counts what stands in what was there", "[rules]") {
  const std::string test =
      "const rows = [\n  1,\n];\nit('x', () => {\n  expect(f(rows)).toBe(1);\n});\n";
  std::string more = test;
  more.insert(more.find("];"), "  2,\n");
  CHECK(proves("a.js", test, more));
  CHECK_FALSE(proves("a.js", test, test + "const more = [\n  2,\n];\n"));
}
