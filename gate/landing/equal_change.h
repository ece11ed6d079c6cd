// SPDX-License-Identifier: MIT
// Is a whole branch contained in another one, though not one commit id is shared? The first signal
// of landing: equal changes.
#pragma once

#include "gate/git/history.h"

namespace hotfix {

// True when `target` has `tip` in its history; or when, since they parted, it gained commits that
// make the same changes: one for each commit of the branch (cherry-picks), or one for all of them
// (a squash). Two changes are the same when they touch the same paths with the same modes and
// either the same blobs, or the same removed and added lines in the same order with the same
// neighbours.
bool contains_change(Graph& graph, const Oid& tip, const Oid& target);

}  // namespace hotfix
