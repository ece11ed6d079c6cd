// SPDX-License-Identifier: MIT
#include "gate/facts/history.h"

#include <algorithm>
#include <unordered_set>

#include "gate/facts/changes.h"
#include "gate/git/merge.h"
#include "gate/git/trailers.h"
#include "gate/git/tree.h"

namespace hotfix {

namespace {

// Merges of production, as a forge's "Update branch" makes them.
std::vector<std::string> updates_in(Graph& graph, const std::vector<Oid>& ahead) {
  const std::unordered_set<Oid> own(ahead.begin(), ahead.end());
  std::vector<std::string> found;
  for (const Oid& id : ahead) {
    const CommitHeader header = graph.header(id);
    const bool takes_production = header.parents.size() == 2 && !own.contains(header.parents[1]);
    if (!takes_production || !own.contains(header.parents[0])) continue;
    const CommitMerge made = merge_commits(graph, header.parents[0], header.parents[1]);
    if (made.conflicts.empty() && made.tree == header.tree) found.push_back(id.hex());
  }
  return found;
}

std::vector<std::string> empty_ones(Graph& graph, const std::vector<Oid>& ahead) {
  std::vector<std::string> found;
  for (const Oid& id : ahead) {
    const CommitHeader header = graph.header(id);
    const bool has_parent = !header.parents.empty();
    if (has_parent && graph.header(header.parents[0]).tree == header.tree) {
      found.push_back(id.hex());
    }
  }
  return found;
}

// Counted files that production changed too, and to something else than the branch did. Production
// is only looked at where the branch changed something: since they parted, it may have changed a
// lot.
std::vector<std::string> overlap_of(const Inquiry& asked, const std::vector<Oid>& merge_bases) {
  if (merge_bases.empty()) return {};
  const auto released =
      [&, tree = asked.graph.header(production_of(asked)).tree](const std::string& path) {
        const TreeEntry entry = find_path(asked.repository(), tree, path);
        return entry.mode == kModeTree ? TreeEntry{} : entry;
      };
  std::vector<std::string> both;
  for (const TreeChange& change : changes_of_branch(asked, merge_bases)) {
    const PathClass path_class = asked.policy().classify(change.path);
    if (path_class != PathClass::code && path_class != PathClass::config) continue;
    const TreeEntry now = released(change.path);
    if (now != change.before && now != change.after) both.push_back(change.path);
  }
  return both;
}

std::vector<std::string> severities_in(const std::vector<Commit>& commits) {
  std::vector<std::string> severities;
  for (const Commit& commit : commits) {
    for (const Trailer& trailer : trailers_of(commit.message)) {
      if (trailer.key == "severity") severities.push_back(trailer.value);
    }
  }
  return severities;
}

// A deleted branch is compared with nothing: its commits are all that is asked for.
Divergence parting_of(const Inquiry& asked) {
  const bool is_removal = asked.subject().kind == SubjectKind::removal;
  const auto plain = is_removal ? plain_line(asked) : std::nullopt;
  return plain ? *plain : diverge(asked.graph, production_of(asked), head_of(asked));
}

}  // namespace

std::optional<Divergence> plain_line(const Inquiry& asked) {
  constexpr std::size_t kFew = 100;  // commits
  const Oid released = production_of(asked);
  Divergence parted;
  Oid id = head_of(asked);
  while (!asked.index.windows.is_ancestor(id, released)) {
    const std::vector<Oid>& parents = asked.graph.parents(id);
    if (parents.size() != 1 || parted.ahead.size() == kFew) return std::nullopt;
    parted.ahead.push_back(id);
    id = parents.front();
  }
  std::reverse(parted.ahead.begin(), parted.ahead.end());
  parted.merge_bases = {id};
  return parted;
}

History history_of(const Inquiry& asked) {
  require_head(asked);
  const Divergence parted = parting_of(asked);
  History found;
  found.commits = commits_of(asked.graph, parted.ahead);
  found.severities = severities_in(found.commits);
  for (const Oid& base : parted.merge_bases) found.merge_bases.push_back(base.hex());
  found.behind = parted.behind;
  if (asked.context.fetched_at >= 0) {
    found.production_age = std::max<std::int64_t>(0, asked.context.now - asked.context.fetched_at);
  }
  // Merged in memory: only a pull request and a revert ask for it.
  const bool is_revert = asked.subject().kind == SubjectKind::revert;
  if (is_revert || asked.subject().stage == Stage::pull_request) {
    found.updates = updates_in(asked.graph, parted.ahead);
    found.empty = empty_ones(asked.graph, parted.ahead);
  }
  if (found.behind > 0 && has(asked.needs, Need::origin)) {
    found.overlap = overlap_of(asked, parted.merge_bases);
  }
  return found;
}

std::vector<Waiver> waivers_in(const std::vector<Commit>& commits) {
  std::vector<Waiver> found;
  for (const Commit& commit : commits) {
    const auto waivers = waivers_of(commit);
    found.insert(found.end(), waivers.begin(), waivers.end());
  }
  return found;
}

}  // namespace hotfix
