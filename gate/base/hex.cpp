// SPDX-License-Identifier: MIT
#include "gate/base/hex.h"

#include <algorithm>

namespace hotfix {

namespace {

std::string digits_of(std::uint64_t value, int digits, std::string_view alphabet) {
  std::string text;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    text += alphabet[(value >> shift) & 15];
  }
  return text;
}

}  // namespace

std::string hex_of(std::uint64_t value, int digits) { return digits_of(value, digits, kHexDigits); }

std::string upper_hex_of(std::uint64_t value, int digits) {
  return digits_of(value, digits, "0123456789ABCDEF");
}

std::string hex_of_bytes(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

unsigned hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A' + 10);
  return 16;
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) < 16; });
}

}  // namespace hotfix
