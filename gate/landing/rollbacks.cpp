// SPDX-License-Identifier: MIT
#include "gate/landing/rollbacks.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/git/revert.h"
#include "gate/landing/landing.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// What the commit says that it takes back, as far as that is here.
std::vector<Oid> taken_back_by(Graph& graph, const Commit& commit, const Oid& production) {
  std::vector<Oid> ids;
  for (const RevertClaim& claim : revert_claims(commit.message)) {
    if (const auto id = graph.repository().expand(claim.reverted)) ids.push_back(*id);
  }
  if (!ids.empty()) return ids;
  try {
    for (const Revert& revert : reverts_of(graph, parse_oid(commit.id), {production})) {
      if (revert.state != Revert::State::several) ids.push_back(parse_oid(revert.reverted));
    }
  } catch (const Undecidable&) {
    // The commit that it names is not here: what it does is compared all the same.
  }
  return ids;
}

bool is_revert(Graph& graph, const Oid& id) {
  const Commit commit = graph.commit(id);
  return is_revert_subject(commit.subject()) || !revert_claims(commit.message).empty();
}

bool brings_again(Graph& graph, const Commit& commit, const std::vector<Oid>& taken_back) {
  if (taken_back.empty()) {
    return commit.subject().starts_with("Reapply \"") ||
           commit.subject().starts_with("Revert \"Revert \"");
  }
  return std::all_of(taken_back.begin(), taken_back.end(),
                     [&](const Oid& id) { return is_revert(graph, id); });
}

// Development has at least one place as it was before the rollback.
bool is_owed(const Landing& landing) {
  if (landing.state == LandingState::undecided) return true;
  return !is_settled(landing.state) &&
         std::any_of(landing.parts.begin(), landing.parts.end(),
                     [](const LandingPart& part) { return is_absent(part.state); });
}

std::string reason_of(Graph& graph, const Policy& policy, const std::vector<Oid>& commits) {
  std::string what = "what this takes back";
  if (!commits.empty()) {
    what = short_id(commits.front().hex()) + " \"" +
           std::string(graph.commit(commits.front()).subject()) + "\"";
  }
  if (commits.size() > 1) what += " and " + std::to_string(commits.size() - 1) + " more";
  if (!commits.empty()) what += ", which " + policy.production + " took back";
  return policy.development + " still has " + what + ": the next promotion may bring it again";
}

}  // namespace

std::vector<Hotfix> rollbacks(LandingIndex& index, const Policy& policy,
                              const LedgerQuestion& question) {
  if (policy.backport.rollbacks == Rollbacks::off) return {};
  Graph& graph = index.graph;
  Lander lander(index, question.production);
  std::vector<Hotfix> found;
  for (Hotfix& revert : production_commits(graph, policy, question).reverts) {
    const Oid id = parse_oid(revert.commit);
    const Commit commit = graph.commit(id);
    const std::vector<Oid> taken_back = taken_back_by(graph, commit, question.production);
    if (brings_again(graph, commit, taken_back)) continue;
    revert.landing = lander.commit(id, question.development);
    if (!is_owed(revert.landing)) continue;
    if (revert.landing.state != LandingState::undecided) {
      revert.landing.evidence.clear();
      for (const Oid& one : taken_back) revert.landing.evidence.push_back(one.hex());
      revert.landing.reason = reason_of(graph, policy, taken_back);
    }
    revert.overdue = is_debt(revert) && question.now > revert.deadline;
    found.push_back(std::move(revert));
  }
  return found;
}

}  // namespace hotfix
