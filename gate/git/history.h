// SPDX-License-Identifier: MIT
// Walks over the commit graph, on raw objects. A walk that needs a commit which a shallow clone cut
// off, or which is missing, throws Undecidable: a short history never looks like an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gate/git/commit.h"
#include "gate/git/repository.h"

namespace hotfix {

struct Divergence {
  std::vector<Oid> ahead;  // reachable from `head` and not from `base`, parents before children
  std::size_t behind = 0;  // reachable from `base` and not from `head`
  std::vector<Oid> merge_bases;  // the best common ancestors, newest first; empty: unrelated
};

// Where histories parted from one base that is asked about again and again: thousands of branches
// are deleted in one push, and most of them grew from the same few commits.
class Partings {
 public:
  explicit Partings(const Oid& base) : base_(base) {}
  const Oid& base() const { return base_; }

  // What was painted for one head: all that was found to be the base's, and how that head parted.
  void add(const std::vector<Oid>& of_base, const Divergence& parted);
  // The same of another head that is one short line above a commit where one parted before;
  // nullopt: it is not, and has to be painted.
  std::optional<Divergence> of(class Graph& graph, const Oid& head) const;

 private:
  Oid base_;
  std::unordered_set<Oid> of_base_;
  std::unordered_map<Oid, std::size_t> behind_;  // by the only merge base
};

// Commits read once. References stay valid as long as the graph.
class Graph {
 public:
  explicit Graph(const Repository& repository) : repository_(repository) {}

  // Throws Undecidable when the commit cannot be read.
  const CommitHeader& header(const Oid& id);
  // The same, when the parents are going to be followed: also throws at a shallow boundary.
  const std::vector<Oid>& parents(const Oid& id);
  Commit commit(const Oid& id) const;
  const Repository& repository() const { return repository_; }

  // What is known of a base that was asked about lately; null: this is the first time.
  Partings* partings(const Oid& base);

 private:
  static constexpr std::size_t kRecent = 4;  // bases: production, development and what is beside

  const Repository& repository_;
  std::unordered_map<Oid, CommitHeader> headers_;
  std::vector<Partings> partings_;  // the newest last
};
Divergence diverge(Graph& graph, const Oid& base, const Oid& head);

// Is `ancestor` reachable from `descendant`? A commit is its own ancestor.
bool is_ancestor(Graph& graph, const Oid& ancestor, const Oid& descendant);

// A branch's own line of commits, newest first: the tip, its first parent, the first parent of that
// and so on. One at a time, so that no more is read than is asked for.
class FirstParentWalk {
 public:
  FirstParentWalk(Graph& graph, const Oid& tip) : graph_(graph), next_(tip) {}

  // The next one; nullopt: there is no more. Throws Undecidable where history is cut off.
  std::optional<Oid> next();

 private:
  Graph& graph_;
  std::optional<Oid> last_, next_;
};

// The first-parent line of `tip`, newest first, as long as `goes_on` says so of each commit in
// turn.
std::vector<Oid> first_parents(Graph& graph, const Oid& tip,
                               const std::function<bool(const Oid&)>& goes_on);

// Whether the first-parent line of `tip` has the commit.
bool is_on_first_parents(Graph& graph, const Oid& commit, const Oid& tip);

// The commits of from..to that lie on the first-parent line of `to`, newest first, as
// `git rev-list --first-parent` lists them.
std::vector<Oid> first_parents(Graph& graph, const Oid& from, const Oid& to);

// How commits came into a history.
struct Arrivals {
  // A wanted commit that `tip` has, with the commit of its first-parent chain that brought it:
  // itself when it lies on that chain.
  std::unordered_map<Oid, Oid> entry;
};
// Looks at all that `tip` has and `base` does not have. `wanted` holds no commit of `base`.
Arrivals arrivals(Graph& graph, const Oid& base, const Oid& tip, const std::vector<Oid>& wanted);

}  // namespace hotfix
