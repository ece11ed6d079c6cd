// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "gate/git/objects/file_bytes.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

// Sorted ids in a file that is not read as a whole, behind a fan-out: for each first byte how many
// ids begin with it or with a lower one. An index of a pack has one, and a commit-graph.
class IdTable {
 public:
  static constexpr std::uint64_t kFanOut = 256 * 4;  // bytes

  // Empty when the fan-out is not there, or falls somewhere.
  void read(const FileBytes& file, std::uint64_t fan_out);
  // How many it speaks of. Whether the file has room for them is for the caller to see.
  std::uint32_t count() const { return fan_out_.back(); }

  // The place of the id among those that begin at `ids`; nullopt: it is not there.
  std::optional<std::uint64_t> find(const FileBytes& file, std::uint64_t ids, const Oid& id) const;

 private:
  std::array<std::uint32_t, 256> fan_out_{};
};

}  // namespace hotfix
