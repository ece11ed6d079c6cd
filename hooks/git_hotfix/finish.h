// SPDX-License-Identifier: MIT
// `git hotfix finish`: when production and development have it, its branches go.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/request/request.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

// `named`: the hotfix's branch, or a commit of production; empty: what is checked out. Throws
// Refused while a part of it is missing, or somebody still works on a branch.
int finish(const Request& request, const std::string& named, const StepOptions& steps,
           std::ostream& out);

}  // namespace hotfix
