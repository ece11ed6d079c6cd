// SPDX-License-Identifier: MIT
// What git's configuration says about the remotes and about us.
#pragma once

#include <map>
#include <string>

#include "gate/request/request.h"

namespace hotfix {

// hotfix.* and remote.*.url by their keys; of a key with several values the last.
using Settings = std::map<std::string, std::string>;

// As git sees them: its includes, scopes and -c options.
Settings read_settings(const Request& request);

// Empty when it is not set.
std::string setting(const Settings& settings, const std::string& key);

bool is_remote(const Settings& settings, const std::string& name);

// The configured remote that the request means, by its name or its URL; empty: none.
std::string asked_remote(const Request& request, const Settings& settings);

// Where production lives before a policy is known: hotfix.remote, else origin, else the only one.
std::string usual_remote(const Settings& settings);

}  // namespace hotfix
