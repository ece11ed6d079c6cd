// SPDX-License-Identifier: MIT
// How much of a change another commit makes too: lines weighed, in any order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gate/landing/evidence/change.h"

namespace hotfix {

// Files of the change that the branch renamed: the path on the branch -> the path in the change.
using Moved = std::map<std::string, std::string>;

enum class Direction { does, undoes };

// The share of the change, 0 to 1, that the other one does in the same files. Of undoing, the share
// of what the change added, if it added anything: what it removed need not come back. Quick.
double coverage_of(Contents& contents, const Change& change, const std::vector<TreeChange>& other,
                   const Moved& moved, Direction direction = Direction::does);

// The same for a closer look: a line may also have moved to another file.
struct Overlap {
  double coverage = 0;   // share of the change that the other one does
  double additions = 0;  // the same of what the change adds; 1 when it only removes
  double same_file = 0;  // the part of `coverage` that is in the same files
  double precision = 0;  // share of the other one, in all the files given, that the change does
};
Overlap overlap_of(Contents& contents, const Change& change, const std::vector<TreeChange>& other,
                   const Moved& moved, Direction direction = Direction::does);

// The same, word by word and only in the same files: for lines that were edited on the way.
Overlap word_overlap_of(const Contents& contents, const Change& change,
                        const std::vector<TreeChange>& other, const Moved& moved);

}  // namespace hotfix
