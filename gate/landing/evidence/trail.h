// SPDX-License-Identifier: MIT
// One question while it is looked into: where the files of the change went on the branch, which
// commits touched them, and how much of the change each of these does and undoes.
#pragma once

#include <optional>
#include <unordered_set>
#include <vector>

#include "gate/landing/evidence/absence.h"
#include "gate/landing/evidence/landing_index.h"
#include "gate/landing/evidence/moves.h"
#include "gate/landing/evidence/parts.h"

namespace hotfix {

struct TrailStep {
  Candidate candidate;
  double does = 0, undoes = 0;  // shares of the change, in the same files
};

class Trail {
 public:
  // `used`: commits that count for nothing.
  Trail(LandingIndex& index, const Change& change, const Oid& onto,
        const std::unordered_set<Oid>& used);

  LandingIndex& index() { return index_; }
  const Change& change() const { return change_; }
  const Oid& onto() const { return onto_; }
  const Moved& moved() const { return places_.moved; }

  // Oldest first; found out with the first call. `used` ones are not among them. Of a large file
  // that very many of them changed, only where more or less of the change stood in it afterwards
  // counts: the work is bounded by what is read, not by what the branch did.
  const std::vector<TrailStep>& steps();
  bool is_used(const Oid& commit) const { return used_.contains(commit); }

  // Where a commit is among all that the branch has and the change does not build on; nullopt: it
  // is not.
  std::optional<std::size_t> order_of(const Oid& commit);

  Oid tree_of(const Oid& commit) { return index_.graph.header(commit).tree; }
  Absence absence_in(const Oid& tree);
  // The material places of the change, as they stand in a tree.
  std::vector<MaterialPart> parts_in(const Oid& tree);
  // What became of them between that tree and the tip.
  std::vector<Since> since(const Oid& tree);
  // Which of them a commit moved into another file.
  std::vector<bool> moved_by(const Oid& commit);

 private:
  std::unordered_set<std::string> paths() const;
  ChangeParts& parts();
  const FilePart* part_at(const std::string& path) const;
  std::vector<std::vector<TreeChange>> worth_comparing() const;
  Located located_in(const Oid& tree) const;

  LandingIndex& index_;
  const Change& change_;
  Oid onto_;
  const std::unordered_set<Oid>& used_;
  Places places_;
  std::optional<std::vector<TrailStep>> steps_;
  std::optional<ChangeParts> parts_;
};

}  // namespace hotfix
