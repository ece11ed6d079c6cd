// SPDX-License-Identifier: MIT
// Two sequences of tokens (lines, as numbers) aligned: what of one stands for what of the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotfix {

using Tokens = std::vector<std::uint64_t>;

// A stretch that differs: a[a_begin, a_end) became b[b_begin, b_end). One of them may be empty.
struct DiffRegion {
  std::size_t a_begin = 0, a_end = 0;
  std::size_t b_begin = 0, b_end = 0;
  bool operator==(const DiffRegion&) const = default;
};

// The stretches that differ, in order; at least one equal token lies between two of them. None when
// the sequences are equal. A stretch that could stand in several places stands in the last.
//
// Tokens that are unique on both sides are paired first ("patience diff": Bram Cohen, "Patience
// Diff Advantages"), so that a stretch is found again beside its own neighbours and not beside
// brackets that look alike. Between them the shortest edit is looked for (Myers, "An O(ND)
// Difference Algorithm", 1986) with up to kMostEdits edits; a stretch that takes more counts as
// changed as a whole. Unique tokens are looked for until kMostSearches times the two sequences were
// gone through: a text can be made to uncover one at a time. Time and memory are O(n log n) plus
// kMostEdits squared for each kMostEdits tokens, whatever the sequences hold.
inline constexpr std::size_t kMostEdits = 256;
inline constexpr std::size_t kMostSearches = 8;
std::vector<DiffRegion> diff_sequences(const Tokens& a, const Tokens& b);

// How many tokens stand between the unique ones and have an equal one anywhere on the other side:
// of the side that has fewer in each stretch, in all stretches. Few, however long the sequences are
// and however much of them differs, where most is new or stands in one order; many are what a diff
// that looks for the shortest edit takes minutes for. Linear.
std::size_t tangled(const Tokens& a, const Tokens& b);

}  // namespace hotfix
