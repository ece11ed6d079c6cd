// SPDX-License-Identifier: MIT
#include "gate/match/glob.h"

#include <string>
#include <string_view>

#include "gate/base/error.h"
#include "gate/match/simple_glob.h"
#include "rules/code/default_paths.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a glob of the usual shape is taken apart", "[gate]") {
  constexpr std::string_view kGlob = "docs/**/*.md";
  constexpr auto kRead = simple_glob(kGlob);
  STATIC_REQUIRE(kRead.has_value());
  CHECK(kRead->root.of(kGlob) == "docs/");
  CHECK(kRead->star);
  CHECK(kRead->tail.of(kGlob) == ".md");
  CHECK(matches(*kRead, kGlob, "docs/a/b.md", "b.md"));
  CHECK_FALSE(matches(*kRead, kGlob, "src/b.md", "b.md"));
}

TEST_CASE("the default globs are read while the program is compiled", "[gate]") {
  const SimpleGlobs known(default_paths::kTests), again(default_paths::kTests);
  CHECK(known.all().data() == again.all().data());
  CHECK(known.all().size() == std::size(default_paths::kTests));
}

TEST_CASE("a glob that is longer than can be spoken of needs a regular expression", "[gate]") {
  CHECK(simple_glob(std::string(0xffff, 'a')).has_value());
  CHECK_FALSE(simple_glob(std::string(0x10000, 'a')).has_value());
}

TEST_CASE("a glob with a class needs a regular expression", "[gate]") {
  CHECK_FALSE(simple_glob("[ab].js").has_value());
  CHECK(glob_to_regex("[a].js") == "(?:.*/)?[\\x61]\\x2ejs");
}

TEST_CASE("a glob that cannot be meant is refused", "[gate]") {
  CHECK_THROWS_AS(glob_to_regex("[b-a]"), UsageError);
  CHECK_THROWS_AS(glob_to_regex("a\\"), UsageError);
}
