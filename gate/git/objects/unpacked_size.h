// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace hotfix {

// Bytes of an object that is unpacked here; a larger one is left to libgit2.
inline constexpr std::uint64_t kMostUnpacked = std::uint64_t{1} << 30;

// Whether so many packed bytes can be that many: zlib packs 1032 into one at most.
inline bool can_unpack_to(std::uint64_t size, std::uint64_t packed) {
  return size / 1032 <= packed;
}

}  // namespace hotfix
