// SPDX-License-Identifier: MIT
#include "gate/base/terminal.h"

#include <unistd.h>

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a style is closed again, and is not there without color", "[gate]") {
  CHECK(Paint(true)(kRed, "BLOCKED") == "\x1b[1;31mBLOCKED\x1b[0m");
  CHECK(Paint(false)(kRed, "BLOCKED") == "BLOCKED");
}

TEST_CASE("what a person asks of the colors counts more than the terminal", "[gate]") {
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  CHECK(in_color(ColorChoice::always, ends[1]));
  CHECK_FALSE(in_color(ColorChoice::never, ends[1]));
  CHECK_FALSE(in_color(ColorChoice::on_a_terminal, ends[1]));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("text is broken at spaces, and the lines below are indented", "[gate]") {
  CHECK(wrapped("one two three", 0, 7) == "one two\nthree");
  CHECK(wrapped("one two three", 4, 11) == "one two\n    three");
  CHECK(wrapped("", 4, 11).empty());
}

TEST_CASE("a word that is longer than the line stands alone on it", "[gate]") {
  CHECK(wrapped("a incomprehensible b", 2, 8) == "a\n  incomprehensible\n  b");
}
