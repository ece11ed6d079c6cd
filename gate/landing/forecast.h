// SPDX-License-Identifier: MIT
// What will happen when a hotfix is brought to development: tried in memory, on the paths of the
// hotfix alone.
#pragma once

#include <string>
#include <vector>

#include "gate/git/history.h"
#include "gate/git/tree.h"
#include "gate/landing/evidence/landing_index.h"
#include "rules/model/landing.h"

namespace hotfix {

struct ForecastQuestion {
  std::vector<TreeChange> changes;  // what the hotfix changes since `base`, as one change
  Oid base;                         // where it grows from production
  Oid development;                  // tip
  std::string development_name;     // for the words: "kars-dev"
  Oid tree = {};                    // what development has; the zero id: as its tip has it
};

// A cherry-pick of the hotfix as one commit, as its squash will be. Renames on either side are
// followed while git would follow them. Throws Undecidable where history is cut off or an object is
// missing. Where the time runs out after the files were merged, only who is in the way is left out.
Forecast forecast(LandingIndex& index, const ForecastQuestion& question);

}  // namespace hotfix
