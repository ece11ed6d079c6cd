// SPDX-License-Identifier: MIT
#include "gate/git/revert.h"

#include <map>

#include "gate/error.h"
#include "gate/git/lines.h"
#include "gate/git/merge_file.h"
#include "rules/text.h"

namespace hotfix {

namespace {

Oid tree_of(Graph& graph, const Oid& commit) { return graph.header(commit).tree; }

// The tree of the first parent; the empty tree for a root.
Oid parent_tree(Graph& graph, const Oid& commit) {
  const std::vector<Oid>& parents = graph.parents(commit);
  return parents.empty() ? Oid{} : tree_of(graph, parents.front());
}

Oid require_commit(Graph& graph, const std::string& hex) {
  const auto id = graph.repository().expand(hex);
  if (!id) {
    throw Undecidable("commit " + short_id(hex) + ", which is said to be reverted, is not here",
                      "git fetch --all");
  }
  return *id;
}

// What was there before the reverted commit: the tree of the parent that the message names for a
// merge, of the first parent otherwise.
Oid tree_before(Graph& graph, const Oid& reverted, const RevertClaim& claim) {
  if (!claim.base.empty()) {
    const auto base = graph.repository().expand(claim.base);
    for (const Oid& parent : graph.parents(reverted)) {
      if (base == parent) return tree_of(graph, parent);
    }
  }
  return parent_tree(graph, reverted);
}

enum class Undo { same, differs, conflicts };

// Three-way: from `changed` (what the reverted commit made) back to `original`, applied to `ours`.
Undo merges_to(const Repository& repository, const TreeEntry& original, const TreeEntry& changed,
               const TreeEntry& ours, const TreeEntry& result) {
  for (const TreeEntry& side : {original, changed, ours, result}) {
    if (side.mode == 0 || side.mode == kModeSubmodule) return Undo::conflicts;
    if (repository.size_of(side.id) > kCountableBlob) return Undo::conflicts;
  }
  const Object base = repository.read(changed.id, ObjectType::blob);
  const Object mine = repository.read(ours.id, ObjectType::blob);
  const Object theirs = repository.read(original.id, ObjectType::blob);
  const MergedText merged = merge_text(base.data(), mine.data(), theirs.data(), Favor::neither);
  if (!merged.is_clean) return Undo::conflicts;
  return merged.text == repository.read(result.id, ObjectType::blob).data() ? Undo::same
                                                                            : Undo::differs;
}

Undo undoes(const Repository& repository, const TreeChange& change, const TreeChange* done) {
  const TreeEntry ours = done ? done->before : change.after;
  if (!done) return change.before == change.after ? Undo::same : Undo::differs;
  if (ours == change.after) {
    return done->after == change.before ? Undo::same : Undo::differs;
  }
  return merges_to(repository, change.before, change.after, ours, done->after);
}

}  // namespace

Revert check_revert(Graph& graph, const Oid& commit, const RevertClaim& claim) {
  const Repository& repository = graph.repository();
  const Oid reverted = require_commit(graph, claim.reverted);
  Revert revert{commit.hex(), reverted.hex(), Revert::State::exact, {}};
  // Only what the branch has can be taken back: "reverting" the revert of a feature brings the
  // feature.
  if (!is_ancestor(graph, reverted, commit)) {
    revert.state = Revert::State::differs;
    return revert;
  }

  std::map<std::string, TreeChange> done;
  for (TreeChange& change :
       diff_trees(repository, parent_tree(graph, commit), tree_of(graph, commit))) {
    done.emplace(change.path, std::move(change));
  }
  bool differs = false;
  for (const TreeChange& change :
       diff_trees(repository, tree_before(graph, reverted, claim), tree_of(graph, reverted))) {
    const auto found = done.find(change.path);
    const Undo undo = undoes(repository, change, found == done.end() ? nullptr : &found->second);
    if (found != done.end()) done.erase(found);
    if (undo == Undo::same) continue;
    differs = differs || undo == Undo::differs;
    revert.paths.push_back(change.path);
  }
  for (const auto& [path, extra] : done) revert.paths.push_back(path);
  if (differs || !done.empty()) {
    revert.state = Revert::State::differs;
  } else if (!revert.paths.empty()) {
    revert.state = Revert::State::conflicts;
  }
  return revert;
}

bool reverts_tip(Graph& graph, const Oid& tip, const std::vector<Oid>& commits) {
  Oid below = tip;   // the commit that the next revert must undo
  Oid parent = tip;  // what the next revert must stand on
  for (const Oid& commit : commits) {
    if (graph.parents(commit) != std::vector<Oid>{parent}) return false;
    if (graph.parents(below).empty() || tree_of(graph, commit) != parent_tree(graph, below)) {
      return false;
    }
    parent = commit;
    below = graph.parents(below).front();
  }
  return !commits.empty();
}

}  // namespace hotfix
