// SPDX-License-Identifier: MIT
// Commits under dense numbers, parents below children: sets of commits are arrays, and what is
// reachable is found in one pass that looks at no date.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "gate/git/repository.h"
#include "gate/landing/history/signature.h"
#include "gate/memory/records.h"

namespace hotfix {

using CommitNumber = std::uint32_t;
inline constexpr CommitNumber kNoCommit = ~CommitNumber{0};

// What one commit object says. Written to caches as it is: no padding.
struct CommitRecord {
  Oid id, tree;
  Signature signature;
  std::uint32_t parents_at = 0;  // in the table's list of parents
  std::uint16_t parent_count = 0;
  std::uint8_t has_trailer = 0;
  std::uint8_t is_cut = 0;  // a shallow clone has it without its parents
};

// The commits that one tip has and another does not.
struct CommitWindow {
  std::vector<CommitNumber> members;    // parents before children
  std::vector<Oid> ids;                 // the same
  std::vector<std::uint32_t> position;  // by number; kOutside: not a member
  static constexpr std::uint32_t kOutside = ~std::uint32_t{0};
  bool has(CommitNumber commit) const {
    return commit < position.size() && position[commit] != kOutside;
  }
};

class CommitTable {
 public:
  explicit CommitTable(const Repository& repository) : repository_(repository) {}

  // The number of a commit. Reads it, and all that it has, the first time. Throws Undecidable when
  // one of them cannot be read.
  CommitNumber number(const Oid& id);
  // The number of a commit that was met already; kNoCommit: it was not.
  CommitNumber find(const Oid& id) const;

  std::size_t size() const { return records_.size(); }
  const CommitRecord& operator[](CommitNumber commit) const { return records_[commit]; }
  const CommitNumber* parents(CommitNumber commit) const {
    return parents_.data() + records_[commit].parents_at;
  }

  // Reachable from `onto` and not from `excluded`. The order depends on the two alone, not on what
  // was asked before. Throws Undecidable where history is cut off. Two questions with one answer
  // share it.
  std::shared_ptr<const CommitWindow> window(const Oid& excluded, const Oid& onto);

  // Is `ancestor` reachable from `descendant`? A commit is its own ancestor.
  bool is_ancestor(const Oid& ancestor, const Oid& descendant);

  void save(RecordWriter& to) const;
  // Only into an empty table. False, and the table stays empty, when the bytes make no sense.
  bool load(RecordReader& from);
  void clear();

 private:
  using Flags = std::vector<std::uint8_t>;  // by number
  struct Frame;
  struct Answer {
    CommitNumber onto;
    std::vector<CommitNumber> shared;
    std::shared_ptr<const CommitWindow> window;
  };

  Frame read(const Oid& id) const;
  void finish(const Frame& frame);
  void read_history(const Oid& tip, std::vector<Frame>& stack);
  const Flags& reachable(CommitNumber tip);
  bool is_below(CommitNumber wanted, CommitNumber tip) const;
  std::vector<CommitNumber> shared_tips(CommitNumber excluded, const Flags& reachable);
  std::shared_ptr<const CommitWindow> between(const std::vector<CommitNumber>& shared,
                                              CommitNumber onto) const;
  CommitWindow sorted(const Flags& members, CommitNumber onto) const;
  template <class Visit>
  void for_parents(CommitNumber commit, Visit visit) const;
  void refuse_cut(CommitNumber commit) const;

  const Repository& repository_;
  std::vector<CommitRecord> records_;
  std::vector<CommitNumber> parents_;
  std::unordered_map<Oid, CommitNumber> numbers_;
  bool has_cuts_ = false;
  std::deque<Answer> recent_;
  CommitNumber reachable_from_ = kNoCommit;
  Flags reachable_;
  std::vector<std::uint32_t> visited_;  // by number: the last visit
  std::uint32_t visit_ = 0;
};

}  // namespace hotfix
