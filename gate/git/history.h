// SPDX-License-Identifier: MIT
// Walks over the commit graph, on raw objects. A walk that needs a commit which a shallow clone cut
// off, or which is missing, throws Undecidable: a short history never looks like an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "gate/git/commit.h"
#include "gate/git/repository.h"

namespace hotfix {

struct Divergence {
  std::vector<Oid> ahead;  // reachable from `head` and not from `base`, parents before children
  std::size_t behind = 0;  // reachable from `base` and not from `head`
  std::vector<Oid> merge_bases;  // the best common ancestors, newest first; empty: unrelated
};

// Commits read once. References stay valid as long as the graph.
//
// A walk goes by git's commit-graph where the repository believes it
// (gate/git/objects/commit_graph.h): it gives the same answers as the objects do, without reading
// them.
class Graph {
 public:
  explicit Graph(const Repository& repository) : repository_(repository) {}
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  // What the object says. Throws Undecidable when it cannot be read, WrongCommitGraph when the
  // commit-graph says something else about it.
  const CommitHeader& header(const Oid& id);
  // The same, when the parents are going to be followed: also throws at a shallow boundary.
  const std::vector<Oid>& parents(const Oid& id);
  Commit commit(const Oid& id);
  // When it was committed; when its first parent was, nullopt: it has none, or none is here. By the
  // commit-graph, where that may be believed: the commits themselves are read later, or are beside
  // the point.
  std::int64_t time(const Oid& id);
  std::optional<std::int64_t> time_before(const Oid& id);
  const Repository& repository() const { return repository_; }

  // For gate/git/history.cpp alone: what its walks have in common.
  class Walks;
  Walks& walks();
  void forget_commit_graph();  // it is damaged

 private:
  const CommitHeader& keep(const Oid& id, CommitHeader header);

  const Repository& repository_;
  std::unordered_map<Oid, CommitHeader> headers_;
  std::shared_ptr<Walks> walks_;  // null: no walk was asked for yet
};

// The tips and the merge bases are read as objects.
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
