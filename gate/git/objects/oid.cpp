// SPDX-License-Identifier: MIT
#include "gate/git/objects/oid.h"

#include "gate/base/hex.h"

namespace hotfix {

std::string Oid::hex() const {
  return hex_of_bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Oid parse_oid(std::string_view hex) {
  Oid id;
  if (hex.size() != id.bytes.size() * 2 || !is_hex(hex)) return id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    id.bytes[i] =
        static_cast<unsigned char>(hex_value(hex[2 * i]) << 4 | hex_value(hex[2 * i + 1]));
  }
  return id;
}

bool is_full_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && is_hex(text);
}

}  // namespace hotfix
