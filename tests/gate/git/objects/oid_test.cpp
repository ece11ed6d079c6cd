// SPDX-License-Identifier: MIT
#include "gate/git/objects/oid.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("an id is read and written in lower case", "[git]") {
  const std::string id = "0123456789abcdef0123456789abcdef01234567";
  CHECK(parse_oid(id).hex() == id);
  CHECK(parse_oid("0123456789ABCDEF0123456789abcdef01234567").hex() == id);
}

TEST_CASE("what is no full id is the zero id", "[git]") {
  for (const std::string& text :
       {std::string(), std::string(39, 'a'), std::string(41, 'a'), std::string(40, 'g')}) {
    CHECK(parse_oid(text) == Oid{});
  }
}

TEST_CASE("a full id has 40 or 64 digits", "[git]") {
  CHECK(is_full_id(std::string(40, 'a')));
  CHECK(is_full_id(std::string(64, 'A')));
  CHECK_FALSE(is_full_id(std::string(50, 'a')));
  CHECK_FALSE(is_full_id(std::string(39, 'a') + "x"));
}
