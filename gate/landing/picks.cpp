// SPDX-License-Identifier: MIT
#include "gate/landing/picks.h"

#include <string>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/changes.h"
#include "gate/git/merge.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/forecast.h"
#include "rules/support/bringing.h"

namespace hotfix {

namespace {

// To make a whole tree takes as long as to read the whole of it. After so many, each pick is tried
// on the last one.
constexpr std::size_t kMostTrees = kMostPicked;

// One pick after the other, on a tree in memory.
class Picker {
 public:
  Picker(LandingIndex& index, const PickTarget& target)
      : index_(index), target_(target), tree_(index.graph.header(target.tip).tree) {}

  // `goes_on`: a later pick touches the same files, so that somebody will look at the tree.
  Forecast pick(const Oid& commit, const std::vector<TreeChange>& changes, bool goes_on) {
    Graph& graph = index_.graph;
    const Oid parent = graph.parents(commit).front();
    Forecast result = forecast(index_, {changes, parent, target_.tip, target_.name, tree_});
    if (goes_on && result.outcome == Forecast::Outcome::clean && trees_ < kMostTrees) {
      ++trees_;
      tree_ = merge_trees(graph.repository(), graph.header(parent).tree, tree_,
                          graph.header(commit).tree)
                  .tree;
    }
    return result;
  }

 private:
  LandingIndex& index_;
  const PickTarget& target_;
  Oid tree_;
  std::size_t trees_ = 0;
};

// What each of them changes; nothing of one that cannot be picked.
std::vector<std::vector<TreeChange>> changes_of_each(Graph& graph,
                                                     const std::vector<Oid>& commits) {
  std::vector<std::vector<TreeChange>> all(commits.size());
  for (std::size_t i = 0; i < commits.size(); ++i) {
    try {
      if (!graph.parents(commits[i]).empty()) all[i] = changes_of(graph, commits[i]);
    } catch (const Undecidable&) {
      continue;
    }
  }
  return all;
}

// For each: does one after it touch one of its files?
std::vector<bool> touched_later(const std::vector<std::vector<TreeChange>>& all) {
  std::vector<bool> result(all.size());
  std::unordered_set<std::string> later;
  for (std::size_t i = all.size(); i-- > 0;) {
    for (const TreeChange& change : all[i]) result[i] = result[i] || later.contains(change.path);
    for (const TreeChange& change : all[i]) later.insert(change.path);
  }
  return result;
}

}  // namespace

std::vector<std::optional<Forecast>> try_picks(LandingIndex& index, const std::vector<Oid>& commits,
                                               const PickTarget& target) {
  std::vector<std::optional<Forecast>> results(commits.size());
  if (commits.empty()) return results;
  const auto changes = changes_of_each(index.graph, commits);
  const std::vector<bool> goes_on = touched_later(changes);
  Picker picker(index, target);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    try {
      if (!changes[i].empty()) results[i] = picker.pick(commits[i], changes[i], goes_on[i]);
    } catch (const Undecidable&) {
      continue;
    }
  }
  return results;
}

std::optional<Forecast> try_pick(LandingIndex& index, const Oid& commit, const PickTarget& target) {
  return try_picks(index, {commit}, target).front();
}

void try_picks(LandingIndex& index, std::vector<Hotfix>& hotfixes, const PickTarget& target) {
  std::vector<Oid> commits;
  std::vector<Hotfix*> owed;
  for (Hotfix& hotfix : hotfixes) {
    const LandingState state = hotfix.landing.state;
    if (is_settled(state) || state == LandingState::undecided) continue;
    commits.push_back(parse_oid(hotfix.commit));
    owed.push_back(&hotfix);
  }
  std::vector<std::optional<Forecast>> picks = try_picks(index, commits, target);
  for (std::size_t i = 0; i < owed.size(); ++i) owed[i]->pick = std::move(picks[i]);
}

}  // namespace hotfix
