// SPDX-License-Identifier: MIT
// How a hotfix of production, or what is left of it, is brought to a branch that lacks it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rules/support/fix.h"

namespace hotfix {

// For the branch that is checked out.
struct Bringing {
  Commands commands;                   // empty: they would change nothing
  std::vector<std::string> conflicts;  // files in which the last of them stops, for a person
};

// `landing`: what the branch has of it. Where that is more than next to nothing, or where the pick
// conflicts, only the absent parts are brought, if that will not stop. `pick`: its cherry-pick onto
// the branch; nullopt: nobody tried, and it is printed as it is.
Bringing bringing(const std::string& commit, const Landing& landing,
                  const std::optional<Forecast>& pick);
Bringing bringing(const Hotfix& hotfix);

// "It will stop at conflicts in src/login.js": of one that has conflicts.
std::string where_it_stops(const Bringing& way);

struct BringingSteps {
  Commands commands;  // empty: nothing is left to bring
  std::string then;   // where the last command stops: where, and what comes after; else empty
};
// All of `ways` in their order, as far as they go without a person. `around` makes the commands
// complete: the switch to the branch before, the push after.
BringingSteps bringing_steps(const std::vector<Bringing>& ways,
                             const std::function<Commands(const Commands& work)>& around);

}  // namespace hotfix
