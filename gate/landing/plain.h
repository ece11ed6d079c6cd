// SPDX-License-Identifier: MIT
// The ordinary case, recognised without reading a file: a clean cherry-pick that nobody has touched
// since.
#pragma once

#include <optional>

#include "gate/landing/evidence/search.h"
#include "rules/model/landing.h"

namespace hotfix {

// Do all of the files have, in a tree, what the changes left in them?
bool has_result(const Repository& repository, const std::vector<TreeChange>& changes,
                const Oid& tree);

// `equivalent` when a commit of `onto` that has the hotfix's subject, or its author and date, makes
// the very same change, and the tip still has its result. nullopt: it takes a closer look.
std::optional<Landing> plain_landing(LandingIndex& index, const Oid& hotfix,
                                     const std::vector<TreeChange>& changes, const Oid& onto);

}  // namespace hotfix
