// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/contents.h"

#include "gate/git/lines.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostKept = 4'000'000;  // lines; 64 MB

}  // namespace

std::optional<Text> Contents::text(const TreeEntry& entry) const {
  if (entry.mode == 0) return Text(std::nullopt);
  if (entry.mode == kModeSubmodule) return std::nullopt;
  if (repository_.size_of(entry.id) > kCountableBlob) return std::nullopt;
  Object blob = repository_.read(entry.id, ObjectType::blob);
  if (looks_binary(blob.data())) return std::nullopt;
  return Text(std::move(blob));
}

std::shared_ptr<const LineChanges> Contents::changes(const TreeEntry& before,
                                                     const TreeEntry& after) {
  const auto [place, is_new] = known_.try_emplace(Pair{before.id, after.id});
  if (!is_new) return place->second;
  const auto old_text = text(before), new_text = text(after);
  if (!old_text || !new_text) return nullptr;
  auto made = std::make_shared<const LineChanges>(line_changes(old_text->view(), new_text->view()));
  kept_ += made->size() + 4;
  if (kept_ > kMostKept) {
    known_.clear();
    kept_ = made->size() + 4;
    known_.emplace(Pair{before.id, after.id}, made);
  } else {
    place->second = made;
  }
  return made;
}

LineChanges Contents::words(const TreeEntry& before, const TreeEntry& after) const {
  const auto old_text = text(before), new_text = text(after);
  if (!old_text || !new_text) return {};
  LineChanges made = line_changes(old_text->view(), new_text->view(), Unit::word);
  weigh_by_rarity(made, old_text->view(), new_text->view(), Unit::word);
  return made;
}

}  // namespace hotfix
