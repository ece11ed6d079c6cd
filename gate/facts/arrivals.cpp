// SPDX-License-Identifier: MIT
#include "gate/facts/arrivals.h"

#include <algorithm>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/merge.h"
#include "gate/git/tree.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/landing/picks.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Ids = std::unordered_set<Oid>;

Ids ahead_of(Graph& graph, const Oid& base, const Oid& head) {
  const std::vector<Oid> ahead = diverge(graph, base, head).ahead;
  return {ahead.begin(), ahead.end()};
}

// A release that was squashed: whatever it changed is the same on development, byte for byte.
bool is_squashed_release(Graph& graph, const Policy& policy, const Oid& id,
                         const Oid& development) {
  if (hotfix_sign(graph.commit(id), policy)) return false;
  const CommitHeader& header = graph.header(id);
  const Oid before = header.parents.empty() ? Oid{} : graph.header(header.parents.front()).tree;
  const auto changes = diff_trees(graph.repository(), before, header.tree);
  const Oid released = graph.header(development).tree;
  return !changes.empty() &&
         std::all_of(changes.begin(), changes.end(), [&](const TreeChange& change) {
           return find_path(graph.repository(), released, change.path) == change.after;
         });
}

// `new_to_development`: the commits that development does not have.
bool is_of_development(Graph& graph, const Policy& policy, const Oid& id, const Oid& development,
                       const Ids& new_to_development) {
  if (!new_to_development.contains(id)) return true;
  const std::vector<Oid>& parents = graph.header(id).parents;
  if (parents.size() < 2) return is_squashed_release(graph, policy, id, development);
  return std::none_of(parents.begin() + 1, parents.end(),
                      [&](const Oid& parent) { return new_to_development.contains(parent); });
}

// One parent after the other, as git's octopus strategy has it.
CommitMerge merge_all(Graph& graph, const std::vector<Oid>& parents) {
  CommitMerge made = merge_commits(graph, parents[0], parents[1]);
  for (std::size_t i = 2; i < parents.size(); ++i) {
    const std::vector<Oid> bases = diverge(graph, parents[0], parents[i]).merge_bases;
    const Oid base = bases.empty() ? Oid{} : graph.header(bases.front()).tree;
    CommitMerge next =
        merge_trees(graph.repository(), base, made.tree, graph.header(parents[i]).tree);
    next.conflicts.insert(next.conflicts.end(), made.conflicts.begin(), made.conflicts.end());
    made = std::move(next);
  }
  return made;
}

// Files that a merge has in a form that neither side has; a conflict had to be resolved somehow.
std::vector<std::string> own_changes(Graph& graph, const Oid& id) {
  const CommitHeader header = graph.header(id);
  if (header.parents.size() < 2) return {};
  const CommitMerge made = merge_all(graph, header.parents);
  std::vector<std::string> paths;
  for (const TreeChange& change : diff_trees(graph.repository(), made.tree, header.tree)) {
    const bool in_conflict = std::find(made.conflicts.begin(), made.conflicts.end(), change.path) !=
                             made.conflicts.end();
    if (!in_conflict) paths.push_back(change.path);
  }
  return paths;
}

// What came to production by itself may have to come to development.
void try_arrivals(LandingIndex& index, const PickTarget& target, std::vector<Arrival>& arrivals) {
  std::vector<Oid> ids;
  std::vector<Arrival*> owed;
  for (Arrival& arrival : arrivals) {
    if (arrival.from_development) continue;
    ids.push_back(parse_oid(arrival.commit.id));
    owed.push_back(&arrival);
  }
  const std::vector<std::optional<Forecast>> picks = try_picks(index, ids, target);
  for (std::size_t i = 0; i < owed.size(); ++i) owed[i]->pick = picks[i];
}

}  // namespace

std::vector<Arrival> arrivals_of(Graph& graph, const Policy& policy,
                                 const ArrivalQuestion& question) {
  if (!graph.repository().contains(question.before)) {
    throw Undecidable(
        "commit " + short_id(question.before.hex()) + ", where production was before, is not here",
        "git fetch origin " + question.before.hex(), Cause::not_fetched);
  }
  const Ids fresh = ahead_of(graph, question.development, question.after);
  std::vector<Arrival> arrivals;
  for (const Oid& id : first_parents(graph, question.before, question.after)) {
    const bool is_promotion = is_of_development(graph, policy, id, question.development, fresh);
    arrivals.push_back({graph.commit(id), is_promotion, own_changes(graph, id)});
  }
  std::reverse(arrivals.begin(), arrivals.end());
  for (Arrival& arrival : arrivals) {
    arrival.brings = only_commit(graph, parse_oid(arrival.commit.id));
  }
  return arrivals;
}

std::vector<Arrival> arrivals_by(const Inquiry& asked) {
  if (asked.subject().old_head.empty()) return {};
  const Oid development = development_of(asked);
  std::vector<Arrival> arrivals =
      arrivals_of(asked.graph, asked.policy(), {old_head_of(asked), head_of(asked), development});
  if (asked.subject().stage == Stage::released) {
    try_arrivals(asked.index, {development, asked.question.refs.development}, arrivals);
  }
  return arrivals;
}

}  // namespace hotfix
