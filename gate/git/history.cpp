// SPDX-License-Identifier: MIT
#include "gate/git/history.h"

#include <algorithm>
#include <queue>

#include "gate/base/error.h"

namespace hotfix {

namespace {

// Dates order the walk, and dates can lie: it goes on for this many commits after the dates say
// that it is done. git's own limit (SLOP in revision.c) is 5.
constexpr int kStaleSlop = 16;

struct Queued {
  std::int64_t time;
  Oid id;
  bool operator<(const Queued& other) const { return time < other.time; }
};
using DateQueue = std::priority_queue<Queued>;

enum : unsigned { kBase = 1, kHead = 2, kBoth = 3, kStale = 4 };

// Paints ancestors of both sides, newest first, until everything left is known to be common. The
// algorithm is that of paint_down_to_common in git's commit-reach.c.
class Painter {
 public:
  Painter(Graph& graph, const Oid& base, const Oid& head) : graph_(graph) {
    paint(base, kBase);
    paint(head, kHead);
  }

  void run() {
    int slop = kStaleSlop;
    while (!queue_.empty() && (fresh_ > 0 || slop-- > 0)) step();
    settle();
  }

  unsigned color(const Oid& id) const {
    const auto found = colors_.find(id);
    return found == colors_.end() ? 0 : found->second;
  }
  const std::vector<Oid>& order() const { return order_; }  // as first seen

 private:
  void paint(const Oid& id, unsigned color) {
    auto [place, is_new] = colors_.try_emplace(id, 0u);
    if ((place->second & color) == color) return;
    const bool was_fresh = queued_.contains(id) && (place->second & kStale) == 0;
    place->second |= color;
    const bool now_fresh = (place->second & kStale) == 0;
    if (is_new) order_.push_back(id);
    if (queued_.insert(id).second) {
      queue_.push({graph_.header(id).time, id});
      if (now_fresh) ++fresh_;
    } else if (was_fresh && !now_fresh) {
      --fresh_;
    }
  }

  // What was painted before it turned out to lie below a common commit, because some clock was
  // wrong.
  void settle() {
    std::vector<Oid> stack;
    for (const Oid& id : order_) {
      if ((colors_[id] & kBoth) == kBoth) stack.push_back(id);
    }
    while (!stack.empty()) {
      const Oid id = stack.back();
      stack.pop_back();
      for (const Oid& parent : graph_.header(id).parents) {
        const auto painted = colors_.find(parent);
        constexpr unsigned below = kBoth | kStale;
        if (painted == colors_.end() || (painted->second & below) == below) continue;
        painted->second |= below;
        stack.push_back(parent);
      }
    }
  }

  void step() {
    const Oid id = queue_.top().id;
    queue_.pop();
    queued_.erase(id);
    const unsigned color = colors_[id];
    if ((color & kStale) == 0) --fresh_;
    const unsigned handed_down = (color & kBoth) == kBoth ? (kBoth | kStale) : color;
    for (const Oid& parent : graph_.parents(id)) paint(parent, handed_down);
  }

  Graph& graph_;
  DateQueue queue_;
  std::unordered_set<Oid> queued_;
  std::unordered_map<Oid, unsigned> colors_;
  std::vector<Oid> order_;
  int fresh_ = 0;  // queued commits that are not known to be below a common one
};

// Drops every candidate that another one descends from.
std::vector<Oid> independent(Graph& graph, std::vector<Oid> candidates) {
  std::vector<Oid> kept;
  for (const Oid& one : candidates) {
    const bool covered = std::any_of(candidates.begin(), candidates.end(), [&](const Oid& other) {
      return other != one && is_ancestor(graph, one, other);
    });
    if (!covered) kept.push_back(one);
  }
  return kept;
}

// Parents before children, by depth first search within `members`.
std::vector<Oid> parents_first(Graph& graph, const std::vector<Oid>& members) {
  const std::unordered_set<Oid> inside(members.begin(), members.end());
  std::unordered_set<Oid> seen;
  std::vector<Oid> sorted;
  std::vector<std::pair<Oid, std::size_t>> stack;
  for (auto start = members.rbegin(); start != members.rend(); ++start) {
    if (seen.insert(*start).second) stack.emplace_back(*start, 0);
    while (!stack.empty()) {
      auto& [id, next] = stack.back();
      const std::vector<Oid>& parents = graph.header(id).parents;
      if (next == parents.size()) {
        sorted.push_back(id);
        stack.pop_back();
        continue;
      }
      const Oid parent = parents[next++];
      if (inside.contains(parent) && seen.insert(parent).second) stack.emplace_back(parent, 0);
    }
  }
  return sorted;
}

}  // namespace

const CommitHeader& Graph::header(const Oid& id) {
  const auto found = headers_.find(id);
  if (found != headers_.end()) return found->second;
  const Object object = repository_.read(id, ObjectType::commit);
  return headers_.emplace(id, parse_commit_header(object.data())).first->second;
}

const std::vector<Oid>& Graph::parents(const Oid& id) {
  if (repository_.shallow().contains(id) && !header(id).parents.empty()) {
    throw Undecidable("history is shallow: it was cut off at " + id.hex().substr(0, 12),
                      "git fetch --unshallow", Cause::not_fetched);
  }
  return header(id).parents;
}

Commit Graph::commit(const Oid& id) const {
  return parse_commit(id, repository_.read(id, ObjectType::commit).data());
}

Partings* Graph::partings(const Oid& base) {
  for (Partings& known : partings_) {
    if (known.base() == base) return &known;
  }
  if (partings_.size() == kRecent) partings_.erase(partings_.begin());
  partings_.emplace_back(base);
  return nullptr;
}

void Partings::add(const std::vector<Oid>& of_base, const Divergence& parted) {
  if (parted.merge_bases.size() != 1) return;
  of_base_.insert(of_base.begin(), of_base.end());
  behind_.emplace(parted.merge_bases.front(), parted.behind);
}

// A commit above such a merge base that the base has too would have been painted on the way down to
// it, and is then in `of_base_`.
std::optional<Divergence> Partings::of(Graph& graph, const Oid& head) const {
  constexpr std::size_t kShort = 100;  // commits
  Divergence parted;
  Oid id = head;
  while (parted.ahead.size() < kShort) {
    if (const auto found = behind_.find(id); found != behind_.end()) {
      std::reverse(parted.ahead.begin(), parted.ahead.end());
      parted.behind = found->second;
      parted.merge_bases = {id};
      return parted;
    }
    const std::vector<Oid>& parents = graph.parents(id);
    if (of_base_.contains(id) || parents.size() != 1) return std::nullopt;
    parted.ahead.push_back(id);
    id = parents.front();
  }
  return std::nullopt;
}

Divergence diverge(Graph& graph, const Oid& base, const Oid& head) {
  Partings* const known = graph.partings(base);
  if (known != nullptr) {
    if (auto parted = known->of(graph, head)) return *parted;
  }
  Painter painter(graph, base, head);
  painter.run();
  Divergence result;
  std::vector<Oid> ahead, common, of_base;
  for (const Oid& id : painter.order()) {
    const unsigned color = painter.color(id);
    if (known != nullptr && (color & kBase) != 0) of_base.push_back(id);
    if ((color & kBoth) == kHead) ahead.push_back(id);
    if ((color & kBoth) == kBase) ++result.behind;
    if ((color & kBoth) == kBoth && (color & kStale) == 0) common.push_back(id);
  }
  result.ahead = parents_first(graph, ahead);
  result.merge_bases = common.size() > 1 ? independent(graph, common) : common;
  if (known != nullptr) known->add(of_base, result);
  return result;
}

bool is_ancestor(Graph& graph, const Oid& ancestor, const Oid& descendant) {
  if (ancestor == descendant) return true;
  Painter painter(graph, ancestor, descendant);
  painter.run();
  return (painter.color(ancestor) & kHead) != 0;
}

std::optional<Oid> FirstParentWalk::next() {
  if (last_) {
    const std::vector<Oid>& parents = graph_.parents(*last_);
    next_ = parents.empty() ? std::nullopt : std::optional(parents.front());
  }
  last_ = next_;
  return next_;
}

std::vector<Oid> first_parents(Graph& graph, const Oid& tip,
                               const std::function<bool(const Oid&)>& goes_on) {
  FirstParentWalk walk(graph, tip);
  std::vector<Oid> line;
  for (auto id = walk.next(); id && goes_on(*id); id = walk.next()) line.push_back(*id);
  return line;
}

bool is_on_first_parents(Graph& graph, const Oid& commit, const Oid& tip) {
  FirstParentWalk line(graph, tip);
  for (auto id = line.next(); id; id = line.next()) {
    if (*id == commit) return true;
  }
  return false;
}

std::vector<Oid> first_parents(Graph& graph, const Oid& from, const Oid& to) {
  const std::vector<Oid> ahead = diverge(graph, from, to).ahead;
  const std::unordered_set<Oid> inside(ahead.begin(), ahead.end());
  return first_parents(graph, to, [&](const Oid& id) { return inside.contains(id); });
}

Arrivals arrivals(Graph& graph, const Oid& base, const Oid& tip, const std::vector<Oid>& wanted) {
  Arrivals result;
  const std::vector<Oid> news = diverge(graph, base, tip).ahead;
  const std::unordered_set<Oid> visited(news.begin(), news.end());
  const std::unordered_set<Oid> targets(wanted.begin(), wanted.end());

  // The first-parent chain within what was visited, oldest first: each wanted commit is credited to
  // the lowest commit of the chain that has it.
  const std::vector<Oid> chain =
      first_parents(graph, tip, [&](const Oid& id) { return visited.contains(id); });
  std::unordered_set<Oid> credited;
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    std::vector<Oid> stack = {*link};
    while (!stack.empty()) {
      const Oid id = stack.back();
      stack.pop_back();
      if (!visited.contains(id) || !credited.insert(id).second) continue;
      if (targets.contains(id)) result.entry.emplace(id, *link);
      for (const Oid& parent : graph.header(id).parents) stack.push_back(parent);
    }
  }
  return result;
}

}  // namespace hotfix
