// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/contents.h"

#include "gate/git/lines.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostKept = 4'000'000;  // lines; 64 MB
constexpr std::size_t kPairSize = 4;          // in lines: what a pair takes besides them

}  // namespace

std::optional<Text> Contents::text(const TreeEntry& entry) const {
  if (entry.mode == 0) return Text(std::nullopt);
  if (entry.mode == kModeSubmodule) return std::nullopt;
  if (repository_.size_of(entry.id) > kCountableBlob) return std::nullopt;
  Object blob = repository_.read(entry.id, ObjectType::blob);
  if (looks_binary(blob.data()) || has_too_many_lines(blob.data())) return std::nullopt;
  return Text(std::move(blob));
}

std::size_t Contents::size_of(const TreeEntry& entry) const {
  const bool has_content = entry.mode != 0 && entry.mode != kModeSubmodule;
  return has_content ? repository_.size_of(entry.id) : 0;
}

std::shared_ptr<const LineChanges> Contents::changes(const TreeEntry& before,
                                                     const TreeEntry& after) {
  const Pair pair{before.id, after.id};
  if (const auto known = known_.find(pair); known != known_.end()) return known->second;
  // Kept only after both were read: a blob that is missing now must not be "not a text" later.
  const auto old_text = text(before), new_text = text(after);
  std::shared_ptr<const LineChanges> made;
  if (old_text && new_text) {
    made = std::make_shared<const LineChanges>(line_changes(old_text->view(), new_text->view()));
  }
  const std::size_t size = kPairSize + (made ? made->size() : 0);
  if (kept_ + size > kMostKept) {
    known_.clear();
    kept_ = 0;
  }
  kept_ += size;
  known_.emplace(pair, made);
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
