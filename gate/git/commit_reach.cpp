// SPDX-License-Identifier: MIT
#include "gate/git/commit_reach.h"

#include <algorithm>
#include <optional>
#include <queue>

namespace hotfix {

namespace {

using Number = NumberedCommits::Number;
using Numbers = NumberedCommits::Numbers;
using NumberSet = NumberedCommits::NumberSet;

// Dates order the walk, and dates can lie: it goes on for this many commits after the dates say
// that it is done. git's own limit (SLOP in revision.c) is 5.
constexpr int kStaleSlop = 16;

enum : std::uint8_t { kBase = 1, kHead = 2, kBoth = 3, kStale = 4 };

// Paints ancestors of both sides, newest first, until everything left is known to be common. The
// algorithm is that of paint_down_to_common in git's commit-reach.c.
class Painter {
 public:
  Painter(NumberedCommits& commits, Number base, Number head) : commits_(commits) {
    paint(base, kBase);
    paint(head, kHead);
  }

  void run() {
    int slop = kStaleSlop;
    while (!queue_.empty() && (fresh_ > 0 || slop-- > 0)) step();
    settle();
  }

  std::uint8_t color(Number commit) const {
    return commit < colors_.size() ? colors_[commit] & ~kQueued : 0;
  }
  const Numbers& painted() const { return painted_; }  // as first seen

 private:
  static constexpr std::uint8_t kQueued = 8;

  struct Queued {
    std::int64_t time;
    Number commit;
    bool operator<(const Queued& other) const { return time < other.time; }
  };

  void paint(Number commit, std::uint8_t color) {
    if (commit >= colors_.size())
      colors_.resize(std::max<std::size_t>(commits_.size(), commit + 1));
    std::uint8_t& painted = colors_[commit];
    if ((painted & color) == color) return;
    if (painted == 0) painted_.push_back(commit);
    const bool was_fresh = (painted & (kQueued | kStale)) == kQueued;
    painted |= color;
    const bool now_fresh = (painted & kStale) == 0;
    if ((painted & kQueued) == 0) {
      painted |= kQueued;
      queue_.push({commits_.time(commit), commit});
      if (now_fresh) ++fresh_;
    } else if (was_fresh && !now_fresh) {
      --fresh_;
    }
  }

  // What was painted before it turned out to lie below a common commit, because some clock was
  // wrong.
  void settle() {
    Numbers stack;
    for (const Number commit : painted_) {
      if ((color(commit) & kBoth) == kBoth) stack.push_back(commit);
    }
    while (!stack.empty()) {
      const Number commit = stack.back();
      stack.pop_back();
      for (const Number parent : commits_.parents(commit)) {
        constexpr std::uint8_t below = kBoth | kStale;
        if (color(parent) == 0 || (color(parent) & below) == below) continue;
        colors_[parent] |= below;
        stack.push_back(parent);
      }
    }
  }

  void step() {
    const Number commit = queue_.top().commit;
    queue_.pop();
    colors_[commit] &= static_cast<std::uint8_t>(~kQueued);
    const std::uint8_t color = colors_[commit];
    if ((color & kStale) == 0) --fresh_;
    const std::uint8_t handed_down = (color & kBoth) == kBoth ? kBoth | kStale : color;
    for (const Number parent : commits_.followed(commit)) paint(parent, handed_down);
  }

  NumberedCommits& commits_;
  std::priority_queue<Queued> queue_;
  std::vector<std::uint8_t> colors_;  // by number; 0: not painted
  Numbers painted_;
  int fresh_ = 0;  // queued commits that are not known to be below a common one
};

// Parents before children, by depth first search within `members`.
Numbers parents_first(NumberedCommits& commits, const Numbers& members) {
  const NumberSet inside(members.begin(), members.end());
  NumberSet seen;
  Numbers sorted;
  std::vector<std::pair<Number, std::size_t>> stack;
  for (auto start = members.rbegin(); start != members.rend(); ++start) {
    if (seen.insert(*start).second) stack.emplace_back(*start, 0);
    while (!stack.empty()) {
      auto& [commit, next] = stack.back();
      const auto parents = commits.parents(commit);
      if (next == parents.size()) {
        sorted.push_back(commit);
        stack.pop_back();
        continue;
      }
      const Number parent = parents[next++];
      if (inside.contains(parent) && seen.insert(parent).second) stack.emplace_back(parent, 0);
    }
  }
  return sorted;
}

}  // namespace

// Where histories parted from one base that is asked about again and again: thousands of branches
// are deleted in one push, and most of them grew from the same few commits.
class CommitReach::Partings {
 public:
  explicit Partings(Number base) : base_(base) {}
  Number base() const { return base_; }

  // What was painted for one head, and how that head parted.
  void add(const Painter& painter, const Parted& parted) {
    if (parted.merge_bases.size() != 1) return;
    for (const Number commit : painter.painted()) {
      if ((painter.color(commit) & kBase) != 0) of_base_.insert(commit);
    }
    behind_.emplace(parted.merge_bases.front(), parted.behind);
  }

  // The same of another head that is one short line above a commit where one parted before;
  // nullopt: it is not, and has to be painted. A commit above such a merge base that the base has
  // too would have been painted on the way down to it, and is then in `of_base_`.
  std::optional<Parted> of(NumberedCommits& commits, Number head) const {
    constexpr std::size_t kShort = 100;  // commits
    Parted parted;
    for (Number commit = head; parted.ahead.size() < kShort;) {
      if (const auto found = behind_.find(commit); found != behind_.end()) {
        std::reverse(parted.ahead.begin(), parted.ahead.end());
        parted.behind = found->second;
        parted.merge_bases = {commit};
        return parted;
      }
      const auto parents = commits.followed(commit);
      if (of_base_.contains(commit) || parents.size() != 1) return std::nullopt;
      parted.ahead.push_back(commit);
      commit = parents.front();
    }
    return std::nullopt;
  }

 private:
  Number base_;
  NumberSet of_base_;
  std::unordered_map<Number, std::size_t> behind_;  // by the only merge base
};

CommitReach::CommitReach(NumberedCommits& commits) : commits_(commits) {}
CommitReach::~CommitReach() = default;

Parted CommitReach::part(Number base, Number head) {
  Partings* const known = partings(base);
  if (known != nullptr) {
    if (auto parted = known->of(commits_, head)) return *parted;
  }
  Painter painter(commits_, base, head);
  painter.run();
  Parted result;
  Numbers ahead, common;
  for (const Number commit : painter.painted()) {
    const std::uint8_t color = painter.color(commit);
    if ((color & kBoth) == kHead) ahead.push_back(commit);
    if ((color & kBoth) == kBase) ++result.behind;
    if ((color & kBoth) == kBoth && (color & kStale) == 0) common.push_back(commit);
  }
  result.ahead = parents_first(commits_, ahead);
  result.merge_bases = common.size() > 1 ? independent(common) : common;
  if (known != nullptr) known->add(painter, result);
  return result;
}

bool CommitReach::is_ancestor(Number ancestor, Number descendant) {
  if (ancestor == descendant) return true;
  Painter painter(commits_, ancestor, descendant);
  painter.run();
  return (painter.color(ancestor) & kHead) != 0;
}

// Drops every candidate that another one descends from.
Numbers CommitReach::independent(const Numbers& candidates) {
  Numbers kept;
  for (const Number one : candidates) {
    const bool is_covered =
        std::any_of(candidates.begin(), candidates.end(),
                    [&](const Number other) { return other != one && is_ancestor(one, other); });
    if (!is_covered) kept.push_back(one);
  }
  return kept;
}

// What is known of a base that was asked about lately; null: this is the first time.
CommitReach::Partings* CommitReach::partings(Number base) {
  constexpr std::size_t kRecent = 4;  // bases: production, development and what is beside
  for (Partings& known : partings_) {
    if (known.base() == base) return &known;
  }
  if (partings_.size() == kRecent) partings_.erase(partings_.begin());
  partings_.emplace_back(base);
  return nullptr;
}

}  // namespace hotfix
