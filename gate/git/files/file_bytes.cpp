// SPDX-License-Identifier: MIT
#include "gate/git/files/file_bytes.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace hotfix {

namespace {

constexpr std::size_t kId = sizeof(IdTable::Id);
constexpr std::uint32_t kWindow = 256;  // ids that are read at once

// Where the id is among `count` sorted ones; nullopt: not among these.
std::optional<std::uint32_t> place_in(const unsigned char* ids, std::uint32_t count,
                                      const IdTable::Id& id) {
  std::uint32_t low = 0, high = count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const int order = std::memcmp(ids + middle * kId, id.data(), kId);
    if (order == 0) return middle;
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

}  // namespace

FileBytes::FileBytes(Descriptor file) : file_(std::move(file)) {
  struct stat status = {};
  if (file_ && fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
}

FileBytes::FileBytes(const std::string& path)
    : FileBytes(Descriptor(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))) {}

std::size_t FileBytes::read(std::uint64_t offset, unsigned char* into, std::size_t count) const {
  if (offset >= size_) return 0;
  const ssize_t got = pread(file_.get(), into, count, static_cast<off_t>(offset));
  return got < 0 ? 0 : static_cast<std::size_t>(got);
}

bool IdTable::read_fan_out(const FileBytes& file, std::uint64_t offset) {
  std::array<unsigned char, kFanOut> bytes;
  if (!file.read_all(offset, bytes.data(), bytes.size())) return false;
  for (std::size_t i = 0; i < fan_out_.size(); ++i) fan_out_[i] = number_at(&bytes[4 * i]);
  return std::is_sorted(fan_out_.begin(), fan_out_.end());
}

// Ids are as good as random, so where one stands is nearly known: it is looked for there first, and
// halfway after that.
std::optional<std::uint32_t> IdTable::find(const FileBytes& file, std::uint64_t offset,
                                           const Id& id) const {
  std::uint32_t low = id[0] == 0 ? 0 : fan_out_[id[0] - 1u], high = fan_out_[id[0]];
  const std::uint64_t span = high - low;
  auto guess = low + static_cast<std::uint32_t>(span * number_at(&id[1]) >> 32);
  std::array<unsigned char, kWindow * kId> ids;
  while (low < high) {
    const std::uint32_t first = std::max(low, guess - std::min(guess, kWindow / 2));
    const std::uint32_t count = std::min(kWindow, high - first);
    const std::size_t size = count * kId;
    if (!file.read_all(offset + std::uint64_t{first} * kId, ids.data(), size)) return std::nullopt;
    if (std::memcmp(id.data(), ids.data(), kId) < 0) {
      high = first;
    } else if (std::memcmp(id.data(), &ids[size - kId], kId) > 0) {
      low = first + count;
    } else {
      const auto place = place_in(ids.data(), count, id);
      return place ? std::optional(first + *place) : std::nullopt;
    }
    guess = low + (high - low) / 2;
  }
  return std::nullopt;
}

}  // namespace hotfix
