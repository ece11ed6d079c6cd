// SPDX-License-Identifier: MIT
#include "gate/match/glob.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a glob of the usual shape is taken apart", "[gate]") {
  const auto glob = simple_glob("docs/**/*.md");
  REQUIRE(glob.has_value());
  CHECK(glob->root == "docs/");
  CHECK(glob->star);
  CHECK(glob->tail == ".md");
  CHECK(glob->matches("docs/a/b.md"));
  CHECK_FALSE(glob->matches("src/b.md"));
}

TEST_CASE("a glob with a class needs a regular expression", "[gate]") {
  CHECK_FALSE(simple_glob("[ab].js").has_value());
  CHECK(glob_to_regex("[a].js") == "(?:.*/)?[\\x61]\\x2ejs");
}

TEST_CASE("a glob that cannot be meant is refused", "[gate]") {
  CHECK_THROWS_AS(glob_to_regex("[b-a]"), UsageError);
  CHECK_THROWS_AS(glob_to_regex("a\\"), UsageError);
}
