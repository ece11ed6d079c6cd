// SPDX-License-Identifier: MIT
// What was merged into production, one step of its own line after the other.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gate/git/history.h"
#include "gate/policy/policy.h"

namespace hotfix {

// One change that came to production.
struct ProductionStep {
  Oid commit;
  Oid base;            // production before it
  Oid head;            // the branch that was merged; of a squash or a plain commit, `commit` itself
  std::string branch;  // its name as the merge says; empty: not known
  Oid development;     // its tip as it was then; the zero id: there was none
  bool is_hotfix = false;  // by what the policy goes by

  bool is_merge() const { return head != commit; }
};

struct StepsQuestion {
  Oid production;        // tip
  Oid development;       // tip; the zero id: there is none, and every step is a change
  std::size_t last = 0;  // how many steps are wanted
  bool only_hotfixes = false;
};

struct ProductionSteps {
  std::vector<ProductionStep> changes;  // newest first
  std::size_t promotions = 0;           // that were passed on the way: merges, squashes
  std::size_t shared = 0;               // steps that development has on its own line too, likewise
  std::size_t others = 0;  // changes that are not hotfixes, where only these are wanted
};

// The last changes of production that development did not bring. A promotion is told as it is when
// it arrives, by development as it was then; what is called a hotfix never is one. Where `git pull`
// merged production into itself, the line goes on with what was there, not with what was pulled
// into. Throws Undecidable where history is cut off before there are enough.
ProductionSteps last_steps(Graph& graph, const Policy& policy, const StepsQuestion& question);

}  // namespace hotfix
