// SPDX-License-Identifier: MIT
#pragma once

#include "gate/git/history.h"
#include "gate/policy/policy.h"

namespace hotfix {

// Is the commit of production, which is not a merge, a release of development that was squashed? It
// is when it leaves the whole tree of a commit of development's own line, or all that merging such
// a commit makes of production, conflicts solved with lines of the two. That its files are as on
// development is not enough: a feature that was picked onto production is no release. What is
// called a hotfix never is one. `development`: its tip. Throws Undecidable where history is cut
// off.
bool is_squashed_release(Graph& graph, const Policy& policy, const Oid& commit,
                         const Oid& development);

}  // namespace hotfix
