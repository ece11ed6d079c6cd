// SPDX-License-Identifier: MIT
// One thing that `git hotfix` does, as the commands that a person could paste. What is printed is
// what is run.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/support/fix.h"

namespace hotfix {

// A command of a shell, and the one that takes it back; empty: it changes nothing, as one that only
// says whether the rest may be done.
struct Act {
  std::string command;
  std::string undo = {};
};
using Acts = std::vector<Act>;

struct Step {
  std::string what;  // one sentence, without its full stop: "make hotfix/login at kars-prod"
  Acts acts;         // each is done only when the one before succeeded
};

// Those of fixes: they change nothing, or the last act of the step undoes them.
Acts acts_of(const Commands& commands);
void append(Acts& acts, const Acts& more);

Commands commands_of(const Step& step);

// What takes back the first `done` acts, the last one first.
Commands undo_of(const Step& step, std::size_t done);

}  // namespace hotfix
