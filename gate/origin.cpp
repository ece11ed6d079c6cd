// SPDX-License-Identifier: MIT
#include "gate/origin.h"

#include <algorithm>
#include <unordered_set>

#include "gate/subject.h"
#include "rules/text.h"

namespace hotfix {

namespace {

bool is_called_hotfix(const Commit& commit, const Policy& policy) {
  const std::string subject = lower(commit.subject());
  if (starts_with(subject, "revert ")) return true;
  if (merged_branch(commit.subject()) == policy.production) return true;
  for (const std::string& type : policy.setting("commit-message").options.words("types")) {
    const char next = starts_with(subject, lower(type)) ? subject.c_str()[type.size()] : '\0';
    if (next == ':' || next == '(' || next == '!') return true;
  }
  return false;
}

bool names_other_branch(const Commit& merge, const Subject& subject, const Policy& policy) {
  const std::string name = merged_branch(merge.subject());
  if (name.empty() || name == subject.branch || name == policy.production) return false;
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

// Another branch of the remote whose tip lies below the head: the hotfix was cut from it.
void find_stack(Graph& graph, const Context& context, const std::vector<Oid>& ahead,
                Origin& origin) {
  const std::unordered_set<Oid> inside(ahead.begin(), std::prev(ahead.end()));
  const std::string prefix = "refs/remotes/" + context.remote + "/";
  for (const auto& [ref, tip] : graph.repository().refs_below(prefix)) {
    if (!inside.contains(tip)) continue;
    const std::string branch = ref.substr(prefix.size());
    if (kind_of_branch(branch, context.policy) != SubjectKind::other) continue;
    const std::size_t below = count_below(graph, tip, inside);
    if (below <= origin.stacked_commits) continue;
    origin.stacked_on = context.remote + "/" + branch;
    origin.stacked_commits = below;
  }
}

}  // namespace

Origin origin_of(Graph& graph, const Context& context, const Subject& subject,
                 const std::vector<Oid>& ahead) {
  Origin origin;
  const Oid development = parse_oid(context.refs.development_id);
  const Arrivals arrived = arrivals(graph, development, ahead);
  const std::unordered_set<Oid> rides(ahead.begin(), ahead.end());

  const bool fast_forward =
      std::all_of(arrived.entry.begin(), arrived.entry.end(), [&](const auto& arrival) {
        return arrival.first != arrival.second ||
               is_called_hotfix(graph.commit(arrival.first), context.policy);
      });
  for (auto id = ahead.rbegin(); id != ahead.rend(); ++id) {
    const auto arrival = arrived.entry.find(*id);
    if (arrival == arrived.entry.end()) continue;
    const Oid& by = arrival->second;
    const bool on_chain = by == *id;
    const bool foreign = on_chain ? !fast_forward
                         : rides.contains(by)
                             ? !fast_forward
                             : names_other_branch(graph.commit(by), subject, context.policy);
    if (foreign) origin.from_development.push_back(graph.commit(*id));
  }
  origin.tips = tips_of(origin.from_development);
  if (origin.from_development.empty() && ahead.size() > 1) {
    find_stack(graph, context, ahead, origin);
  }
  return origin;
}

}  // namespace hotfix
