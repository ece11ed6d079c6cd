// SPDX-License-Identifier: MIT
// `git hotfix backport`: brings a hotfix from production to development.
#pragma once

#include <iosfwd>

#include "gate/request/request.h"
#include "hooks/git_hotfix/backport_options.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

// It is made in a work tree of its own: nothing that is checked out changes. Where it stops, that
// one stays, and this ends with 1. Throws Refused where production does not have the hotfix yet, or
// what was made does not have all of it.
int backport(const Request& request, const BackportOptions& options, const StepOptions& steps,
             std::ostream& out);

}  // namespace hotfix
