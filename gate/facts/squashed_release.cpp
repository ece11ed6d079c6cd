// SPDX-License-Identifier: MIT
#include "gate/facts/squashed_release.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/facts/own_changes.h"
#include "gate/git/tree.h"
#include "gate/landing/hotfix_sign.h"

namespace hotfix {

namespace {

constexpr std::size_t kLately = 500;    // commits of development that a release may be made of
constexpr std::size_t kMostMerged = 6;  // of these: how many are merged, to compare
constexpr std::size_t kMostAsked = 50;  // files, of which each of these is asked

using Changes = std::vector<TreeChange>;

// Some of them, from all over the tree.
Changes sample_of(const Changes& changes) {
  const std::size_t step = (changes.size() + kMostAsked - 1) / kMostAsked;
  Changes sample;
  for (std::size_t i = 0; i < changes.size(); i += step) sample.push_back(changes[i]);
  return sample;
}

std::size_t count_alike(const Repository& repository, const Changes& changes, const Oid& tree) {
  const auto alike = std::count_if(changes.begin(), changes.end(), [&](const TreeChange& change) {
    return find_path(repository, tree, change.path) == change.after;
  });
  return static_cast<std::size_t>(alike);
}

// What cannot be merged proves nothing.
bool is_merge_of(Graph& graph, const Oid& before, const Oid& promoted, const Oid& tree) try {
  return own_changes(graph, before, promoted, tree).empty();
} catch (const Undecidable&) {
  return false;
}

// Those that have most of the files as they are now: from the ends of that list, for what was
// picked came with the oldest of them, and what is released is often the newest.
std::vector<Oid> worth_merging(Graph& graph, const std::vector<Oid>& line, const Changes& changes) {
  const Changes sample = sample_of(changes);
  std::vector<Oid> best;
  std::size_t most = (sample.size() + 1) / 2;
  for (const Oid& id : line) {
    const std::size_t alike = count_alike(graph.repository(), sample, graph.header(id).tree);
    if (alike > most) best.clear();
    if (alike >= most) best.push_back(id);
    most = std::max(most, alike);
  }
  std::vector<Oid> chosen;
  for (std::size_t i = 0; i < best.size() && chosen.size() < kMostMerged; ++i) {
    chosen.push_back(i % 2 == 0 ? best[i / 2] : best[best.size() - 1 - i / 2]);
  }
  return chosen;
}

}  // namespace

bool is_squashed_release(Graph& graph, const Policy& policy, const Oid& commit,
                         const Oid& development) {
  const std::vector<Oid>& parents = graph.parents(commit);
  if (parents.empty() || hotfix_sign(graph.commit(commit), policy)) return false;
  const Oid before = parents.front(), tree = graph.header(commit).tree;
  const Changes changes = diff_trees(graph.repository(), graph.header(before).tree, tree);
  if (changes.empty()) return false;
  std::vector<Oid> line = first_parents(graph, before, development);
  line.resize(std::min(line.size(), kLately));
  const auto is_whole = [&](const Oid& id) { return graph.header(id).tree == tree; };
  if (std::any_of(line.begin(), line.end(), is_whole)) return true;
  const std::vector<Oid> candidates = worth_merging(graph, line, changes);
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Oid& id) { return is_merge_of(graph, before, id, tree); });
}

}  // namespace hotfix
