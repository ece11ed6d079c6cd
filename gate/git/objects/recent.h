// SPDX-License-Identifier: MIT
// What was read last, so that it is not read again. Nobody asks here for what is not verified yet.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "gate/git/objects/object.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

// The trees that were read last: histories and neighbours share most of theirs.
class RecentTrees {
 public:
  std::shared_ptr<const Object> find(const Oid& id) const;
  void add(const Oid& id, std::shared_ptr<const Object> tree);

 private:
  static constexpr std::size_t kSlots = 128;
  static constexpr std::size_t kBudget = std::size_t{24} << 20;  // bytes
  struct Slot {
    Oid id;
    std::shared_ptr<const Object> tree;
  };
  static std::size_t place_of(const Oid& id) { return std::hash<Oid>{}(id) % kSlots; }

  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
  std::size_t bytes_ = 0;
};

// The few objects that were read last, but for large ones: a file is counted, looked through and
// classified, and a branch's commits are asked for by each of who walk them.
class RecentObjects {
 public:
  // Null: it is not among them. Valid until the next add().
  const Object* find(const Oid& id) const;
  void add(const Oid& id, const Object& object);

 private:
  static constexpr std::size_t kMost = 16;
  static constexpr std::size_t kLargest = std::size_t{64} << 10;  // bytes
  std::vector<std::pair<Oid, Object>> objects_;
  std::size_t next_ = 0;  // the place of the oldest
};

}  // namespace hotfix
