// SPDX-License-Identifier: MIT
// What production's own commits are: hotfixes, reverts, and those that bear no sign of either. Told
// by what the commits say and by the graph alone; no file is read.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "gate/git/history.h"
#include "gate/policy/policy.h"
#include "rules/model/landing.h"

namespace hotfix {

struct LedgerQuestion {
  Oid production;  // tips
  Oid development;
  std::int64_t now = 0;  // seconds since the epoch
};

// Told how many of how many commits have been looked at.
using LedgerProgress = std::function<void(std::size_t done, std::size_t all)>;

// Each list oldest first; landings are left undecided.
struct ProductionCommits {
  // Of production's first-parent line (see production_line.h) each commit with a sign; of a merge
  // without one, each such commit on its side, unless development has it. Also what lies on the
  // side of a merge of production into development that both lines share: production was moved to
  // it by a fast-forward, and its old line is there. A hotfix that only reverts others is none.
  std::vector<Hotfix> hotfixes;
  // The same of the last commits of the first-parent line that both lines share: development has
  // them, and may have undone them since. None when the policy says where the ledger begins.
  std::vector<Hotfix> shared;
  // Commits that say that they take something back, found as the hotfixes are.
  std::vector<Hotfix> reverts;
  // The first-parent commits that development does not have as they are and that are neither of
  // these nor say that they merge what is promoted.
  std::vector<Hotfix> without_sign;
};

// An entry of the ledger before it is asked where it landed. `released_at`: seconds since the
// epoch.
Hotfix unjudged_entry(const Commit& commit, HotfixSign sign, std::int64_t released_at,
                      const Policy& policy);

// Throws Undecidable where history is cut off or the branches share none.
ProductionCommits production_commits(Graph& graph, const Policy& policy,
                                     const LedgerQuestion& question);

}  // namespace hotfix
