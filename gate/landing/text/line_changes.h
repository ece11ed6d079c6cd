// SPDX-License-Identifier: MIT
// Which lines, or words, a change adds and removes, wherever they stand: as numbers, so that two
// changes are compared in the time it takes to read them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hotfix {

enum class Unit { line, word };  // a word: letters, digits, '_' and all that is not ASCII

// One line or word, and how many more of it there are afterwards (negative: fewer). In a line,
// blanks count only between two words: "5 5" is not "55", and "f( x )" is "f(x)".
struct LineChange {
  std::uint64_t line = 0;  // a hash of it; never of an empty line
  int change = 0;          // never 0
  float weight = 0;  // above 0, at most 1: a `}` or an import tells little, a long statement much
};

// By `line`, each once. A line that only moved is not in it.
using LineChanges = std::vector<LineChange>;

LineChanges line_changes(std::string_view before, std::string_view after, Unit unit = Unit::line);

// What has to be turned around to undo them.
LineChanges inverse(LineChanges changes);

// Both, one after the other.
LineChanges added(const LineChanges& first, const LineChanges& second);

// The share, 0 to 1, of the added lines that stand in `text`.
double share_in(const LineChanges& lines, std::string_view text);

// The part of `wanted`, which leads to the text `after`, that `text` does not show: a line that it
// has as often as `after` is there, wherever it stands.
LineChanges unseen(LineChanges wanted, std::string_view after, std::string_view text);

// Lowers the weight of what stands often in the texts: it says little about where it came from.
void weigh_by_rarity(LineChanges& changes, std::string_view before, std::string_view after,
                     Unit unit = Unit::line);

// The sum of weight times |change|.
double weight_of(const LineChanges& changes);

// The weight of `wanted` that `made` does too: the same lines in the same direction.
double shared_weight(const LineChanges& wanted, const LineChanges& made);

}  // namespace hotfix
