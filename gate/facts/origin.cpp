// SPDX-License-Identifier: MIT
#include "gate/facts/origin.h"

#include <algorithm>
#include <unordered_set>

#include "gate/landing/picks.h"
#include "gate/request/subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

bool is_called_hotfix(const Commit& commit, const Policy& policy) {
  const std::string subject = lower(commit.subject());
  if (subject.starts_with("revert ")) return true;
  const std::string merged = merged_branch(commit.subject());
  if (!merged.empty() && (merged == policy.production || policy.hotfix_branch(merged))) return true;
  for (const std::string& type : policy.hotfix_types()) {
    const char next = subject.starts_with(lower(type)) ? subject.c_str()[type.size()] : '\0';
    if (next == ':' || next == '(' || next == '!') return true;
  }
  return false;
}

// The branch that a merge brought. `git flow` merges the tag of production's own merge, whose
// subject names it then.
std::string branch_brought_by(Graph& graph, const Commit& merge) {
  const std::string name = merged_branch(merge.subject());
  if (!name.empty() || merge.parents.size() != 2) return name;
  const Commit tagged = graph.commit(parse_oid(merge.parents.back()));
  return tagged.parents.size() == 2 ? merged_branch(tagged.subject()) : std::string();
}

// A merge that does not say what it merged is taken at the word of the commit it brought.
bool brought_other_branch(Graph& graph, const Commit& merge, const Commit& commit,
                          const Subject& subject, const Policy& policy) {
  const std::string name = branch_brought_by(graph, merge);
  if (name.empty()) return !is_called_hotfix(commit, policy);
  if (name == subject.branch || name == policy.production) return false;
  const SubjectKind kind = kind_of_branch(name, policy);
  return kind == SubjectKind::other || kind == SubjectKind::development;
}

// The commits that no other one of the set descends from.
std::vector<std::string> tips_of(const std::vector<Commit>& commits) {
  std::unordered_set<std::string> parents;
  for (const Commit& commit : commits) parents.insert(commit.parents.begin(), commit.parents.end());
  std::vector<std::string> tips;
  for (const Commit& commit : commits) {
    if (!parents.contains(commit.id)) tips.push_back(commit.id);
  }
  return tips;
}

std::size_t count_below(Graph& graph, const Oid& tip, const std::unordered_set<Oid>& inside) {
  std::unordered_set<Oid> seen;
  std::vector<Oid> stack = {tip};
  while (!stack.empty()) {
    const Oid id = stack.back();
    stack.pop_back();
    if (!inside.contains(id) || !seen.insert(id).second) continue;
    for (const Oid& parent : graph.header(id).parents) stack.push_back(parent);
  }
  return seen.size();
}

std::string last_part(const std::string& branch) { return branch.substr(branch.rfind('/') + 1); }

// Another branch of the remote whose tip lies below the head: the hotfix was cut from it. The same
// name under another prefix is this branch before it was renamed.
void find_stack(const Inquiry& asked, const std::vector<Oid>& ahead, Origin& origin) {
  const Context& context = asked.context;
  const std::string own = last_part(asked.subject().branch);
  const std::unordered_set<Oid> inside(ahead.begin(), std::prev(ahead.end()));
  const std::string prefix = "refs/remotes/" + context.remote + "/";
  for (const auto& [ref, tip] : context.repository.refs_below(prefix)) {
    if (!inside.contains(tip)) continue;
    const std::string branch = ref.substr(prefix.size());
    if (kind_of_branch(branch, context.policy) != SubjectKind::other) continue;
    const std::size_t below = count_below(asked.graph, tip, inside);
    if (below <= origin.stacked_commits || last_part(branch) == own) continue;
    origin.stacked_on = context.remote + "/" + branch;
    origin.stacked_commits = below;
  }
}

// What is left without development and the merges, parents before children.
std::vector<Oid> own_work(Graph& graph, const std::vector<Oid>& ahead, const Origin& origin) {
  const std::vector<Oid> foreign = ids_of(origin.from_development);
  std::vector<Oid> own;
  for (const Oid& id : ahead) {
    const bool is_own = std::find(foreign.begin(), foreign.end(), id) == foreign.end();
    if (is_own && graph.header(id).parents.size() < 2) own.push_back(id);
  }
  return own;
}

}  // namespace

Origin origin_of(const Inquiry& asked, const std::vector<Oid>& ahead) {
  Graph& graph = asked.graph;
  const Policy& policy = asked.policy();
  Origin origin;
  const Arrivals arrived = arrivals(graph, production_of(asked), development_of(asked), ahead);
  const std::unordered_set<Oid> rides(ahead.begin(), ahead.end());

  const bool fast_forward =
      std::all_of(arrived.entry.begin(), arrived.entry.end(), [&](const auto& arrival) {
        return arrival.first != arrival.second ||
               is_called_hotfix(graph.commit(arrival.first), policy);
      });
  const auto is_foreign = [&](const Oid& id, const Oid& by) {
    if (by == id || rides.contains(by)) return !fast_forward;
    return brought_other_branch(graph, graph.commit(by), graph.commit(id), asked.subject(), policy);
  };
  for (auto id = ahead.rbegin(); id != ahead.rend(); ++id) {
    const auto arrival = arrived.entry.find(*id);
    if (arrival != arrived.entry.end() && is_foreign(*id, arrival->second)) {
      origin.from_development.push_back(graph.commit(*id));
    }
  }
  origin.tips = tips_of(origin.from_development);
  if (origin.tips.size() > 1) {
    origin.picks = try_picks(asked.index, own_work(graph, ahead, origin),
                             {production_of(asked), asked.question.refs.production});
  }
  if (origin.from_development.empty() && ahead.size() > 1) {
    find_stack(asked, ahead, origin);
  }
  return origin;
}

}  // namespace hotfix
