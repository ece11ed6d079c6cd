// SPDX-License-Identifier: MIT
// How a hotfix ends: what is left of its branches goes, when production and development have it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gate/workflow/step.h"

namespace hotfix {

// A branch that goes, wherever it is. Ids are full; empty: it is not there.
struct SpentBranch {
  std::string name;
  std::string local;
  std::string remote;
  std::string tracking;      // the remote-tracking branch, of one that the remote does not have
  std::string folder;        // of another work tree that has it checked out, absolute; empty: none
  bool folder_goes = false;  // that was made for it
  bool is_current = false;   // it is checked out here
  std::string follows_remote = {}, follows = {};  // what the local one follows, as git's
                                                  // configuration has it; empty: nothing
};

struct Finish {
  std::vector<SpentBranch> branches;
  std::string remote;    // that they are deleted on
  std::string instead;   // the branch that is checked out then, where one of them was; empty: none,
                         // and the commit stays
  std::string branch;    // of the hotfix, whose record gets `released`
  std::string released;  // full id of production's commit; empty: it is recorded already
  std::optional<std::int64_t> verified = {};  // when it was over; nullopt: that is recorded
                                              // already, or is not so
};

// No acts: nothing is left to be deleted.
Step step_of(const Finish& finish);

}  // namespace hotfix
