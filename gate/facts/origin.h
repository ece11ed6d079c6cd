// SPDX-License-Identifier: MIT
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

// Which of the commits `ahead` (production..head) came by way of development. That development has
// a commit proves nothing: a hotfix which was already merged back is there too. A commit counts as
// development's when
//   - the commit that brought it into development's first-parent line rides along as well, or
//   - it lies on that line itself, unless all of `ahead` on the line is called a hotfix: then the
//     hotfix was brought back by a fast-forward, or
//   - the merge that brought it says that it merged a branch which is not a hotfix branch, or does
//     not say and the commit is not called a hotfix.
// Throws Undecidable when development is not here, or history is cut off.
Origin origin_of(const Inquiry& asked, const std::vector<Oid>& ahead);

}  // namespace hotfix
