// SPDX-License-Identifier: MIT
// Three-way merges in memory: no file, reference or object of the repository is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/git/history.h"
#include "gate/git/tree.h"

namespace hotfix {

// How the change from `base` to `theirs` fares on `ours`, for one path.
struct PathMerge {
  enum class Outcome {
    same,               // nothing to do: ours has it already
    clean,              // it applies
    lines,              // both changed the same lines, in `places`
    added_twice,        // both added the path, with different content
    deleted_by_ours,    // ours deleted what the change edits
    deleted_by_theirs,  // the change deletes what ours edited
    kind,               // one side made another kind of thing of it: file, link, folder, submodule
    whole,              // both changed what has no lines to merge: binary, too large, a link
    submodule,          // both moved the submodule
  };
  Outcome outcome = Outcome::same;
  std::size_t places = 0;  // conflicting hunks; only of Outcome::lines
};
PathMerge merge_path(const Repository& repository, const TreeEntry& base, const TreeEntry& ours,
                     const TreeEntry& theirs);

// A merge of whole trees.
struct CommitMerge {
  Oid tree;                            // readable as long as the repository is open; conflicting
                                       // paths are in it as `ours` has them
  std::vector<std::string> conflicts;  // by path
};

// The change from the tree `base` to the tree `theirs`, made on the tree `ours`, as
// `git cherry-pick` would. Throws Undecidable when an object is missing.
CommitMerge merge_trees(const Repository& repository, const Oid& base, const Oid& ours,
                        const Oid& theirs);

// A commit of that tree on top of `parent`, readable as long as the repository is open, so that it
// can be judged before it is made.
Oid commit_in_memory(const Repository& repository, const Oid& tree, const Oid& parent,
                     const std::string& message);

// `theirs` merged into `ours`, as `git merge` would: renames are followed, several merge bases are
// merged first. Throws Undecidable when the two share no history or an object is missing.
CommitMerge merge_commits(Graph& graph, const Oid& ours, const Oid& theirs);

// Of a merge that is just what git makes of it, the one commit that it brings, as GitLab merges a
// squashed merge request; nullopt for anything else. Throws Undecidable when an object is missing.
std::optional<Commit> only_commit(Graph& graph, const Oid& id);

}  // namespace hotfix
