// SPDX-License-Identifier: MIT
#include "gate/landing/taken_out.h"

#include <algorithm>
#include <unordered_set>

#include "gate/landing/evidence/change.h"
#include "gate/landing/evidence/parts.h"
#include "gate/landing/hotfix_sign.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostCompared = 100;  // hotfixes that changed files of the revert

using Ids = std::unordered_set<Oid>;

// What production got with the reverted commit and since: all that what stays does not have.
std::vector<Oid> in_question(Graph& graph, const Revert& revert) {
  const Oid reverted = parse_oid(revert.reverted), by = parse_oid(revert.commit);
  if (revert.state == Revert::State::several || !is_ancestor(graph, reverted, by)) return {};
  const std::vector<Oid>& kept = graph.parents(reverted);
  if (kept.size() < revert.kept_parent) return {};
  std::vector<Oid> ahead = diverge(graph, kept[revert.kept_parent - 1], by).ahead;
  std::erase(ahead, by);
  return ahead;
}

std::vector<Commit> hotfixes_among(Graph& graph, const Policy& policy,
                                   const std::vector<Oid>& ids) {
  std::vector<Commit> hotfixes;
  Ids brought;  // by the merge of a hotfix branch, which stands for them
  for (const Oid& id : ids) {
    const Commit commit = graph.commit(id);
    if (!hotfix_sign(commit, policy)) continue;
    hotfixes.push_back(commit);
    const std::vector<Oid> parents = graph.parents(id);
    for (std::size_t i = 1; i < parents.size(); ++i) {
      for (const Oid& side : diverge(graph, parents.front(), parents[i]).ahead) {
        brought.insert(side);
      }
    }
  }
  std::erase_if(hotfixes, [&](const Commit& one) { return brought.contains(parse_oid(one.id)); });
  return hotfixes;
}

// The files of a hotfix that run, as far as the revert changes them too.
Change shared_part(LandingIndex& index, const Oid& hotfix,
                   const std::unordered_set<std::string>& reverted) {
  Change change;
  change.tip = hotfix;
  for (TreeChange& entry : changes_of(index.graph, hotfix)) {
    if (!reverted.contains(entry.path) || !index.is_material(entry.path)) continue;
    FilePart part;
    part.entry = std::move(entry);
    change.files.push_back(std::move(part));
  }
  return change;
}

bool takes_out(LandingIndex& index, const Change& hotfix, const Oid& before, const Oid& after) {
  ChangeParts parts(index.contents, hotfix, index.is_material);
  const auto in = [&](const Oid& tree) {
    return parts.in(
        [&](const std::string& path) { return find_path(index.graph.repository(), tree, path); });
  };
  const auto had = in(before), has = in(after);
  for (std::size_t i = 0; i < had.size(); ++i) {
    const bool was_there = had[i].state == PartState::in_effect;
    if (was_there && has[i].state != PartState::in_effect) return true;
  }
  return false;
}

}  // namespace

std::vector<Commit> hotfixes_taken_out(LandingIndex& index, const Policy& policy,
                                       const std::vector<Revert>& reverts) {
  Graph& graph = index.graph;
  std::vector<Oid> ids;
  for (const Revert& revert : reverts) {
    const std::vector<Oid> more = in_question(graph, revert);
    if (more.size() > ids.size()) ids = more;
  }
  const Oid by = parse_oid(reverts.front().commit);
  const std::vector<Oid>& parents = graph.parents(by);
  if (ids.empty() || parents.empty()) return {};
  const Oid before = graph.header(parents.front()).tree, after = graph.header(by).tree;
  std::unordered_set<std::string> changed;
  for (const TreeChange& change : changes_of(graph, by)) changed.insert(change.path);
  std::vector<Commit> found;
  std::size_t compared = 0;
  for (Commit& hotfix : hotfixes_among(graph, policy, ids)) {
    const Change change = shared_part(index, parse_oid(hotfix.id), changed);
    if (change.files.empty() || ++compared > kMostCompared) continue;
    if (takes_out(index, change, before, after)) found.push_back(std::move(hotfix));
  }
  return found;
}

}  // namespace hotfix
