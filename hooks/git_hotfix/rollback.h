// SPDX-License-Identifier: MIT
// `git hotfix rollback`: the three options of the workflow when a hotfix fails.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/request/request.h"
#include "hooks/git_hotfix/clone.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

struct RollbackOptions {
  std::string named;   // the hotfix's branch, or a commit of production; empty: what is checked out
  int option = 0;      // 1, 2, 3; 0: they are explained
  bool push = false;   // of option 2
  std::string reason;  // the same, for the message; empty: none
  std::string slug;    // of option 3, for hotfix/fix-<slug>; empty: that of the hotfix
  std::string severity;   // the same, where none is recorded
  bool worktree = false;  // the same, in a work tree of its own
  Fetching fetching = {};
};

// Throws Refused for what production does not have, and for an option that is not possible.
int rollback(const Request& request, const RollbackOptions& options, const StepOptions& steps,
             std::ostream& out);

}  // namespace hotfix
