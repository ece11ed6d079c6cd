// SPDX-License-Identifier: MIT
// Which branches are production and development here, and the policy that production carries.
#pragma once

#include <string>

#include "gate/request/context.h"
#include "gate/request/settings.h"

namespace hotfix {

struct Found {
  std::string shown;   // "origin/kars-prod", or what a person named
  std::string id;      // full hex; empty: it is not here
  std::string remote;  // the remote it was found on; empty: a local branch or any commit
};

// Sets production, the policy and the home of `context`, whose remote and home say where to look.
// Throws UsageError when two branches may be production, or the policy names another one.
Found find_production(Context& context, const Request& request, const Settings& settings,
                      bool local_too);

// Sets development, after production is known.
Found find_development(Context& context, const Request& request, const Settings& settings,
                       bool local_too);

}  // namespace hotfix
