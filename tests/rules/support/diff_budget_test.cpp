// SPDX-License-Identifier: MIT
#include "rules/support/diff_budget.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

TEST_CASE("code and configuration are counted, nothing else is", "[rules]") {
  for (PathClass path_class : {PathClass::code, PathClass::config}) {
    CHECK(is_counted(changed("x", 1, 0, path_class)));
  }
  for (PathClass path_class : {PathClass::test, PathClass::docs, PathClass::lock,
                               PathClass::generated, PathClass::vendored}) {
    CHECK_FALSE(is_counted(changed("x", 1, 0, path_class)));
  }
}

TEST_CASE("lines that only a new block around them indents weigh nothing", "[rules]") {
  ChangedFile file = changed("src/x.js", 10, 7);
  CHECK(counted_lines(file) == 17);
  file.spacing = 12;
  CHECK(counted_lines(file) == 5);
  file.reformatted = 4;
  CHECK(counted_lines(file) == 9);
  CHECK(forced_spacing(file) == 8);
}

TEST_CASE("a long line weighs as many lines as it could be", "[rules]") {
  ChangedFile file = changed("dist/app.js", 1, 1);
  file.overlong = 40;
  CHECK(counted_lines(file) == 42);
}

TEST_CASE("what does not count is weighed apart, lock files and bytes by themselves", "[rules]") {
  ChangedFile binary = changed("tests/a.bin", 0, 0, PathClass::test);
  binary.content = ChangedFile::Content::binary;
  binary.bytes = 900;
  const Uncounted sum = uncounted({changed("a.js", 3, 1), changed("t.js", 90, 9, PathClass::test),
                                   changed("vendor/a.go", 1, 0, PathClass::vendored),
                                   changed("yarn.lock", 70, 7, PathClass::lock), binary});
  CHECK(sum.lines == 100);
  CHECK(sum.lock_lines == 77);
  CHECK(sum.bytes == 900);
}

TEST_CASE("a budget is the sum of what counts, beside the limits of the policy", "[rules]") {
  const DiffBudget budget =
      diff_budget({changed("a.js", 3, 1), changed("b.yml", 2, 0, PathClass::config),
                   changed("t.js", 90, 9, PathClass::test)},
                  options_of(rules::minimal_diff, "max_files = 7\nmax_lines = 70"));
  CHECK(budget.files == 2);
  CHECK(budget.lines == 6);
  CHECK(budget.max_files == 7);
  CHECK(budget.max_lines == 70);
}

TEST_CASE("no change is no file and no line", "[rules]") {
  const DiffBudget budget = diff_budget({}, options_of(rules::minimal_diff));
  CHECK(budget.files == 0);
  CHECK(budget.lines == 0);
}
