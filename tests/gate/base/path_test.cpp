// SPDX-License-Identifier: MIT
#include "gate/base/path.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("only a path that stays in the repository is inside", "[gate]") {
  for (const char* path : {"a", "src/a.js", "..a/b", "a..", ".github/x.yml", "a b"}) {
    CHECK(is_inside(path));
  }
  for (const char* path : {"", "/etc/passwd", "..", "../a", "a/../../b", "a/..", "C:/x", "a\\b"}) {
    CHECK_FALSE(is_inside(path));
  }
}

TEST_CASE("the base name is what is behind the last slash", "[gate]") {
  CHECK(base_name("src/a.js") == "a.js");
  CHECK(base_name("a.js") == "a.js");
  CHECK(base_name("src/").empty());
}
