// SPDX-License-Identifier: MIT
// Two blobs compared line by line. No attribute, filter or configuration has a say: a branch cannot
// hide its lines by declaring them binary.
#pragma once

#include <memory>
#include <unordered_map>

#include "gate/git/tree.h"
#include "rules/model/facts.h"

namespace hotfix {

inline constexpr std::size_t kCountableBlob = 4 * 1024 * 1024;  // bytes; a larger one is too_large

// A NUL byte in the first 8000: git's own test.
bool looks_binary(std::string_view data);

// Fills in the line facts of `file`, or says that its content is binary or too large.
void count_lines(const Repository& repository, const TreeChange& change, ChangedFile& file);

// How alike blobs are, for pairing renames.
class Likeness {
 public:
  explicit Likeness(const Repository& repository);
  ~Likeness();
  // 0 to 100, by libgit2's similarity of hashed chunks; 0 for blobs that are too large or too
  // small.
  int percent(const Oid& a, const Oid& b);

 private:
  struct Signatures;
  const Repository& repository_;
  std::unique_ptr<Signatures> signatures_;
};

}  // namespace hotfix
