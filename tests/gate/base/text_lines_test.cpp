// SPDX-License-Identifier: MIT
#include "gate/base/text_lines.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("lines end with line feeds, and the last may go without", "[gate]") {
  CHECK(split_lines("").empty());
  CHECK(split_lines("a\nb") == LineViews{"a", "b"});
  CHECK(split_lines("a\n\n") == LineViews{"a", ""});
}

TEST_CASE("the first line is what is before the first line feed, or all", "[gate]") {
  CHECK(first_line("").empty());
  CHECK(first_line("a") == "a");
  CHECK(first_line("a\nb\n") == "a");
  CHECK(first_line("\nb").empty());
}
