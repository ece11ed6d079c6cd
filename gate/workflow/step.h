// SPDX-License-Identifier: MIT
// One thing that `git hotfix` does, as the commands that a person could paste. What is printed is
// what is run.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "rules/support/fix.h"

namespace hotfix {

// A command of a shell, and those that take it back; none: it changes nothing, as one that only
// says whether the rest may be done.
struct Act {
  std::string command;
  Commands undo = {};
  std::string makes = {};  // full name of a reference: kIdNow in `undo` stands for the id that it
                           // has when that is printed
};
using Acts = std::vector<Act>;

inline constexpr const char* kIdNow = "id..now";  // no name of git's has two dots

struct Step {
  std::string what;  // one sentence, without its full stop: "make hotfix/login at kars-prod"
  Acts acts;         // each is done only when the one before succeeded
};

// Those of fixes: they change nothing, or the last act of the step undoes them.
Acts acts_of(const Commands& commands);
void append(Acts& acts, const Acts& more);

Commands commands_of(const Step& step);

// The id that a reference has now; empty: there is none, and nothing of it to take back.
using IdOf = std::function<std::string(const std::string& ref)>;

// What takes back the first `done` acts, the last one first. What one of them did already, as where
// a work tree is added and removed again, is left out.
Commands undo_of(const Step& step, std::size_t done, const IdOf& id_of = {});

}  // namespace hotfix
