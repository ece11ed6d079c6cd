// SPDX-License-Identifier: MIT
#include "gate/base/hash.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("the hash is FNV-1a of 64 bits", "[gate]") {
  CHECK(fnv1a("") == 0xcbf29ce484222325u);
  CHECK(fnv1a("a") == 0xaf63dc4c8601ec8cu);
  CHECK(fnv1a("foobar") == 0x85944171f73967e8u);
  CHECK(fnv1a("\xff") != fnv1a("\x7f"));
}
