// SPDX-License-Identifier: MIT
// What two commits reach, and which of it both do, by numbers: the counterpart of git's
// commit-reach.c.
#pragma once

#include <vector>

#include "gate/git/numbered_commits.h"

namespace hotfix {

// Divergence, by numbers.
struct Parted {
  NumberedCommits::Numbers ahead;
  std::size_t behind = 0;
  NumberedCommits::Numbers merge_bases;
};

class CommitReach {
 public:
  using Number = NumberedCommits::Number;

  explicit CommitReach(NumberedCommits& commits);
  CommitReach(const CommitReach&) = delete;
  CommitReach& operator=(const CommitReach&) = delete;
  ~CommitReach();

  // These throw where history is cut off.
  Parted part(Number base, Number head);
  // Is `ancestor` reachable from `descendant`? A commit is its own ancestor.
  bool is_ancestor(Number ancestor, Number descendant);

 private:
  class Partings;

  NumberedCommits::Numbers independent(const NumberedCommits::Numbers& candidates);
  Partings* partings(Number base);

  NumberedCommits& commits_;
  std::vector<Partings> partings_;  // the newest last
};

}  // namespace hotfix
