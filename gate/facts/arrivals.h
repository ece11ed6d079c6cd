// SPDX-License-Identifier: MIT
// What production got: the steps of its first-parent line between two tips.
#pragma once

#include <vector>

#include "gate/facts/inquiry.h"

namespace hotfix {

struct ArrivalQuestion {
  Oid before;  // the tip of production as it was
  Oid after;
  Oid development;  // tip
};

// Oldest first; none when nothing is new. Throws Undecidable where history is cut off.
std::vector<Arrival> arrivals_of(Graph& graph, const Policy& policy,
                                 const ArrivalQuestion& question);

// The same of the subject; none of a branch that was not there before.
std::vector<Arrival> arrivals_by(const Inquiry& asked);

}  // namespace hotfix
