// SPDX-License-Identifier: MIT
#include "gate/landing/production_loss.h"

#include <algorithm>

#include "gate/landing/evidence/change.h"
#include "gate/landing/evidence/message_hints.h"
#include "gate/landing/plain.h"
#include "rules/model/registry.h"
#include "rules/support/commit_subject.h"

namespace hotfix {

namespace {

// Both tips have the same in all files of the change.
bool is_alike(Graph& graph, const std::vector<TreeChange>& changes,
              const LedgerQuestion& question) {
  const Oid ours = graph.header(question.production).tree;
  const Oid theirs = graph.header(question.development).tree;
  return std::all_of(changes.begin(), changes.end(), [&](const TreeChange& change) {
    return find_path(graph.repository(), ours, change.path) ==
           find_path(graph.repository(), theirs, change.path);
  });
}

// Production's own doing: not what development did and was promoted with, though a merge of
// production may have brought it to development since.
bool is_made_on_production(LandingIndex& index, const Oid& commit, const LedgerQuestion& question) {
  if (!index.windows.is_ancestor(commit, question.development)) return true;
  return is_on_first_parents(index.graph, commit, question.production) &&
         !is_on_first_parents(index.graph, commit, question.development);
}

bool had_it(const Landing& landing) {
  return is_there(landing.state) || landing.state == LandingState::lost;
}

// What development had and reworked or undid comes to production by a promotion: that was meant. A
// merge shows what it brought. Of a squash it is told by what development did to the fix before.
bool is_development_of_it(Graph& graph, Lander& lander, const LedgerQuestion& question,
                          const Oid& hotfix, const Oid& by) {
  const std::vector<Oid> parents = graph.parents(by);
  for (std::size_t i = 1; i < parents.size(); ++i) {
    if (had_it(lander.commit(hotfix, parents[i]))) return true;
  }
  if (parents.size() > 1) return false;
  const Landing landing = lander.commit(hotfix, question.development);
  return landing.state == LandingState::lost && !landing.evidence.empty() &&
         graph.header(parse_oid(landing.evidence.back())).time < graph.header(by).time;
}

// A hotfix that takes something back is over once a release brings that again.
bool is_rollback(Graph& graph, const Oid& hotfix) {
  std::vector<Oid> commits = {hotfix};
  const std::vector<Oid> parents = graph.parents(hotfix);
  if (parents.size() > 1) {
    const std::vector<Oid> merged = diverge(graph, parents[0], parents[1]).ahead;
    commits.insert(commits.end(), merged.begin(), merged.end());
  }
  return std::any_of(commits.begin(), commits.end(), [&](const Oid& id) {
    const Commit commit = graph.commit(id);
    return is_revert_subject(commit.subject()) || !revert_claims(commit.message).empty();
  });
}

}  // namespace

std::optional<Oid> lost_on_production(LandingIndex& index, Lander& on_production,
                                      const LedgerQuestion& question, const Hotfix& hotfix) {
  const bool is_taken_back = hotfix.landing.state == LandingState::withdrawn &&
                             hotfix.landing.signal == LandingSignal::reverted;
  if (is_taken_back) return std::nullopt;
  Graph& graph = index.graph;
  const Oid commit = parse_oid(hotfix.commit);
  const std::vector<TreeChange> changes = changes_of(graph, commit);
  if (has_result(graph.repository(), changes, graph.header(question.production).tree)) {
    return std::nullopt;
  }
  const Landing landing = on_production.commit(commit, question.production);
  if (landing.state != LandingState::lost || landing.evidence.empty()) return std::nullopt;
  // What development made of the fix since is no loss when it is promoted.
  if (is_alike(graph, changes, question) &&
      is_there(on_production.commit(commit, question.development).state)) {
    return std::nullopt;
  }
  const Oid by = parse_oid(landing.evidence.back());
  if (!is_made_on_production(index, by, question) ||
      is_development_of_it(graph, on_production, question, commit, by)) {
    return std::nullopt;
  }
  if (is_rollback(graph, commit)) return std::nullopt;
  const auto said = index.windows.with_hotfix_trailer(commit, question.production);
  if (testimony_about(graph, said, commit, rule_with(Role::backport))) return std::nullopt;
  return by;
}

}  // namespace hotfix
