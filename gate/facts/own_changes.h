// SPDX-License-Identifier: MIT
// What a merge does that none of its sides did.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/git/history.h"
#include "gate/git/merge.h"

namespace hotfix {

// Paths that a merge has in a form that merging its parents, one after the other, does not give. In
// a file where they conflict, the lines of both sides may stand in any order, and nothing else may.
// None for a commit that is not a merge. Throws Undecidable where an object is missing.
std::vector<std::string> own_changes(Graph& graph, const Oid& merge);

// The same of any tree that says it is `theirs` merged into `ours`.
std::vector<std::string> own_changes(Graph& graph, const Oid& ours, const Oid& theirs,
                                     const Oid& tree);

// Whether `result` is `ours` and `theirs` merged, as a person leaves it who solves the conflicts
// with lines that one of the two has there. Texts that are too large to be compared are not.
bool is_resolution(std::string_view base, std::string_view ours, std::string_view theirs,
                   std::string_view result);

}  // namespace hotfix
