// SPDX-License-Identifier: MIT
#include "gate/git/objects/recent.h"

#include <utility>

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

}  // namespace hotfix
