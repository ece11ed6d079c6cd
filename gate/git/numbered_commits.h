// SPDX-License-Identifier: MIT
// The commits that the walks of one Graph have met, under small numbers: by the commit-graph, and
// by the objects of what is not in it. What a walk asks of each commit is inline here.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gate/git/commit.h"
#include "gate/git/objects/commit_graph.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

// How a commit is read that is not in the commit-graph. Both may throw.
struct CommitReader {
  std::function<const CommitHeader&(const Oid&)> header;  // the same reference each time
  std::function<void(const Oid&)> require_parents;  // throws where a shallow clone was cut off
};

// Each is read once.
class NumberedCommits {
 public:
  using Number = std::uint32_t;  // in the order in which they were met
  using Numbers = std::vector<Number>;
  using NumberSet = std::unordered_set<Number>;

  NumberedCommits(CommitReader reader, CommitGraph file)
      : reader_(std::move(reader)), file_(std::move(file)) {}

  std::size_t size() const { return met_.size(); }

  Number number(const Oid& id);
  Oid id(Number commit);
  std::vector<Oid> ids(std::span<const Number> commits);

  std::int64_t time(Number commit) const {
    const Met& met = met_[commit];
    return met.place == kNowhere ? header(commit).time : met.time;
  }

  // Valid until the next question.
  std::span<const Number> parents(Number commit) {
    if (met_[commit].parents_at == kUnread) read_parents(commit);
    const Met& met = met_[commit];
    return std::span(parents_).subspan(met.parents_at, met.parent_count);
  }

  // The same, to go on there: throws where a shallow clone was cut off.
  std::span<const Number> followed(Number commit) {
    if (met_[commit].place == kNowhere) require_parents(commit);
    return parents(commit);
  }

  void unmap() { file_.unmap(); }

  // Throws where the file says something else about a commit than the commit itself.
  void require_same(const Oid& id, const CommitHeader& header);

 private:
  static constexpr Number kNobody = ~Number{0};
  static constexpr CommitGraph::Position kNowhere = ~CommitGraph::Position{0};
  static constexpr std::uint32_t kUnread = ~std::uint32_t{0};

  // Small: a walk meets thousands.
  struct Met {
    std::int64_t time;            // this, `level` and `edges` only of what is in the file
    CommitGraph::Position place;  // kNowhere: it is not in the file
    std::uint32_t level;
    CommitGraph::Edges edges;
    std::uint32_t parents_at;  // in parents_
    std::uint32_t parent_count;
  };

  // Places in the commit-graph, by which commits have their numbers.
  class Places {
   public:
    // The number of that place; kNobody: it has none yet.
    Number find(CommitGraph::Position place) { return slot_of(place).number; }
    // Gives it to a place that has none.
    void add(CommitGraph::Position place, Number number);

   private:
    struct Slot {
      CommitGraph::Position place = 0;
      Number number = kNobody;
    };
    Slot& slot_of(CommitGraph::Position place);
    void grow();

    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::size_t taken_ = 0;
  };

  // Of what is not in the file.
  const CommitHeader& header(Number commit) const { return reader_.header(ids_.at(commit)); }
  void require_parents(Number commit) const { reader_.require_parents(ids_.at(commit)); }

  Number meet(const Met& met);
  Number at_place(CommitGraph::Position place);
  Number below(Number child, CommitGraph::Position parent);
  void remember(Number number, const Oid& id);
  void read_parents(Number commit);
  bool is_same(const Oid& id, const CommitHeader& header);

  CommitReader reader_;
  CommitGraph file_;
  std::vector<Met> met_;
  Numbers parents_;  // of all that were asked for theirs
  Places places_;
  std::unordered_map<Oid, Number> numbers_;   // of those whose ids are known
  std::unordered_map<Number, Oid> ids_;       // the other way round
  std::vector<CommitGraph::Position> found_;  // a row's parents, while it is read
};

}  // namespace hotfix
