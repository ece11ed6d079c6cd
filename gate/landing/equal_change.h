// SPDX-License-Identifier: MIT
// Do two commits make the very same change? The strictest signal.
#pragma once

#include <vector>

#include "gate/git/tree.h"

namespace hotfix {

// True when both touch the same paths with the same modes, and each with either the same blobs or
// the same removed and added lines in the same order with the same neighbours. Blanks count, and
// what is no text is the same only by its blobs. Two empty changes are not the same: nothing proves
// nothing.
bool is_same_change(const Repository& repository, const std::vector<TreeChange>& a,
                    const std::vector<TreeChange>& b);

}  // namespace hotfix
