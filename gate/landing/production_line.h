// SPDX-License-Identifier: MIT
// The part of production's own line of commits that the ledger looks at.
#pragma once

#include <string>
#include <vector>

#include "gate/git/history.h"

namespace hotfix {

// Production's first-parent commits, newest first: those since its line parted from development's
// first-parent line (a promotion or a backport by merge moves the merge base, and hotfixes before
// it may still be owed); or, when `since` is not empty, those that are not older than this date or
// that this tag or commit does not have. Throws Undecidable where history is cut off, the branches
// share none, or `since` names nothing.
std::vector<Oid> production_line(Graph& graph, const Oid& production, const Oid& development,
                                 const std::string& since);

// The newest first-parent commits of production that are older than `line`, at most `most`, newest
// first: development has them on its own line too, and may have undone them since.
std::vector<Oid> line_before(Graph& graph, const Oid& production, const std::vector<Oid>& line,
                             std::size_t most);

}  // namespace hotfix
