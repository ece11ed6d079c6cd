// SPDX-License-Identifier: MIT
// `git hotfix start`: the branch, the record, the first message, what to prepare.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/request/request.h"
#include "gate/workflow/incident.h"
#include "hooks/git_hotfix/clone.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

struct StartOptions {
  std::string slug;       // the branch without its prefix, or with it
  std::string severity;   // as it was typed
  std::string detected;   // a time; empty: not known
  Incident incident;      // what else is known of it
  bool worktree = false;  // in a work tree of its own
  std::string folder;     // for that; empty: beside this one
  Fetching fetching = {};
};

// Throws Refused for what is not a hotfix, a branch that is there already, and a production that
// was not fetched lately where nobody can be asked.
int start(const Request& request, const StartOptions& options, const StepOptions& steps,
          std::ostream& out);

}  // namespace hotfix
