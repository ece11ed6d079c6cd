// SPDX-License-Identifier: MIT
#include "gate/facts/arrivals.h"

#include <algorithm>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/facts/own_changes.h"
#include "gate/facts/squashed_release.h"
#include "gate/landing/picks.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Ids = std::unordered_set<Oid>;

Ids ahead_of(Graph& graph, const Oid& base, const Oid& head) {
  const std::vector<Oid> ahead = diverge(graph, base, head).ahead;
  return {ahead.begin(), ahead.end()};
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
  // What development's own merges do was judged there, also where production is moved on to them.
  const std::vector<Oid> theirs = first_parents(graph, question.before, question.development);
  const Ids line(theirs.begin(), theirs.end());
  std::vector<Arrival> arrivals;
  for (const Oid& id : first_parents(graph, question.before, question.after)) {
    const bool is_promotion = is_of_development(graph, policy, id, question.development, fresh);
    arrivals.push_back({graph.commit(id), is_promotion,
                        line.contains(id) ? std::vector<std::string>() : own_changes(graph, id)});
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
