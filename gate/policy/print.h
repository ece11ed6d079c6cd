// SPDX-License-Identifier: MIT
// The policy in force, for people and for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/policy/keys.h"
#include "gate/policy/policy.h"

namespace hotfix {

enum class Values { all, changed };  // changed: those that are not the default's

// The effective policy as TOML that parse_policy reads back, each value with where it came from.
std::string print_policy(const Policy& policy, Values which = Values::all);

// True for a value that `which` asks for.
bool is_printed(const Policy& policy, const PolicyKey& key, Values which);

// One JSON object, ASCII only, version 1, with a final newline: "source" is where the policy was
// read from, "values" has every key of the policy ("rules.minimal-diff.max_files") with its "value"
// and "from", where that came from: "default", "<source>:<line>" or "git config hotfix.production".
std::string print_policy_json(const Policy& policy, Values which = Values::all);

// A way to write a policy: its name on the command line and the function that does it.
struct PolicyFormat {
  std::string_view name;
  std::string (*render)(const Policy& policy, Values which);
};

// Every format, the default first. The rows live as long as the program.
const std::vector<PolicyFormat>& policy_formats();

}  // namespace hotfix
