// SPDX-License-Identifier: MIT
// Blobs as texts and as line changes; the latter are kept while there is room.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "gate/git/tree.h"
#include "gate/landing/text/line_changes.h"

namespace hotfix {

// The text at a path; empty where nothing is.
class Text {
 public:
  explicit Text(std::optional<Object> blob) : blob_(std::move(blob)) {}
  std::string_view view() const { return blob_ ? blob_->data() : std::string_view{}; }

 private:
  std::optional<Object> blob_;
};

class Contents {
 public:
  explicit Contents(const Repository& repository) : repository_(repository) {}

  // nullopt for what is not a text: binary, too large (kCountableBlob, kMostLines), a submodule.
  // Throws Undecidable when the blob is missing.
  std::optional<Text> text(const TreeEntry& entry) const;

  // Bytes; 0 where nothing is, or a submodule.
  std::size_t size_of(const TreeEntry& entry) const;

  // The lines that differ; null when either side is not a text. Throws Undecidable when a blob is
  // missing, and reads again with the next call.
  std::shared_ptr<const LineChanges> changes(const TreeEntry& before, const TreeEntry& after);
  // The words that differ, common ones weighing less; empty when either side is not text.
  LineChanges words(const TreeEntry& before, const TreeEntry& after) const;

 private:
  struct Pair {
    Oid before, after;
    bool operator==(const Pair&) const = default;
  };
  struct PairHash {
    std::size_t operator()(const Pair& pair) const {
      return std::hash<Oid>()(pair.before) * 31 + std::hash<Oid>()(pair.after);
    }
  };
  const Repository& repository_;
  std::unordered_map<Pair, std::shared_ptr<const LineChanges>, PairHash> known_;
  std::size_t kept_ = 0;  // lines in known_
};

}  // namespace hotfix
