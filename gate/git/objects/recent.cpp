// SPDX-License-Identifier: MIT
#include "gate/git/objects/recent.h"

#include <algorithm>

namespace hotfix {

std::shared_ptr<const Object> RecentTrees::find(const Oid& id) const {
  const Slot& slot = slots_[place_of(id)];
  return slot.id == id ? slot.tree : nullptr;
}

void RecentTrees::add(const Oid& id, std::shared_ptr<const Object> tree) {
  bytes_ += tree->data().size();
  if (bytes_ > kBudget) {
    slots_.assign(kSlots, {});
    bytes_ = tree->data().size();
  }
  Slot& slot = slots_[place_of(id)];
  if (slot.tree != nullptr) bytes_ -= slot.tree->data().size();
  slot = {id, std::move(tree)};
}

const Object* RecentObjects::find(const Oid& id) const {
  const auto found = std::find_if(objects_.begin(), objects_.end(),
                                  [&id](const auto& one) { return one.first == id; });
  return found == objects_.end() ? nullptr : &found->second;
}

void RecentObjects::add(const Oid& id, const Object& object) {
  if (object.data().size() > kLargest) return;
  if (objects_.size() < kMost) {
    objects_.emplace_back(id, object);
    return;
  }
  objects_[next_] = {id, object};
  next_ = (next_ + 1) % kMost;
}

}  // namespace hotfix
