// SPDX-License-Identifier: MIT
#include "gate/git/objects/id_table.h"

#include <algorithm>
#include <cstring>

namespace hotfix {

namespace {

constexpr std::uint64_t kIdSize = 20;
static_assert(sizeof(Oid) == kIdSize);

// Ids are spread evenly, so that one of many is found near where its own digits say: nearly always
// among as many as this.
constexpr std::uint64_t kGuessed = 250;

bool is_before(const Oid& one, const Oid& other) {
  return std::memcmp(one.bytes.data(), other.bytes.data(), kIdSize) < 0;
}

}  // namespace

void IdTable::read(const FileBytes& file, std::uint64_t fan_out) {
  std::array<unsigned char, kFanOut> bytes;
  const bool is_there = file.read(fan_out, bytes.data(), bytes.size());
  for (std::size_t i = 0; is_there && i < fan_out_.size(); ++i) {
    fan_out_[i] = static_cast<std::uint32_t>(big_endian(&bytes[4 * i], 4));
  }
  if (!std::is_sorted(fan_out_.begin(), fan_out_.end())) fan_out_.fill(0);
}

std::optional<std::uint64_t> IdTable::find(const FileBytes& file, std::uint64_t ids,
                                           const Oid& id) const {
  const std::size_t first = id.bytes[0];
  std::uint64_t low = first == 0 ? 0 : fan_out_[first - 1], high = fan_out_[first];
  std::uint64_t share = big_endian(id.bytes.data() + 1, 4);  // of 2^32: how far from low to high
  std::array<Oid, kGuessed> some;
  while (low < high) {
    const std::uint64_t guess = low + ((high - low) * share >> 32);
    const std::uint64_t begin = guess - std::min(guess - low, kGuessed / 2);
    const std::uint64_t count = std::min(kGuessed, high - begin);
    if (!file.read(ids + begin * kIdSize, some.data(), count * kIdSize)) return std::nullopt;
    const auto end = some.begin() + static_cast<std::ptrdiff_t>(count);
    if (is_before(id, some.front())) {
      high = begin;
    } else if (is_before(*(end - 1), id)) {
      low = begin + count;
    } else {
      const auto found = std::lower_bound(some.begin(), end, id, is_before);
      if (*found != id) return std::nullopt;
      return begin + static_cast<std::uint64_t>(found - some.begin());
    }
    share = std::uint64_t{1} << 31;  // not spread evenly after all: halve what is left
  }
  return std::nullopt;
}

}  // namespace hotfix
