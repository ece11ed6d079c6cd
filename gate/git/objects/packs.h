// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gate/git/objects/pack.h"

namespace hotfix {

// The packs of one repository, without its alternates. Whatever is out of the ordinary (damage, an
// old index, a base in another pack) is left to libgit2, which has words for it; so nullopt means
// "ask there", never "there is no such object". Nothing is verified: an object may have another id.
class Packs {
 public:
  // "<git directory>/objects".
  explicit Packs(std::string objects = {}) : objects_(std::move(objects)) {}

  std::optional<Object> read(const Oid& id);
  // Bytes of the content, without unpacking it.
  std::optional<std::uint64_t> size_of(const Oid& id);
  // nullopt, too, for what is packed as a delta.
  std::optional<ObjectType> type_of(const Oid& id);
  // False: it is not there, or not in a pack that can be read here.
  bool contains(const Oid& id) { return find(id).has_value(); }

 private:
  using Shared = std::shared_ptr<Object>;
  struct Found {
    Pack* pack;
    std::uint64_t offset;
  };
  struct Slot {
    Found found = {nullptr, 0};
    Shared object;
  };

  void list();
  std::optional<Found> find(const Oid& id);
  Shared unpack(Found found);
  Slot& slot_of(const Found& found);
  void keep(const Found& found, const Shared& object);

  std::string objects_;
  bool is_listed_ = false;
  std::vector<std::unique_ptr<Pack>> packs_;  // the one that had the last object comes first
  Inflater inflater_;
  std::optional<std::pair<Oid, Found>> last_;  // what was found last
  std::vector<Slot> bases_;                    // of deltas: neighbours share them
  std::size_t bytes_ = 0;                      // of these
};

}  // namespace hotfix
