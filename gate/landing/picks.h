// SPDX-License-Identifier: MIT
// The cherry-picks that are printed, tried in memory first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "rules/model/landing.h"

namespace hotfix {

// The branch that they are for.
struct PickTarget {
  Oid tip;
  std::string name;  // for the words: "kars-dev"
};

// `git cherry-pick -m 1` of each of `commits`, in their order, each on what those before it made
// that did not conflict, as far as five of these share files with later ones. nullopt for one that
// cannot be tried: it has no parent or changes nothing, or an object or history is missing. Throws
// Undecidable where the target cannot be read.
std::vector<std::optional<Forecast>> try_picks(LandingIndex& index, const std::vector<Oid>& commits,
                                               const PickTarget& target);
std::optional<Forecast> try_pick(LandingIndex& index, const Oid& commit, const PickTarget& target);

// The same for those hotfixes that may have to be picked: not settled, and not undecided.
void try_picks(LandingIndex& index, std::vector<Hotfix>& hotfixes, const PickTarget& target);

}  // namespace hotfix
