// SPDX-License-Identifier: MIT
// `hotfix-lint landed`: has this change reached that branch?
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "gate/request/request.h"

namespace hotfix {

struct LandedOptions {
  std::vector<std::string> revisions;  // commits, ranges A..B and branches
  std::string onto;                    // any revision; empty: the development branch
  bool json = false;
  bool lines = false;  // read `<commit> [<onto>]` lines and answer each with one JSON object
};

// Answers on `out`, each flushed at once, in the order of the questions. A range is asked commit by
// commit along its first-parent line, oldest first; a branch that `onto` does not have whole is
// asked as one change. Throws UsageError for a revision that names nothing; of a line of input,
// that is an undecided answer. The exit status: 0 all are settled, 1 one is not, 3 one is undecided
// and all others are settled. A closed `out` ends the run.
int landed(const Request& request, const LandedOptions& options, std::istream& in,
           std::ostream& out);

}  // namespace hotfix
