// SPDX-License-Identifier: MIT
// The ledger: every hotfix that production has, and where it stands on development. git is the
// record; nothing is stored, so every clone gives the same answer.
#pragma once

#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/landing/production_commits.h"

namespace hotfix {

// What production has that the policy calls a hotfix, oldest first, before it is asked whether it
// landed: ProductionCommits::hotfixes, and where the policy owes all, production's own work without
// a sign.
std::vector<Hotfix> released_hotfixes(LandingIndex& index, const Policy& policy,
                                      const LedgerQuestion& question);

// ProductionCommits::shared.
std::vector<Hotfix> shared_hotfixes(Graph& graph, const Policy& policy,
                                    const LedgerQuestion& question);

// The released ones, and of the shared ones those that one of the lines lost, with their landings
// and deadlines, oldest first. Throws Undecidable where history is cut off or the branches share
// none.
std::vector<Hotfix> ledger(LandingIndex& index, const Policy& policy,
                           const LedgerQuestion& question, const LedgerProgress& progress = {});

// The entry of one commit of production, whatever it says of itself, before it is asked whether it
// landed.
Hotfix unjudged_entry(Graph& graph, const Policy& policy, const Oid& commit);

// The same with its landing. Throws as ledger() does.
Hotfix ledger_entry(LandingIndex& index, const Policy& policy, const LedgerQuestion& question,
                    const Oid& commit);

// Sets `begun_at` of each.
void find_beginnings(Graph& graph, std::vector<Hotfix>& hotfixes);

}  // namespace hotfix
