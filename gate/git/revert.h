// SPDX-License-Identifier: MIT
// Does a commit do what its message says: restore exactly what another commit changed? Decided on
// trees and blobs, never on text alone.
#pragma once

#include <optional>

#include "gate/git/history.h"
#include "rules/facts.h"

namespace hotfix {

// Compares `commit` with the revert it claims to be. `claim.reverted` may be abbreviated. A change
// that has drifted since is undone by a three-way merge, as git revert does. Throws Undecidable
// when the reverted commit is not here.
Revert check_revert(Graph& graph, const Oid& commit, const RevertClaim& claim);

// Do `commits` (parents first, single parents, the first one on top of `tip`) undo `tip` and then
// the commits before it on its first-parent line, one each?
bool reverts_tip(Graph& graph, const Oid& tip, const std::vector<Oid>& commits);

}  // namespace hotfix
