// SPDX-License-Identifier: MIT
// What a pull request into development says it brings back, compared with what it does.
#pragma once

#include "gate/git/history.h"
#include "gate/policy/policy.h"
#include "rules/model/facts.h"

namespace hotfix {

struct BackportQuestion {
  Oid production;  // tips
  Oid development;
  Oid head;  // of the pull request
};

// A hotfix branch claims itself, as a whole. Any other branch claims what its commits name: in
// "(cherry picked from commit X)" and the like, or in a trailer `Hotfix-Landed: X`. Throws
// Undecidable where history is cut off.
Backport backport_of(Graph& graph, const Policy& policy, const Subject& subject,
                     const BackportQuestion& question);

}  // namespace hotfix
