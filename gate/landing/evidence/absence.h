// SPDX-License-Identifier: MIT
// Is a change in effect in a tree now? Answered by applying it in memory: what applies and changes
// something was not there.
#pragma once

#include <functional>
#include <string>

#include "gate/landing/evidence/change.h"

namespace hotfix {

// Shares of a change, 0 to 1. 0 <= sure <= possible <= 1.
struct Absence {
  double sure = 0;              // applies cleanly and changes something: this part is not in effect
  double possible = 0;          // the same plus what conflicts: 0 means that all of it is in effect
  std::size_t whole_files = 0;  // files of code of which nearly all is surely absent
};

// The share of a change, or of one file of it, from which on it counts as not there at all: no more
// of it applies anew where some lines happen to be there already.
inline constexpr double kAbsent = 0.8;

// Where a path of the change is found in the tree; a file that has moved there is elsewhere.
using Located = std::function<TreeEntry(const std::string& path)>;

// Of one file: `now` is what the tree has in its place.
Absence absence_of(const Contents& contents, const FilePart& part, const TreeEntry& now);

// Of all files, by weight.
Absence absence_of(const Contents& contents, const Change& change, const Located& located);

}  // namespace hotfix
