// SPDX-License-Identifier: MIT
// What one policy lets through and another one did not.
#pragma once

#include <vector>

#include "gate/policy/policy.h"
#include "rules/model/landing.h"

namespace hotfix {

// Each value of `then` that may ask for less than `now` does: a lower level, a larger limit, a flag
// that no longer asks, and any other list or name, of which nobody can say. In the order in which a
// policy is printed; empty where nothing is asked less.
std::vector<Promotion::Weakened> weakened(const Policy& now, const Policy& then);

}  // namespace hotfix
