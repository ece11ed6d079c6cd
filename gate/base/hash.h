// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace hotfix {

// FNV-1a: quick, and the same on every machine and in every version. Whoever chooses the text can
// choose the hash too, so nothing that must be safe may rest on it.
// `hash`: of what comes before the text.
inline std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = 14695981039346656037u) {
  for (const unsigned char byte : text) hash = (hash ^ byte) * 1099511628211u;
  return hash;
}

}  // namespace hotfix
