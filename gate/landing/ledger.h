// SPDX-License-Identifier: MIT
// The ledger: every hotfix that production has, and where it stands on development. git is the
// record; nothing is stored, so every clone gives the same answer.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "gate/landing/landing.h"
#include "gate/policy/policy.h"

namespace hotfix {

struct LedgerQuestion {
  Oid production;  // tips
  Oid development;
  std::int64_t now = 0;  // seconds since the epoch
};

// What production has that the policy calls a hotfix, oldest first, before it is asked whether it
// landed: Hotfix::landing is left undecided. Each is a commit of production's first-parent line
// (see production_line.h); of a merge that does not say what it merged, each commit on its side
// that is called a hotfix, unless development has it. A commit that only reverts one of these is
// not one.
std::vector<Hotfix> released_hotfixes(Graph& graph, const Policy& policy,
                                      const LedgerQuestion& question);

// The same of the last commits before the two lines parted: development has them as they are, and
// may have undone them since. None when the policy says where the ledger begins.
std::vector<Hotfix> shared_hotfixes(Graph& graph, const Policy& policy,
                                    const LedgerQuestion& question);

// Told how many of how many hotfixes have been looked at.
using LedgerProgress = std::function<void(std::size_t done, std::size_t all)>;

// The released ones, and of the shared ones those that are lost, with their landings and deadlines,
// oldest first. Throws Undecidable where history is cut off or the branches share none.
std::vector<Hotfix> ledger(LandingIndex& index, const Policy& policy,
                           const LedgerQuestion& question, const LedgerProgress& progress = {});

}  // namespace hotfix
