// SPDX-License-Identifier: MIT
#include "gate/base/random.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("random bytes are as many as were asked for, and others each time", "[gate]") {
  const std::string first = random_bytes(16);
  CHECK(first.size() == 16);
  CHECK(random_bytes(16) != first);
  CHECK(random_bytes(0).empty());
}
