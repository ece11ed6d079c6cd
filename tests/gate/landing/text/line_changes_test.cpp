// SPDX-License-Identifier: MIT
#include "gate/landing/text/line_changes.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

double total(const std::string& before, const std::string& after) {
  return weight_of(line_changes(before, after));
}

}  // namespace

TEST_CASE("texts that are the same have no line changes", "[landing]") {
  CHECK(line_changes("a line\nanother\n", "a line\nanother\n").empty());
  CHECK(line_changes("", "").empty());
}

TEST_CASE("a line that only moved is no change", "[landing]") {
  CHECK(line_changes("first\nsecond\nthird\n", "second\nthird\nfirst\n").empty());
}

TEST_CASE("an edited line is one removed and one added", "[landing]") {
  const LineChanges changes = line_changes("a\nold line\nb\n", "a\nnew line\nb\n");
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].change + changes[1].change == 0);
}

TEST_CASE("a line that comes twice counts twice", "[landing]") {
  const LineChanges changes = line_changes("x\n", "x\ncheck(user);\nfoo\ncheck(user);\n");
  int copies = 0;
  for (const LineChange& one : changes) copies = std::max(copies, one.change);
  CHECK(copies == 2);
}

TEST_CASE("blanks at the ends of a line and around signs do not count", "[landing]") {
  CHECK(line_changes("call(a, b);\n", "\tcall( a,b );  \r\n").empty());
}

TEST_CASE("a blank between two words counts", "[landing]") {
  CHECK_FALSE(line_changes("x = 5 5\n", "x = 55\n").empty());
  CHECK_FALSE(line_changes("return value\n", "returnvalue\n").empty());
}

TEST_CASE("empty lines are no lines", "[landing]") {
  CHECK(line_changes("a\nb\n", "a\n\n   \nb\n").empty());
}

TEST_CASE("a last line without its end is a line", "[landing]") {
  CHECK(line_changes("a\nlast", "a\nlast\n").empty());
  CHECK(line_changes("a", "a\nmore").size() == 1);
}

TEST_CASE("a statement weighs more than a bracket, and an import less than a statement",
          "[landing]") {
  const double statement = total("", "const total = order.total - order.discount;\n");
  CHECK(statement > 10 * total("", "}\n"));
  CHECK(statement > 2 * total("", "import { total, discount } from \"./order.js\";\n"));
}

TEST_CASE("what stands often in a file weighs less", "[landing]") {
  std::string often;
  for (int i = 0; i < 16; ++i) often += "return callback(null, result);\n";
  LineChanges changes = line_changes(often, often + "return callback(null, result);\n");
  const double before = weight_of(changes);
  weigh_by_rarity(changes, often, often);
  CHECK(weight_of(changes) < before / 4);
}

TEST_CASE("shared weight needs the same direction", "[landing]") {
  const LineChanges add = line_changes("", "check(user.id);\n");
  CHECK(shared_weight(add, add) == Approx(weight_of(add)));
  CHECK(shared_weight(add, inverse(add)) == 0);
}

TEST_CASE("a change and its inverse cancel out", "[landing]") {
  const LineChanges changes = line_changes("one old line\n", "one new line\nand more\n");
  CHECK(added(changes, inverse(changes)).empty());
}

TEST_CASE("word changes tell what was edited within a line", "[landing]") {
  const LineChanges changes = line_changes("names='(chown|getent|login)'\n",
                                           "names='(agetty|chown|getent|login)'\n", Unit::word);
  REQUIRE(changes.size() == 1);
  CHECK(changes.front().change == 1);
}

TEST_CASE("bytes that are no text are taken as they are", "[landing]") {
  CHECK(line_changes("\xff\xfe\n", "\xff\xfd\n").size() == 2);
  CHECK(line_changes(std::string("a\0b\n", 4), std::string("a\0c\n", 4)).size() == 2);
}

TEST_CASE("a line weighs by its word characters up to 24, an import three tenths of that",
          "[landing]") {
  CHECK(total("", "abcdefghijklmnopqrstuvwx;\n") == Approx(1));
  CHECK(total("", "abcdefghijklmnopqrstuvwxyz;\n") == Approx(1));
  CHECK(total("", "abcdefghijkl;\n") == Approx(0.5));
  CHECK(total("", "import abcdefghijklmnopqr\n") == Approx(0.3));
  CHECK(total("", "}\n") == Approx(0.02));
}
