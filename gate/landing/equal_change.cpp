// SPDX-License-Identifier: MIT
#include "gate/landing/equal_change.h"

#include <algorithm>
#include <unordered_map>

#include "gate/git/hunks.h"
#include "gate/git/tree.h"

namespace hotfix {

namespace {

using Change = std::vector<TreeChange>;

Change change_of(Graph& graph, const Oid& commit) {
  const std::vector<Oid>& parents = graph.parents(commit);
  const Oid before = parents.empty() ? Oid{} : graph.header(parents.front()).tree;
  return diff_trees(graph.repository(), before, graph.header(commit).tree);
}

bool same_file_change(const Repository& repository, const TreeChange& a, const TreeChange& b) {
  if (a == b) return true;
  if (a.path != b.path || a.before.mode != b.before.mode || a.after.mode != b.after.mode) {
    return false;
  }
  const auto first = hunk_text(repository, a);
  const auto second = hunk_text(repository, b);
  return first && second && *first == *second;
}

bool same_change(const Repository& repository, const Change& a, const Change& b) {
  return !a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end(),
                                  [&](const TreeChange& one, const TreeChange& other) {
                                    return same_file_change(repository, one, other);
                                  });
}

}  // namespace

bool contains_change(Graph& graph, const Oid& tip, const Oid& target) {
  const Repository& repository = graph.repository();
  const Divergence branch = diverge(graph, target, tip);
  if (branch.ahead.empty()) return true;
  if (branch.merge_bases.empty()) return false;

  std::vector<Change> candidates;
  for (const Oid& commit : diverge(graph, tip, target).ahead) {
    candidates.push_back(change_of(graph, commit));
  }
  const auto arrived = [&](const Change& change) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Change& candidate) {
      return same_change(repository, change, candidate);
    });
  };
  const Oid base_tree = graph.header(branch.merge_bases.front()).tree;
  if (arrived(diff_trees(repository, base_tree, graph.header(tip).tree))) return true;

  // Commit by commit. An empty commit has nothing to bring; what a merge brings cannot be told.
  bool any = false;
  for (const Oid& commit : branch.ahead) {
    if (graph.parents(commit).size() > 1) return false;
    const Change change = change_of(graph, commit);
    if (change.empty()) continue;
    if (!arrived(change)) return false;
    any = true;
  }
  return any;
}

}  // namespace hotfix
