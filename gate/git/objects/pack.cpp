// SPDX-License-Identifier: MIT
#include "gate/git/objects/pack.h"

#include <algorithm>
#include <cstring>

#include "gate/git/objects/unpacked_size.h"

namespace hotfix {

namespace {

constexpr std::uint64_t kIdSize = 20, kTrailer = 2 * kIdSize;
constexpr std::uint64_t kFanOut = 8;  // where it begins: behind the mark and the version
constexpr std::uint64_t kIds =
    kFanOut + IdTable::kFanOut;            // then the sums, the offsets, the large offsets
constexpr std::size_t kWindow = 4 * 1024;  // bytes: most entries are smaller
constexpr std::size_t kBefore = 1024;  // of these: the base of a delta may stand close before it
constexpr std::size_t kHeader = 32;    // no entry has more before its stream

unsigned char byte_of(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// Numbers of seven bits a byte, the lowest first; nullopt when the text ends before they do.
std::optional<std::uint64_t> take_number(std::string_view& text, unsigned shift = 0,
                                         std::uint64_t value = 0) {
  for (bool goes_on = true; goes_on; shift += 7) {
    if (text.empty() || shift > 57) return std::nullopt;
    goes_on = (byte_of(text, 0) & 0x80) != 0;
    value |= static_cast<std::uint64_t>(byte_of(text, 0) & 0x7f) << shift;
    text.remove_prefix(1);
  }
  return value;
}

// How far before the delta its base begins: the highest bits first, and one more for each byte.
std::optional<std::uint64_t> take_distance(std::string_view& text) {
  std::uint64_t value = 0;
  for (bool is_first = true; !text.empty() && value < (std::uint64_t{1} << 56); is_first = false) {
    const unsigned char byte = byte_of(text, 0);
    text.remove_prefix(1);
    value = (is_first ? 0 : (value + 1) << 7) | (byte & 0x7f);
    if ((byte & 0x80) == 0) return value;
  }
  return std::nullopt;
}

}  // namespace

Pack::Pack(const std::string& stem) : stem_(stem), index_(stem + ".idx") {
  std::array<unsigned char, 8> mark{};
  const std::array<unsigned char, 8> version_2 = {0xff, 't', 'O', 'c', 0, 0, 0, 2};
  if (index_.read(0, mark.data(), mark.size()) && mark == version_2) ids_.read(index_, kFanOut);
  if (!is_index_usable()) ids_ = {};
}

// "PACK", the version, and how many objects there are.
bool Pack::is_there() {
  if (data_) return is_sound_;
  data_.emplace(stem_ + ".pack");
  constexpr std::uint64_t kMark = 0x5041434b;
  const std::uint64_t version = data_->number(4, 4);
  is_sound_ = data_->number(0, 4) == kMark && (version == 2 || version == 3) &&
              data_->number(8, 4) == ids_.count();
  return is_sound_;
}

// With room for all that it speaks of.
bool Pack::is_index_usable() const {
  const std::uint64_t each = kIdSize + 4 + 4;
  return index_.size() >= kIds + kTrailer &&
         ids_.count() <= (index_.size() - kIds - kTrailer) / each;
}

std::optional<std::uint64_t> Pack::find(const Oid& id) const {
  const auto place = ids_.find(index_, kIds, id);
  return place ? offset_at(*place) : std::nullopt;
}

std::optional<std::uint64_t> Pack::offset_at(std::uint64_t position) const {
  const std::uint64_t count = ids_.count(), offsets = kIds + count * (kIdSize + 4);
  const std::uint64_t offset = index_.number(offsets + position * 4, 4);
  constexpr std::uint64_t kIsLarge = std::uint64_t{1} << 31;
  if ((offset & kIsLarge) == 0) return offset;
  return index_.number(offsets + count * 4 + (offset & (kIsLarge - 1)) * 8, 8);
}

std::string_view Pack::bytes_at(std::uint64_t offset) {
  const bool is_within = offset >= window_at_ && offset < window_at_ + window_.size();
  const bool is_enough = is_within && window_at_ + window_.size() - offset >= kHeader;
  if (!is_enough) {
    const bool goes_on = offset == window_at_ + window_.size();
    window_at_ = offset - (goes_on ? 0 : std::min<std::uint64_t>(offset, kBefore));
    window_.resize(kWindow);
    window_.resize(data_->read_some(window_at_, window_.data(), window_.size()));
  }
  const std::size_t skipped = offset - window_at_;
  return std::string_view(window_).substr(std::min(skipped, window_.size()));
}

std::optional<PackEntry> Pack::entry(std::uint64_t offset) {
  const std::string_view all = bytes_at(offset);
  if (all.empty()) return std::nullopt;
  std::string_view rest = all.substr(1);
  PackEntry entry;
  entry.size = byte_of(all, 0) & 0x0f;
  if ((byte_of(all, 0) & 0x80) != 0) {
    const auto size = take_number(rest, 4, entry.size);
    if (!size) return std::nullopt;
    entry.size = *size;
  }
  constexpr unsigned kBaseBefore = 6, kBaseById = 7;
  const unsigned kind = byte_of(all, 0) >> 4 & 7;
  if (kind >= 1 && kind <= 4) {
    constexpr std::array kTypes = {ObjectType::commit, ObjectType::tree, ObjectType::blob,
                                   ObjectType::tag};
    entry.type = kTypes.at(kind - 1);
  } else if (kind == kBaseBefore) {
    const auto distance = take_distance(rest);
    if (!distance || *distance == 0 || *distance >= offset) return std::nullopt;
    entry.base = offset - *distance;
  } else if (kind == kBaseById && rest.size() >= kIdSize) {
    Oid base;
    std::memcpy(base.bytes.data(), rest.data(), kIdSize);
    rest.remove_prefix(kIdSize);
    entry.base = find(base).value_or(0);
  } else {
    return std::nullopt;
  }
  entry.begin = offset + (all.size() - rest.size());
  return entry;
}

std::optional<std::string> Pack::unpack(const PackEntry& entry, Inflater& inflater) {
  if (entry.size > kMostUnpacked || !can_unpack_to(entry.size, data_->size())) return std::nullopt;
  return inflater.unpack(entry.size,
                         [&](std::size_t used) { return bytes_at(entry.begin + used); });
}

std::string Pack::start_of(const PackEntry& entry, std::size_t most, Inflater& inflater) {
  return inflater.start(most, [&](std::size_t used) { return bytes_at(entry.begin + used); });
}

std::optional<std::uint64_t> size_after_delta(std::string_view start) {
  const auto before = take_number(start);
  return before ? take_number(start) : std::nullopt;
}

bool apply_delta(std::string_view base, std::string_view delta, std::string& result) {
  const auto before = take_number(delta), after = take_number(delta);
  if (!before || !after || *before != base.size() || *after > kMostUnpacked) return false;
  result.clear();
  result.reserve(*after);
  while (!delta.empty()) {
    const unsigned char step = byte_of(delta, 0);
    delta.remove_prefix(1);
    if ((step & 0x80) == 0) {  // that many bytes of its own
      if (step == 0 || step > delta.size()) return false;
      result.append(delta.substr(0, step));
      delta.remove_prefix(step);
      continue;
    }
    std::uint64_t from = 0,
                  count = 0;  // bytes of the base: a bit a byte of these two that is there
    for (unsigned bit = 0; bit < 7; ++bit) {
      if ((step >> bit & 1) == 0) continue;
      if (delta.empty()) return false;
      const auto byte = std::uint64_t{byte_of(delta, 0)};
      (bit < 4 ? from : count) |= byte << (bit < 4 ? bit : bit - 4) * 8;
      delta.remove_prefix(1);
    }
    if (count == 0) count = 0x10000;
    if (from > base.size() || count > base.size() - from) return false;
    result.append(base.substr(from, count));
    if (result.size() > *after) return false;
  }
  return result.size() == *after;
}

}  // namespace hotfix
