// SPDX-License-Identifier: MIT
// Do two commits make the very same change? The strictest signal.
#pragma once

#include <vector>

#include "gate/git/tree.h"
#include "gate/landing/evidence/change.h"

namespace hotfix {

// True when both touch the same paths with the same modes, and each with either the same blobs or
// the same removed and added lines in the same order with the same neighbours. Blanks count, and
// what is not text is the same only by its blobs. Two empty changes are not the same: nothing
// proves nothing.
bool is_same_change(const Repository& repository, const std::vector<TreeChange>& a,
                    const std::vector<TreeChange>& b);

// The share, by weight, of the lines right around the change that stand around the other one too;
// files of the same path only. 0 where there are none.
double context_shared(const Repository& repository, const Change& change,
                      const std::vector<TreeChange>& other);

}  // namespace hotfix
