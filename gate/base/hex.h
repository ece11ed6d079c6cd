// SPDX-License-Identifier: MIT
// Hexadecimal digits, the one alphabet of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hotfix {

inline constexpr std::string_view kHexDigits = "0123456789abcdef";

// The last `digits` digits of `value`, with leading zeros: hex_of(10, 2) is "0a".
std::string hex_of(std::uint64_t value, int digits);

// The same in capitals, where a standard writes it so: percent-encoding, TOML's escapes.
std::string upper_hex_of(std::uint64_t value, int digits);

// Two digits a byte.
std::string hex_of_bytes(std::string_view bytes);

// What the digit stands for, of either case; 16 for anything else.
unsigned hex_value(char digit);

// True when there are only digits, of either case. An empty text has only digits.
bool is_hex(std::string_view text);

}  // namespace hotfix
