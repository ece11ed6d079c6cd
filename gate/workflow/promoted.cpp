// SPDX-License-Identifier: MIT
#include "gate/workflow/promoted.h"

#include <algorithm>

#include "gate/facts/squashed_release.h"
#include "gate/git/commit.h"
#include "gate/landing/hotfix_sign.h"

namespace hotfix {

Promoted promoted(const Context& context, Graph& graph, const Commit& commit) {
  const Policy& policy = context.policy;
  if (says_that_it_promotes(commit, policy)) return Promoted::whole;
  const bool is_other = hotfix_sign(commit, policy) || commit.parents.empty() ||
                        !revert_claims(commit.message).empty();
  if (is_other || context.refs.development_id.empty()) return Promoted::no;
  const Oid development = parse_oid(context.refs.development_id), id = parse_oid(commit.id);
  if (commit.parents.size() > 1) {
    const Oid merged = parse_oid(commit.parents[1]);
    return is_on_first_parents(graph, merged, development) ? Promoted::whole : Promoted::no;
  }
  if (is_on_first_parents(graph, id, development)) return Promoted::part;
  return is_squashed_release(graph, policy, id, development) ? Promoted::whole : Promoted::no;
}

bool takes_back_promotion(const Context& context, Graph& graph, const Commit& commit) {
  const std::vector<RevertClaim> claims = revert_claims(commit.message);
  return std::any_of(claims.begin(), claims.end(), [&](const RevertClaim& claim) {
    const auto id = graph.repository().expand(claim.reverted);
    return id && promoted(context, graph, graph.commit(*id)) == Promoted::whole;
  });
}

}  // namespace hotfix
