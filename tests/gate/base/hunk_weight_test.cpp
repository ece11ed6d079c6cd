// SPDX-License-Identifier: MIT
#include "gate/base/hunk_weight.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// All of one text became all of the other; the lines of these numbers change more than spacing.
ChangedFile weigh(const std::string& before, const std::string& after,
                  const std::vector<std::size_t>& old_substance,
                  const std::vector<std::size_t>& new_substance) {
  DiffSide was, is;
  LineHunk hunk;
  const auto fill = [](DiffSide& side, const std::string& text,
                       const std::vector<std::size_t>& substance,
                       std::vector<std::size_t>& numbers) {
    side.lines = split_lines(text);
    side.substance.resize(side.lines.size() + 1);
    for (const std::size_t number : substance) side.substance[number] = true;
    side.changed = substance.size();
    for (std::size_t number = 1; number <= side.lines.size(); ++number) numbers.push_back(number);
  };
  fill(was, before, old_substance, hunk.removed);
  fill(is, after, new_substance, hunk.added);
  ChangedFile file;
  weigh_hunks(was, is, {hunk}, file);
  return file;
}

}  // namespace

TEST_CASE("a deeper block explains a deeper indentation, and no other", "[gate]") {
  CHECK(weigh("a();\n", "if (x) {\n  a();\n}\n", {}, {1, 3}).reformatted == 0);
  CHECK(weigh("if (x) {\n  a();\n}\n", "a();\n", {1, 3}, {}).reformatted == 0);
  CHECK(weigh("a();\nb();\n", "  a();\nB();\n", {2}, {2}).reformatted == 2);
}

TEST_CASE("a changed opener explains how what is in its parentheses is aligned", "[gate]") {
  CHECK(weigh("f(a,\n  b);\n", "ff(a,\n   b);\n", {1}, {1}).reformatted == 0);
  CHECK(weigh("f(a,\n  b);\n", "f(a,\n   b);\n", {}, {}).reformatted >= 2);
}

TEST_CASE("a longer name explains that the columns beside it move", "[gate]") {
  const std::string was = "\tns   string\n\tname string\n",
                    longer = "\tns       string\n\tname     string\n";
  CHECK(weigh(was, longer + "\tlongname string\n", {}, {3}).reformatted == 0);
  CHECK(weigh(longer + "\tlongname string\n", was, {3}, {}).reformatted == 0);
  CHECK(weigh(was, longer, {}, {}).reformatted == 4);
  // Not where nothing that changes has its columns there.
  CHECK(weigh(was, longer + "\tx string\n", {}, {3}).reformatted == 4);
  CHECK(weigh("a  =  1\n", "a = 1\nlonger = 2\n", {}, {2}).reformatted == 2);
}

TEST_CASE("of a long line counts what changed of it", "[gate]") {
  const std::string same(6000, 'x');
  CHECK(weigh(same + "a\n", same + "b\n", {1}, {1}).overlong == 0);
  CHECK(weigh("a\n", same + "\n", {1}, {1}).overlong == 49);
  CHECK(weigh("", same + "\n" + same + "\n", {}, {1, 2}).overlong == 98);
}
