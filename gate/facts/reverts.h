// SPDX-License-Identifier: MIT
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

struct Reverts {
  std::vector<Revert> found;
  std::vector<Unknown> unknown;  // a commit that cannot be compared, which is then not in `found`
};

// The commits that say they revert another one, whether they do, and which hotfixes go with it; in
// the order of the commits.
Reverts reverts_in(const Inquiry& asked, const std::vector<Commit>& commits);

}  // namespace hotfix
