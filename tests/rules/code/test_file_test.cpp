// SPDX-License-Identifier: MIT
#include "rules/code/test_file.h"

#include "rules/code/live_lines.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Places = std::vector<std::size_t>;

Places fresh(const std::string& before, const std::string& after, std::size_t added = 0) {
  ChangedFile file;
  if (added > 0) file.added_lines = {{added, ""}};
  return fresh_lines(file, live_lines("a.js", before), live_lines("a.js", after));
}

}  // namespace

TEST_CASE("a line that moved or is indented anew is not new", "[rules]") {
  CHECK(fresh("a\nb\n", "b\n  a\n").empty());
  CHECK(fresh("a\n", "a\nb\n") == Places{1});
  CHECK(fresh("a\nb\n", "a\n").empty());
}

TEST_CASE("of equal lines that one is new which the difference has", "[rules]") {
  CHECK(fresh("a\nb\na\n", "a\na\nb\na\n", 2) == Places{1});
  CHECK(fresh("a\nb\na\n", "a\na\nb\na\n") == Places{3});
}

TEST_CASE("tests in a file of code begin with the line that says so", "[rules]") {
  const ChangedFile code =
      edited("a.rs", PathClass::code, {"fn f() {}", "#[cfg(test)]", "mod tests {}"});
  const ChangedFile plain = edited("b.rs", PathClass::code, {"fn f() {}"});
  const ChangedFile config = edited("c.yml", PathClass::config, {"#[cfg(test)]"});
  const TestFiles files = test_files({code, plain, config}, options_of(rules::tests_present));
  REQUIRE(files.size() == 1);
  CHECK(files[0].after.size() == 2);
}
