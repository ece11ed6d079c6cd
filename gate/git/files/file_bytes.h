// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "gate/base/file.h"

namespace hotfix {

// A number in network order.
inline std::uint32_t number_at(const unsigned char* at) {
  return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 |
         std::uint32_t{at[3]};
}
inline std::uint64_t long_number_at(const unsigned char* at) {
  return std::uint64_t{number_at(at)} << 32 | number_at(at + 4);
}

// One file, of which a few bytes are read at a time. It is not mapped: each page of a mapping that
// is looked at brings 15 others into this program's memory.
class FileBytes {
 public:
  explicit FileBytes(Descriptor file = Descriptor(-1));
  explicit FileBytes(const std::string& path);

  std::uint64_t size() const { return size_; }  // 0: there is no such file
  int descriptor() const { return file_.get(); }

  // As many as there are, `count` at most.
  std::size_t read(std::uint64_t offset, unsigned char* into, std::size_t count) const;
  // False when there are fewer.
  bool read_all(std::uint64_t offset, unsigned char* into, std::size_t count) const {
    return read(offset, into, count) == count;
  }

 private:
  Descriptor file_;
  std::uint64_t size_ = 0;
};

// Sorted ids in a file, behind a fan-out: for each first byte how many have that one or a lower
// one.
class IdTable {
 public:
  using Id = std::array<unsigned char, 20>;
  static constexpr std::size_t kFanOut = 256 * 4;  // bytes

  // False when the fan-out falls anywhere.
  bool read_fan_out(const FileBytes& file, std::uint64_t offset);
  std::uint32_t count() const { return fan_out_.back(); }

  // The place of the id among those that begin at `offset`.
  std::optional<std::uint32_t> find(const FileBytes& file, std::uint64_t offset,
                                    const Id& id) const;

 private:
  std::array<std::uint32_t, 256> fan_out_{};
};

}  // namespace hotfix
