// SPDX-License-Identifier: MIT
#include "gate/git/oid.h"

namespace hotfix {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

bool is_hex(std::string_view text) {
  return text.find_first_not_of(kHexDigits) == std::string_view::npos;
}

unsigned value_of(char digit) {
  const std::size_t at = kHexDigits.find(digit);
  return static_cast<unsigned>(at < 16 ? at : at - 6);
}

}  // namespace

std::string Oid::hex() const {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (unsigned char byte : bytes) {
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

Oid parse_oid(std::string_view hex) {
  Oid id;
  if (hex.size() != id.bytes.size() * 2 || !is_hex(hex)) return id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    id.bytes[i] = static_cast<unsigned char>(value_of(hex[2 * i]) << 4 | value_of(hex[2 * i + 1]));
  }
  return id;
}

bool is_full_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && is_hex(text);
}

}  // namespace hotfix
