// SPDX-License-Identifier: MIT
// Gathers the evidence for one question: cheapest signals first, and no more than it takes.
#pragma once

#include <unordered_set>

#include "gate/landing/evidence.h"
#include "gate/landing/window.h"

namespace hotfix {

// A subject, or an author and date, that more commits share says nothing.
inline constexpr std::size_t kMostAlike = 16;

// What one run learns about a repository, for all of its questions.
struct Workshop {
  explicit Workshop(Graph& graph_)
      : graph(graph_), windows(graph_), contents(graph_.repository()) {}
  Graph& graph;
  Windows windows;
  Contents contents;
};

// Where `change` stands on the branch whose tip is `onto`. Commits in `spent` prove nothing any
// more. Throws Undecidable where history or an object is missing.
Evidence search(Workshop& workshop, const Change& change, const Oid& onto,
                const std::unordered_set<Oid>& spent);

// A commit that `branch` made after `change`, which it has, and that took it back; nullopt: none,
// or it was brought again.
std::optional<Oid> taken_back(Workshop& workshop, const Change& change, const Oid& branch);

}  // namespace hotfix
