// SPDX-License-Identifier: MIT
#include "gate/landing/plain.h"

#include <algorithm>

#include "gate/landing/evidence/equal_change.h"

namespace hotfix {

bool has_result(const Repository& repository, const std::vector<TreeChange>& changes,
                const Oid& tree) {
  return std::all_of(changes.begin(), changes.end(), [&](const TreeChange& change) {
    return find_path(repository, tree, change.path) == change.after;
  });
}

std::optional<Landing> plain_landing(LandingIndex& index, const Oid& hotfix,
                                     const std::vector<TreeChange>& changes, const Oid& onto) {
  Graph& graph = index.graph;
  const Repository& repository = graph.repository();
  if (changes.empty() || !has_result(repository, changes, graph.header(onto).tree)) {
    return std::nullopt;
  }
  if (index.windows.is_ancestor(hotfix, onto)) return std::nullopt;
  const Object object = repository.read(hotfix, ObjectType::commit);
  const auto alike = index.windows.signed_alike(hotfix, onto, signature_of(object.data()));
  if (alike.size() > kMostAlike) return std::nullopt;
  for (auto commit = alike.rbegin(); commit != alike.rend(); ++commit) {
    if (!is_same_change(repository, changes, changes_of(graph, *commit))) continue;
    Evidence evidence;
    evidence.match.emplace();
    evidence.match->commit = *commit;
    evidence.match->is_equal = true;
    evidence.match->overlap = {1, 1, 1, 1};
    return decide(evidence);
  }
  return std::nullopt;
}

}  // namespace hotfix
