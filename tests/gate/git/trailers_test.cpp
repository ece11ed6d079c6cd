// SPDX-License-Identifier: MIT
#include "gate/git/trailers.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("trailers are the last paragraph, in order, with lower-case keys", "[git]") {
  const auto trailers =
      trailers_of("hotfix: x\n\nWhy: not a trailer\n\nHotfix-Waive: severity late \nHotfix: yes\n");
  REQUIRE(trailers.size() == 2);
  CHECK(trailers[0].key == "hotfix-waive");
  CHECK(trailers[0].value == "severity late");
  CHECK(trailers[1].key == "hotfix");
  CHECK(trailers[1].value == "yes");
}

TEST_CASE("a message without trailers has none", "[git]") {
  CHECK(trailers_of("").empty());
  CHECK(trailers_of("hotfix: refuse a missing user\n").empty());
  CHECK(trailers_of("hotfix: x\n\nA paragraph of prose,\nnot: a trailer block at all.\n").empty());
}
