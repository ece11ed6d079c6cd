// SPDX-License-Identifier: MIT
#include "rules/code/skips.h"

#include "rules/code/live_lines.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

// May the first line of `after` that switches something off do so?
bool may(const std::string& path, const std::string& before, const std::string& after) {
  ChangedFile file = edited(path, PathClass::test, {});
  file.live_before = live_lines(path, before);
  file.live_after = live_lines(path, after);
  const Options options = options_of(rules::tests_present);
  const TestFile one(file, options);
  for (std::size_t i = 0; i < one.after.size(); ++i) {
    if (is_skip(one.after[i], options)) return may_skip(one, i);
  }
  FAIL("nothing is switched off: " << after);
  return false;
}

}  // namespace

TEST_CASE("a new test may ask where it runs, and not a constant", "[rules]") {
  const std::string body = "('x', () => {\n  expect(f()).toBe(1);\n});\n";
  CHECK(may("a.test.js", "", "it.skipIf(isWindows)" + body));
  CHECK(may("a.test.js", "", "it.runIf(hasDocker)" + body));
  CHECK_FALSE(may("a.test.js", "", "it.skipIf(true)" + body));
  CHECK_FALSE(may("a.test.js", "", "it.skip" + body));
  CHECK(may("test_a.py", "",
            "@unittest.skipUnless(\n    has_db(),\n    'x')\ndef test_x():\n    assert f()\n"));
  CHECK(may("a.rb", "", "it 'x' do\n  skip 'x' if slow?\n  expect(f).to eq 1\nend\n"));
}

TEST_CASE("a test that was there may not begin to leave itself out", "[rules]") {
  const std::string body = "('x', () => {\n  expect(f()).toBe(1);\n});\n";
  CHECK_FALSE(may("a.test.js", "it" + body, "it" + body + "it.skip('y', f);\n"));
  const std::string was = "func TestX(t *testing.T) {\n\tt.Error(1)\n}\n";
  const std::string is =
      "func TestX(t *testing.T) {\n\tif slow {\n\t\tt.Skip()\n\t}\n\tt.Error(1)\n}\n";
  CHECK_FALSE(may("a_test.go", was, is));
  CHECK(may("a_test.go", "", is));
}
