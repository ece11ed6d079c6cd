// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace hotfix {

// A SHA-1 object id as bytes. SHA-256 repositories are refused when they are opened.
struct Oid {
  std::array<unsigned char, 20> bytes{};

  std::string hex() const;  // 40 lower-case digits
  auto operator<=>(const Oid&) const = default;
};

// Exactly 40 hex digits; anything else gives the zero id, which names no object.
Oid parse_oid(std::string_view hex);

// True for 40 or 64 lower- or upper-case hex digits.
bool is_full_id(std::string_view text);

}  // namespace hotfix

template <>
struct std::hash<hotfix::Oid> {
  std::size_t operator()(const hotfix::Oid& id) const noexcept {
    std::size_t value;  // an id is a hash already
    std::memcpy(&value, id.bytes.data(), sizeof value);
    return value;
  }
};
