// SPDX-License-Identifier: MIT
// Everything known about one question, as plain values, and the verdict that follows from them.
#pragma once

#include <optional>
#include <vector>

#include "gate/landing/evidence/absence.h"
#include "gate/landing/evidence/overlap.h"
#include "gate/landing/evidence/parts.h"
#include "rules/model/landing.h"

namespace hotfix {

// Shares of a hotfix, 0 to 1. What may be absent from a tip that is said to have all of it: a line
// of context, a bracket.
inline constexpr double kInEffect = 0.05;
// From here on a commit may be what brought it or took it back, and what is gone is a loss: less
// may be what later work made of it.
inline constexpr double kMost = 0.5;

// A commit of the branch that may be the landing.
struct Match {
  Oid commit;
  Overlap overlap;     // by lines
  Overlap words;       // by words; as `overlap` where lines say enough
  double context = 0;  // the share of the unchanged lines around the change that it has around it
  bool is_equal = false;  // the very same change
  bool is_named = false;  // the hotfix names it as its source
  bool is_alike = false;  // same subject, or same author and author's date
};

struct Evidence {
  bool is_ancestor = false;         // the branch has the commit itself, since `entry`
  bool is_empty = false;            // the hotfix changes nothing
  Oid entry;                        // only is_ancestor: the first-parent commit that brought it
  double weight = 0;                // of the hotfix: about the number of its telling lines
  Absence now;                      // on the tip
  std::vector<MaterialPart> parts;  // on the tip; empty: nothing of it is material
  std::optional<Oid> part_undone;   // the commit with which a part went that had been there
  // The merge that brought it and kept the branch's own lines for a part, which is absent.
  std::optional<Oid> part_left_out;
  std::optional<Absence> at_entry;  // right after it landed, where there is something to compare
  double dropped = 0;               // only is_ancestor: the share that the merge at `entry` did not
                                    // take over
  std::optional<Match> match;       // the best by content
  std::optional<Match> nominated;   // the best of those that messages speak for
  std::vector<Oid> several;         // commits that only together do what the hotfix does
  Overlap together;                 // of the hotfix with all of them
  std::optional<Match> undone;      // a later commit that took it back, or the merge that dropped
                                    // it; the overlap is of what it undoes
};

// Which of the two says more; nullptr: there is neither.
const Match* best_match(const Evidence& evidence);

// A hotfix has landed only if no part of it is absent: neither messages nor likeness lift a part
// over that bar. Lowers a `landing` that says it is there, and names the first places that are not.
void hold_to_parts(Landing& landing, const Evidence& evidence);

// Pure. Says state, signal, evidence, similarity, reason and parts.
Landing decide(const Evidence& evidence);

}  // namespace hotfix
