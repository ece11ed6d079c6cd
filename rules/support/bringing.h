// SPDX-License-Identifier: MIT
// How a hotfix of production, or what is left of it, is brought to a branch that lacks it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/finding.h"
#include "rules/support/fix.h"

namespace hotfix {

// So many hotfixes at most are brought by the commands of one finding.
inline constexpr std::size_t kMostPicked = 5;

// For the branch that is checked out.
struct Bringing {
  Commands commands;                          // empty: they would change nothing
  std::vector<Forecast::Conflict> conflicts;  // where the last of them stops, for a person
};

// `pick`: its cherry-pick onto the branch. A clean one brings what is absent, and the tests with
// it. Where it conflicts, or nobody tried, and `landing` has a part of it, only the absent parts
// are brought, if that will not stop. Else it is the pick, as it is.
Bringing bringing(const std::string& commit, const Landing& landing,
                  const std::optional<Forecast>& pick);
Bringing bringing(const Hotfix& hotfix);

// "It will stop at conflicts in src/login.js (1 place was changed by both)": of one that has
// conflicts.
std::string where_it_stops(const Bringing& way);

struct BringingSteps {
  Commands commands;  // empty: nothing is left to bring
  std::string stops;  // where the last of them stops, for a person; empty: none does
  Commands then;      // what comes after the person resolved that
};
// All of `ways` in their order, as far as they go without a person. `around` makes the commands
// complete: the switch to the branch before, the push after.
BringingSteps bringing_steps(const std::vector<Bringing>& ways,
                             const std::function<Commands(const Commands& work)>& around);

// What a person is told who resolved the conflicts: no file is added by a command, for a person may
// have resolved nothing.
inline constexpr std::string_view kOnceResolved =
    "Resolve the conflicts, add these files, and then";

// The steps where a person decides: `words` say when. What comes after a stop is a second advice.
std::vector<Advice> advice(const std::string& words, const BringingSteps& steps);

// Makes `steps` the fix of the finding; its advice where they stop for a person.
void offer(Finding& finding, const BringingSteps& steps);

}  // namespace hotfix
