// SPDX-License-Identifier: MIT
// `git hotfix announce`: a message of the workflow, for the team's channel.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/request/request.h"
#include "gate/workflow/announcement.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

struct AnnounceOptions {
  Announcement what = Announcement::initiated;
  std::string branch;  // or a commit of production; empty: what is checked out
  Incident incident;   // what is given here goes before the record
  std::string next;    // when the channel hears more; empty: as the policy has it
};

// The message on `out`, and nothing else, so that it can be piped. What is done beside it, the
// record of when it was deployed or over, is said on `err`. Throws Refused for a message that would
// not be true: production does not have the hotfix, or development does not.
int announce(const Request& request, const AnnounceOptions& options, const StepOptions& steps,
             std::ostream& out, std::ostream& err);

}  // namespace hotfix
