// SPDX-License-Identifier: MIT
// Where the files of a change have gone on the branch.
#pragma once

#include <map>
#include <string>

#include "gate/landing/evidence/change.h"
#include "gate/landing/evidence/overlap.h"
#include "gate/landing/history/window.h"

namespace hotfix {

// Moves of one file that are followed: more would be a loop, or a history that tells nothing.
inline constexpr int kMostMoves = 8;

struct Places {
  Moved moved;                             // every later name of a file -> its name in the change
  std::map<std::string, std::string> now;  // name in the change -> name in the tip, where it moved
};

// Follows each file that the tip no longer has: to the file that the commit which removed it added
// in its place, and which has most of its lines; two files may have become one.
Places follow_moves(Graph& graph, Windows& windows, const Contents& contents, const Change& change,
                    const Oid& onto);

// What the tree has for `path`, a name in the change; a file that is no longer under its name is
// looked for where it moved. Mode 0: it is nowhere.
TreeEntry entry_in(const Repository& repository, const Oid& tree, const Places& places,
                   const std::string& path);

// A commit that moves a file of the change: its removal here and its creation there become one
// change under the new name.
void join_moves(std::vector<TreeChange>& changes, const Moved& moved);

}  // namespace hotfix
