// SPDX-License-Identifier: MIT
#include "gate/git/objects/packs.h"

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace hotfix {

namespace {

namespace fs = std::filesystem;

// Each takes two file descriptors, of which a process has about a thousand, or fewer: git is
// started and other files are read, too.
std::size_t most_packs() {
  constexpr std::size_t kMost = 100, kShare = 4;
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  return static_cast<std::size_t>(std::min<rlim_t>(kMost, limit.rlim_cur / kShare));
}

constexpr std::size_t kSlots = 256;
constexpr std::size_t kMostKept = std::size_t{8} << 20;  // bytes
// Of a long line of deltas every so many-th result is kept, new memory takes longer than a delta;
// and the last one but one: the next older version is often a delta on the same.
constexpr std::size_t kBetween = 4;
constexpr std::size_t kDeepest = 4096;  // deltas on one object; git makes 50, or 250 when asked

}  // namespace

void Packs::list() {
  if (std::exchange(is_listed_, true)) return;
  const std::size_t most = most_packs();
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(objects_ + "/pack", none)) {
    const std::string path = entry.path().string();
    if (path.ends_with(".idx") && packs_.size() < most) {
      packs_.push_back(std::make_unique<Pack>(path.substr(0, path.size() - 4)));
    }
  }
}

// Who asks for the size of an object, or for its type, asks for the object next.
std::optional<Packs::Found> Packs::find(const Oid& id) {
  list();
  if (last_ && last_->first == id) return last_->second;
  for (auto pack = packs_.begin(); pack != packs_.end(); ++pack) {
    const auto offset = (*pack)->find(id);
    if (!offset || !(*pack)->is_there()) continue;
    std::rotate(packs_.begin(), pack, pack + 1);
    last_.emplace(id, Found{packs_.front().get(), *offset});
    return last_->second;
  }
  return std::nullopt;
}

Packs::Slot& Packs::slot_of(const Found& found) {
  if (bases_.empty()) bases_.resize(kSlots);
  return bases_[(found.offset * 0x9E3779B97F4A7C15u >> 32) % kSlots];
}

void Packs::keep(const Found& found, const Shared& object) {
  bytes_ += object->data().size();
  if (bytes_ > kMostKept) {
    bases_.clear();
    bytes_ = object->data().size();
  }
  Slot& slot = slot_of(found);
  if (slot.object != nullptr) bytes_ -= slot.object->data().size();
  slot = {found, object};
}

// Null when it cannot be.
Packs::Shared Packs::unpack(Found found) {
  struct Step {
    Found found;
    std::string delta;
  };
  std::vector<Step> steps;  // the last one first
  Shared object;
  while (object == nullptr) {
    const Slot& slot = slot_of(found);
    if (slot.found.pack == found.pack && slot.found.offset == found.offset) {
      object = slot.object;
      break;
    }
    const auto entry = found.pack->entry(found.offset);
    if (!entry || steps.size() == kDeepest) return nullptr;
    auto bytes = found.pack->unpack(*entry, inflater_);
    if (!bytes || (!entry->type && entry->base == 0)) return nullptr;
    if (entry->type) {
      object = std::make_shared<Object>(*entry->type, std::move(*bytes));
      if (!steps.empty()) keep(found, object);
    } else {
      steps.push_back({found, std::move(*bytes)});
      found.offset = entry->base;
    }
  }
  std::string made, spare;
  for (std::string_view base = object->data(); !steps.empty(); steps.pop_back()) {
    if (!apply_delta(base, steps.back().delta, spare)) return nullptr;
    std::swap(made, spare);
    base = made;
    const std::size_t left = steps.size() - 1;
    if (left == 1 || (left > 0 && left % kBetween == 0)) {
      keep(steps.back().found, std::make_shared<Object>(object->type(), made));
    }
    if (left == 0) object = std::make_shared<Object>(object->type(), std::move(made));
  }
  return object;
}

std::optional<Object> Packs::read(const Oid& id) {
  const auto found = find(id);
  const Shared object = found ? unpack(*found) : nullptr;
  if (object == nullptr) return std::nullopt;
  return object.use_count() == 1 ? std::move(*object) : *object;
}

std::optional<ObjectType> Packs::type_of(const Oid& id) {
  const auto found = find(id);
  const auto entry = found ? found->pack->entry(found->offset) : std::nullopt;
  return entry ? entry->type : std::nullopt;
}

std::optional<std::uint64_t> Packs::size_of(const Oid& id) {
  const auto found = find(id);
  const auto entry = found ? found->pack->entry(found->offset) : std::nullopt;
  if (!entry) return std::nullopt;
  if (entry->type) return entry->size;
  constexpr std::size_t kSizes = 20;  // bytes that two sizes take at most
  return size_after_delta(found->pack->start_of(*entry, kSizes, inflater_));
}

}  // namespace hotfix
