// SPDX-License-Identifier: MIT
#include "gate/workflow/forwarded.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/workflow/branch_release.h"
#include "gate/workflow/hotfix_branches.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// What the other hotfix branches say of production's commits.
struct Others {
  std::vector<std::string> tips;     // full ids
  std::vector<std::string> brought;  // of production's commits, those that brought one of them
};

// One that goes on from there, or is newer, brought nothing that is below. Where it is not known
// what production did with a branch, that branch says nothing.
std::vector<std::string> brought_of(LandingIndex& index, const Oid& production, const Oid& tip,
                                    const Oid& below) {
  Graph& graph = index.graph;
  const bool is_later =
      graph.header(tip).time > graph.header(below).time || is_ancestor(graph, below, tip);
  if (is_later || is_ancestor(graph, tip, production)) return {};
  try {
    return release_of(index, production, tip).brought;
  } catch (const Undecidable&) {
    return {};
  }
}

Others others_than(const Context& context, LandingIndex& index, const std::string& branch,
                   const Oid& below) {
  const Oid production = parse_oid(context.refs.production_id);
  Others others;
  for (const std::string& other : hotfix_branches(context)) {
    if (other == branch) continue;
    const std::string released = read_incident(context.settings, other).released;
    if (!released.empty()) others.brought.push_back(released);
    const BranchTips tips = tips_of(context, other);
    for (const std::string& tip : {tips.local, tips.remote}) {
      if (tip.empty() || one_of(tip, others.tips)) continue;
      others.tips.push_back(tip);
      const std::vector<std::string> ids = brought_of(index, production, parse_oid(tip), below);
      others.brought.insert(others.brought.end(), ids.begin(), ids.end());
    }
  }
  return others;
}

// A forge merged or squashed it, or it names the branch that it came from.
bool came_from_elsewhere(const Commit& commit, const std::string& branch, const Policy& policy) {
  const std::string said = hotfix_branch_of(commit, policy);
  if (!said.empty()) return said != branch;
  return commit.parents.size() > 1 || !request_number(commit.subject()).empty();
}

bool is_before(Graph& graph, const Oid& commit, const Incident& incident) {
  return incident.started && graph.header(commit).time < *incident.started;
}

Forwarded by_signs(const Context& context, LandingIndex& index, const std::string& branch,
                   const Incident& incident, const Oid& tip) {
  Forwarded found;
  std::optional<Others> others;
  first_parents(index.graph, tip, [&](const Oid& id) {
    const Commit commit = index.graph.commit(id);
    const bool is_elsewhere =
        is_before(index.graph, id, incident) || came_from_elsewhere(commit, branch, context.policy);
    if (is_elsewhere || !hotfix_sign(commit, context.policy)) {
      found.is_begun = is_elsewhere;
      return false;
    }
    if (!others) others = others_than(context, index, branch, tip);
    if (one_of(id.hex(), others->brought)) {
      found.is_begun = true;
      return false;
    }
    if (one_of(id.hex(), others->tips)) return false;
    found.own.push_back(id);
    return commit.parents.size() == 1;
  });
  std::reverse(found.own.begin(), found.own.end());
  found.is_begun = found.is_begun && found.own.empty();
  found.is_by_signs = !found.own.empty();
  return found;
}

}  // namespace

Forwarded forwarded(const Context& context, LandingIndex& index, const std::string& branch,
                    const Incident& incident, const Oid& tip) {
  const auto start = start_in_reflog(context, index.graph, branch, tip);
  if (!start) return by_signs(context, index, branch, incident, tip);
  Forwarded found;
  found.own = diverge(index.graph, *start, tip).ahead;
  found.is_begun = found.own.empty();
  return found;
}

}  // namespace hotfix
