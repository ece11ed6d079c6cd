// SPDX-License-Identifier: MIT
// What git's configuration says about the remotes and about us.
#pragma once

#include <map>
#include <string>

#include "gate/git/discovery/location.h"
#include "gate/request/request.h"

namespace hotfix {

// What git's configuration says at a location (Location::config), by its keys; of a key with
// several values the last.
using Settings = std::map<std::string, std::string>;
Settings settings_at(const Location& location);

// Empty when it is not set.
std::string setting(const Settings& settings, const std::string& key);

// Does a local branch follow `branch` of `remote`, as `git clone` and `git switch` set it up?
bool is_followed(const Settings& settings, const std::string& remote, const std::string& branch);

bool is_remote(const Settings& settings, const std::string& name);

// The configured remote that the request means, by its name or its URL; empty: none.
std::string asked_remote(const Request& request, const Settings& settings);

// Where production lives before a policy is known: told_home(), else origin, else the only one.
std::string usual_remote(const Settings& settings);

// Where a person or the forge's program said that production lives: hotfix.remote, else the remote
// that `gh repo fork` marked as the home of pull requests. Empty: nobody said so.
std::string told_home(const Settings& settings);

}  // namespace hotfix
