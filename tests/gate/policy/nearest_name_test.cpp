// SPDX-License-Identifier: MIT
#include "gate/policy/nearest_name.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("the nearest name is the one with the fewest slips", "[gate]") {
  const std::vector<std::string> names = {"max_files", "max_lines", "level"};
  CHECK(nearest("max_filez", names) == "max_files");
  CHECK(nearest("max_line", names) == "max_lines");
  CHECK(nearest("lvel", names) == "level");
}

TEST_CASE("a name that is like none has no nearest", "[gate]") {
  CHECK(nearest("colour", {"max_files", "level"}).empty());
  CHECK(nearest("ab", {"xy"}).empty());
  CHECK(nearest(std::string(65, 'a'), {std::string(65, 'a') + "b"}).empty());
  CHECK(nearest("level", {}).empty());
}

TEST_CASE("the end of a message asks for the nearest name, or is empty", "[gate]") {
  CHECK(did_you_mean("lvel", {"level"}) == "; did you mean 'level'?");
  CHECK(did_you_mean("colour", {"level"}).empty());
}
