// SPDX-License-Identifier: MIT
#include "gate/base/hex.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a number has as many hex digits as are asked for", "[gate]") {
  CHECK(hex_of(10, 2) == "0a");
  CHECK(hex_of(0xABCDu, 4) == "abcd");
  CHECK(hex_of(0xABCDu, 2) == "cd");
  CHECK(hex_of(~std::uint64_t{0}, 16) == std::string(16, 'f'));
  CHECK(upper_hex_of(0xAB, 2) == "AB");
}

TEST_CASE("a byte is two hex digits, also one above 127", "[gate]") {
  CHECK(hex_of_bytes({"\x00\x7f\xff", 3}) == "007fff");
  CHECK(hex_of_bytes("").empty());
}

TEST_CASE("hex digits are known in either case, and nothing else is one", "[gate]") {
  CHECK(hex_value('7') == 7);
  CHECK(hex_value('f') == 15);
  CHECK(hex_value('F') == 15);
  for (const char c : {'g', 'G', '/', ':', '@', '`', ' '}) CHECK(hex_value(c) == 16);
  CHECK(is_hex("0aF"));
  CHECK_FALSE(is_hex("0x1"));
}
