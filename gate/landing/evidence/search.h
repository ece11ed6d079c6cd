// SPDX-License-Identifier: MIT
// Gathers the evidence for one question: cheapest signals first, and no more than it takes.
#pragma once

#include <unordered_set>

#include "gate/landing/evidence/evidence.h"
#include "gate/landing/evidence/trail.h"

namespace hotfix {

// Commits: a subject, or an author and date, that more of them share says nothing.
inline constexpr std::size_t kMostAlike = 16;

// Where `change` stands on the branch whose tip is `onto`. Commits in `used` prove nothing any
// more. Throws Undecidable where history or an object is missing, or none is shared.
Evidence search(LandingIndex& index, const Change& change, const Oid& onto,
                const std::unordered_set<Oid>& used);

}  // namespace hotfix
