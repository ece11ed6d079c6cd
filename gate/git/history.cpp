// SPDX-License-Identifier: MIT
#include "gate/git/history.h"

#include <algorithm>
#include <queue>
#include <span>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/objects/commit_graph.h"

namespace hotfix {

namespace {

// Dates order the walk, and dates can lie: it goes on for this many commits after the dates say
// that it is done. git's own limit (SLOP in revision.c) is 5.
constexpr int kStaleSlop = 16;

// What the walks of one Graph call a commit: in the order in which they were met.
using Number = std::uint32_t;
using Numbers = std::vector<Number>;
using NumberSet = std::unordered_set<Number>;
constexpr Number kNobody = ~Number{0};

// The commit-graph of the repository, where a walk may go by it. git does not use it beside cut off
// or replaced parents either.
CommitGraph commit_graph_of(const Repository& repository) {
  const bool is_plain = repository.shallow().empty() && !repository.has_grafts();
  return repository.trusts_clone() && is_plain
             ? CommitGraph::open(repository.common_dir() + "/objects")
             : CommitGraph();
}

// Places in the commit-graph, by which commits have their numbers.
class Places {
 public:
  // The number of that place; kNobody: it has none yet.
  Number find(CommitGraph::Position place) { return slot_of(place).number; }
  // Gives it to a place that has none.
  void add(CommitGraph::Position place, Number number) {
    if (2 * ++taken_ >= slots_.size()) grow();
    slot_of(place) = {place, number};
  }

 private:
  struct Slot {
    CommitGraph::Position place = 0;
    Number number = kNobody;
  };

  Slot& slot_of(CommitGraph::Position place) {
    constexpr std::uint32_t kGolden = 2654435769;  // spreads what follows each other
    std::size_t at = (place * kGolden) & (slots_.size() - 1);
    while (slots_[at].number != kNobody && slots_[at].place != place) {
      at = (at + 1) & (slots_.size() - 1);
    }
    return slots_[at];
  }

  void grow() {
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(2 * old.size(), {});
    for (const Slot& slot : old) {
      if (slot.number != kNobody) slot_of(slot.place) = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t taken_ = 0;
};

// The commits that walks have met, each read once.
class Commits {
 public:
  Commits(Graph& graph, CommitGraph file) : graph_(graph), file_(std::move(file)) {}

  std::size_t size() const { return met_.size(); }

  Number number(const Oid& id) {
    const auto known = numbers_.find(id);
    if (known != numbers_.end()) return known->second;
    const auto place = file_.find(id);
    const Number number = place ? at_place(*place) : meet({0, kNowhere, 0, {}, kUnread, 0});
    remember(number, id);
    return number;
  }

  Oid id(Number commit) {
    const auto known = ids_.find(commit);
    if (known != ids_.end()) return known->second;
    const Oid id = file_.id(met_[commit].place);
    remember(commit, id);
    return id;
  }

  std::vector<Oid> ids(std::span<const Number> commits) {
    std::vector<Oid> ids;
    for (const Number commit : commits) ids.push_back(id(commit));
    return ids;
  }

  std::int64_t time(Number commit) const {
    const Met& met = met_[commit];
    return met.place == kNowhere ? graph_.header(ids_.at(commit)).time : met.time;
  }

  // Valid until the next question.
  std::span<const Number> parents(Number commit) {
    if (met_[commit].parents_at == kUnread) read_parents(commit);
    const Met& met = met_[commit];
    return std::span(parents_).subspan(met.parents_at, met.parent_count);
  }

  // The same, to go on there: throws where a shallow clone was cut off.
  std::span<const Number> followed(Number commit) {
    if (met_[commit].place == kNowhere) graph_.parents(ids_.at(commit));
    return parents(commit);
  }

  void unmap() { file_.unmap(); }

  // Throws where the file says something else about a commit than the commit itself.
  void require_same(const Oid& id, const CommitHeader& header) {
    if (is_same(id, header)) return;
    throw WrongCommitGraph("the commit-graph is wrong about commit " + id.hex().substr(0, 12));
  }

 private:
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

  Number meet(const Met& met) {
    met_.push_back(met);
    return static_cast<Number>(met_.size() - 1);
  }

  Number at_place(CommitGraph::Position place) {
    if (const Number known = places_.find(place); known != kNobody) return known;
    const CommitGraph::Row row = file_.row(place);  // may throw
    const Number number = meet({row.time, place, row.level, row.edges, kUnread, 0});
    places_.add(place, number);
    return number;
  }

  void remember(Number number, const Oid& id) {
    numbers_.emplace(id, number);
    ids_.emplace(number, id);
  }

  void read_parents(Number commit) {
    const std::size_t begin = parents_.size();
    if (const auto place = met_[commit].place; place == kNowhere) {
      const std::vector<Oid>& ids = graph_.header(ids_.at(commit)).parents;
      for (const Oid& id : ids) parents_.push_back(number(id));
    } else {
      file_.parents(place, met_[commit].edges, found_);
      for (const CommitGraph::Position parent : found_) parents_.push_back(below(commit, parent));
    }
    met_[commit].parents_at = static_cast<std::uint32_t>(begin);
    met_[commit].parent_count = static_cast<std::uint32_t>(parents_.size() - begin);
  }

  // A line that goes round would never end.
  Number below(Number child, CommitGraph::Position parent) {
    const Number number = at_place(parent);
    if (met_[number].level >= met_[child].level) throw CommitGraph::Damaged();
    return number;
  }

  bool is_same(const Oid& id, const CommitHeader& header) try {
    const Number commit = number(id);
    const CommitGraph::Position place = met_[commit].place;
    if (place == kNowhere) return true;
    const CommitGraph::Row row = file_.row(place);
    return row.tree == header.tree && is_date(row.time, header.time) &&
           ids(parents(commit)) == header.parents;
  } catch (const CommitGraph::Damaged&) {
    return false;
  }

  // What is no date in one of them, or too late for the file, says nothing.
  static bool is_date(std::int64_t in_file, std::int64_t in_object) {
    constexpr std::int64_t kEnd = std::int64_t{1} << 34;
    return in_file == in_object || in_file == 0 || in_object <= 0 || in_object >= kEnd;
  }

  Graph& graph_;
  CommitGraph file_;
  std::vector<Met> met_;
  Numbers parents_;  // of all that were asked for theirs
  Places places_;
  std::unordered_map<Oid, Number> numbers_;   // of those whose ids are known
  std::unordered_map<Number, Oid> ids_;       // the other way round
  std::vector<CommitGraph::Position> found_;  // a row's parents, while it is read
};

enum : std::uint8_t { kBase = 1, kHead = 2, kBoth = 3, kStale = 4 };

// Paints ancestors of both sides, newest first, until everything left is known to be common. The
// algorithm is that of paint_down_to_common in git's commit-reach.c.
class Painter {
 public:
  Painter(Commits& commits, Number base, Number head) : commits_(commits) {
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

  Commits& commits_;
  std::priority_queue<Queued> queue_;
  std::vector<std::uint8_t> colors_;  // by number; 0: not painted
  Numbers painted_;
  int fresh_ = 0;  // queued commits that are not known to be below a common one
};

// Divergence, by numbers.
struct Parted {
  Numbers ahead;
  std::size_t behind = 0;
  Numbers merge_bases;
};

// Where histories parted from one base that is asked about again and again: thousands of branches
// are deleted in one push, and most of them grew from the same few commits.
class Partings {
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
  std::optional<Parted> of(Commits& commits, Number head) const {
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

// Parents before children, by depth first search within `members`.
Numbers parents_first(Commits& commits, const Numbers& members) {
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

class Graph::Walks {
 public:
  Walks(Graph& graph, CommitGraph file) : commits(graph, std::move(file)), graph_(graph) {}

  // The tips are read, and with them it is known that the file is right about them.
  Parted part(const Oid& base, const Oid& head) {
    graph_.header(base);
    graph_.header(head);
    const Parted parted = part(commits.number(base), commits.number(head));
    for (const Number one : parted.merge_bases) graph_.header(commits.id(one));
    commits.unmap();
    return parted;
  }

  bool is_ancestor(Number ancestor, Number descendant) {
    if (ancestor == descendant) return true;
    Painter painter(commits, ancestor, descendant);
    painter.run();
    return (painter.color(ancestor) & kHead) != 0;
  }

  // The line of `tip` as long as it stays in `inside`, newest first.
  Numbers first_parents(Number tip, const NumberSet& inside) {
    Numbers line;
    for (Number commit = tip; inside.contains(commit);) {
      line.push_back(commit);
      const auto parents = commits.followed(commit);
      if (parents.empty()) break;
      commit = parents.front();
    }
    return line;
  }

  Commits commits;

 private:
  Parted part(Number base, Number head) {
    Partings* const known = partings(base);
    if (known != nullptr) {
      if (auto parted = known->of(commits, head)) return *parted;
    }
    Painter painter(commits, base, head);
    painter.run();
    Parted result;
    Numbers ahead, common;
    for (const Number commit : painter.painted()) {
      const std::uint8_t color = painter.color(commit);
      if ((color & kBoth) == kHead) ahead.push_back(commit);
      if ((color & kBoth) == kBase) ++result.behind;
      if ((color & kBoth) == kBoth && (color & kStale) == 0) common.push_back(commit);
    }
    result.ahead = parents_first(commits, ahead);
    result.merge_bases = common.size() > 1 ? independent(common) : common;
    if (known != nullptr) known->add(painter, result);
    return result;
  }

  // Drops every candidate that another one descends from.
  Numbers independent(const Numbers& candidates) {
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
  Partings* partings(Number base) {
    constexpr std::size_t kRecent = 4;  // bases: production, development and what is beside
    for (Partings& known : partings_) {
      if (known.base() == base) return &known;
    }
    if (partings_.size() == kRecent) partings_.erase(partings_.begin());
    partings_.emplace_back(base);
    return nullptr;
  }

  Graph& graph_;
  std::vector<Partings> partings_;  // the newest last
};

namespace {

// What `walk` finds; where it comes upon damage in the commit-graph, without that.
template <class Walk>
auto walked(Graph& graph, Walk walk) {
  try {
    return walk(graph.walks());
  } catch (const CommitGraph::Damaged&) {
    graph.forget_commit_graph();
    return walk(graph.walks());
  }
}

}  // namespace

// Before the first walk there was nothing to compare with what was read. A file that turns out to
// be wrong there is never walked by.
Graph::Walks& Graph::walks() {
  if (walks_) return *walks_;
  auto walks = std::make_shared<Walks>(*this, commit_graph_of(repository_));
  for (const auto& [id, header] : headers_) walks->commits.require_same(id, header);
  walks_ = std::move(walks);
  return *walks_;
}

void Graph::forget_commit_graph() { walks_ = std::make_shared<Walks>(*this, CommitGraph()); }

const CommitHeader& Graph::keep(const Oid& id, CommitHeader header) {
  if (walks_) walks_->commits.require_same(id, header);
  return headers_.emplace(id, std::move(header)).first->second;
}

const CommitHeader& Graph::header(const Oid& id) {
  const auto found = headers_.find(id);
  if (found != headers_.end()) return found->second;
  return keep(id, parse_commit_header(repository_.read(id, ObjectType::commit).data()));
}

const std::vector<Oid>& Graph::parents(const Oid& id) {
  if (repository_.shallow().contains(id) && !header(id).parents.empty()) {
    throw Undecidable("history is shallow: it was cut off at " + id.hex().substr(0, 12),
                      "git fetch --unshallow", Cause::not_fetched);
  }
  return header(id).parents;
}

Commit Graph::commit(const Oid& id) {
  const Object object = repository_.read(id, ObjectType::commit);
  if (!headers_.contains(id)) keep(id, parse_commit_header(object.data()));
  return parse_commit(id, object.data());
}

std::int64_t Graph::time(const Oid& id) {
  return walked(*this, [&](Walks& walks) { return walks.commits.time(walks.commits.number(id)); });
}

std::optional<std::int64_t> Graph::time_before(const Oid& id) {
  if (repository_.shallow().contains(id)) return std::nullopt;
  return walked(*this, [&](Walks& walks) -> std::optional<std::int64_t> {
    const auto parents = walks.commits.parents(walks.commits.number(id));
    if (parents.empty()) return std::nullopt;
    return walks.commits.time(parents.front());
  });
}

Divergence diverge(Graph& graph, const Oid& base, const Oid& head) {
  return walked(graph, [&](Graph::Walks& walks) {
    const Parted parted = walks.part(base, head);
    Commits& commits = walks.commits;
    return Divergence{commits.ids(parted.ahead), parted.behind, commits.ids(parted.merge_bases)};
  });
}

bool is_ancestor(Graph& graph, const Oid& ancestor, const Oid& descendant) {
  return walked(graph, [&](Graph::Walks& walks) {
    for (const Oid& tip : {ancestor, descendant}) graph.header(tip);
    return walks.is_ancestor(walks.commits.number(ancestor), walks.commits.number(descendant));
  });
}

std::optional<Oid> FirstParentWalk::next() {
  if (last_) {
    next_ = walked(graph_, [&](Graph::Walks& walks) {
      const auto parents = walks.commits.followed(walks.commits.number(*last_));
      return parents.empty() ? std::nullopt : std::optional(walks.commits.id(parents.front()));
    });
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
  return walked(graph, [&](Graph::Walks& walks) {
    const Numbers ahead = walks.part(from, to).ahead;
    const NumberSet inside(ahead.begin(), ahead.end());
    return walks.commits.ids(walks.first_parents(walks.commits.number(to), inside));
  });
}

Arrivals arrivals(Graph& graph, const Oid& base, const Oid& tip, const std::vector<Oid>& wanted) {
  return walked(graph, [&](Graph::Walks& walks) {
    Commits& commits = walks.commits;
    Arrivals result;
    const Numbers news = walks.part(base, tip).ahead;
    const NumberSet visited(news.begin(), news.end());
    NumberSet targets, credited;
    for (const Oid& id : wanted) targets.insert(commits.number(id));

    // The first-parent chain within what was visited, oldest first: each wanted commit is credited
    // to the lowest commit of the chain that has it.
    const Numbers chain = walks.first_parents(commits.number(tip), visited);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      Numbers stack = {*link};
      while (!stack.empty()) {
        const Number commit = stack.back();
        stack.pop_back();
        if (!visited.contains(commit) || !credited.insert(commit).second) continue;
        if (targets.contains(commit)) result.entry.emplace(commits.id(commit), commits.id(*link));
        const auto parents = commits.parents(commit);
        stack.insert(stack.end(), parents.begin(), parents.end());
      }
    }
    return result;
  });
}

}  // namespace hotfix
