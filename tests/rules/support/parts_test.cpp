// SPDX-License-Identifier: MIT
#include "rules/support/parts.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Landing with(std::vector<LandingPart> parts) {
  Landing landing;
  landing.parts = std::move(parts);
  return landing;
}

const LandingPart kThere{"src/a.js", 1, 2, PartState::in_effect};
const LandingPart kGone{"src/a.js", 7, 7, PartState::undone};
const LandingPart kAbsent{"src/b.js", 3, 5, PartState::absent};
const LandingPart kAbsentToo{"src/b.js", 9, 9, PartState::absent};

}  // namespace

TEST_CASE("a part is named by its file and lines, a whole file by its name", "[rules]") {
  CHECK(place_of(kAbsent) == "src/b.js:3-5");
  CHECK(place_of(kGone) == "src/a.js:7");
  CHECK(place_of({"logo.png", 0, 0, PartState::absent}) == "logo.png");
}

TEST_CASE("absent and undone places are what is not there, each file of theirs once", "[rules]") {
  const Landing landing = with({kThere, kGone, kAbsent, kAbsentToo});
  CHECK(absent_places(landing) ==
        std::vector<std::string>{"src/a.js:7", "src/b.js:3-5", "src/b.js:9"});
  CHECK(absent_paths(landing) == std::vector<std::string>{"src/a.js", "src/b.js"});
}

TEST_CASE("half there is neither all of it nor nothing", "[rules]") {
  CHECK(is_half_there(with({kThere, kAbsent})));
  CHECK_FALSE(is_half_there(with({kAbsent, kAbsentToo})));
  CHECK_FALSE(is_half_there(with({kThere})));
  CHECK_FALSE(is_half_there(with({})));
}
