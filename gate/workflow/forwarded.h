// SPDX-License-Identifier: MIT
// A branch whose tip lies on production's own line: it was just begun there, or production was
// moved to it by a fast-forward, and no commit says which.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/request/context.h"
#include "gate/workflow/incident.h"

namespace hotfix {

struct Forwarded {
  std::vector<Oid> own;      // its commits, oldest first
  bool is_by_signs = false;  // only what the commits say tells which those are
  bool is_begun = false;     // it has none: it was begun there. Where it has none and that is not
                             // known either, nothing tells
};

// Goes by the reflog. Without one its own are the commits of that line, from the tip on down, that
// have the sign of a hotfix, as long as nothing says that one is another's: another branch is there
// or brought it, a forge merged it, or it is older than what was recorded of the incident.
Forwarded forwarded(const Context& context, LandingIndex& index, const std::string& branch,
                    const Incident& incident, const Oid& tip);

}  // namespace hotfix
