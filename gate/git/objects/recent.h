// SPDX-License-Identifier: MIT
// What was read last, so that it is not read again.
#pragma once

#include <algorithm>
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

// The few values that were added last, each by an id.
template <class Value>
class Recent {
 public:
  // Null: it is not among them. Valid until the next add().
  const Value* find(const Oid& id) const {
    const auto found = std::find_if(values_.begin(), values_.end(),
                                    [&id](const auto& one) { return one.first == id; });
    return found == values_.end() ? nullptr : &found->second;
  }
  void add(const Oid& id, Value value) {
    if (values_.size() < kMost) {
      values_.emplace_back(id, std::move(value));
      return;
    }
    values_[next_] = {id, std::move(value)};
    next_ = (next_ + 1) % kMost;
  }

 private:
  static constexpr std::size_t kMost = 16;
  std::vector<std::pair<Oid, Value>> values_;
  std::size_t next_ = 0;  // the place of the oldest
};

// The few objects that were read last, but for large ones: a file is counted, looked through and
// classified, and a branch's commits are asked for by each of who walk them.
class RecentObjects {
 public:
  // As Recent.
  const Object* find(const Oid& id) const { return objects_.find(id); }
  void add(const Oid& id, const Object& object) {
    if (object.data().size() <= kLargest) objects_.add(id, object);
  }

 private:
  static constexpr std::size_t kLargest = std::size_t{64} << 10;  // bytes
  Recent<Object> objects_;
};

}  // namespace hotfix
