// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gate/git/tree.h"

namespace hotfix {

// The removed and added lines of a change with three lines of context, without line numbers: equal
// for two changes that a cherry-pick would call the same. White space counts. nullopt for what is
// not text (binary, too large, submodule): only equal blobs prove anything there.
std::optional<std::string> hunk_text(const Repository& repository, const TreeChange& change);

}  // namespace hotfix
