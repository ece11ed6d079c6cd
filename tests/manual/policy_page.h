// SPDX-License-Identifier: MIT
// The policy's tables as .github/docs/policy.md shows them.
#pragma once

#include <string>

#include "gate/policy/keys.h"

namespace hotfix::manual {

// The keys from the top level down to [paths], a section each, with a line that sets each key.
std::string policy_tables();

// The fields of a message.
std::string field_table();

// The keys that every rule has, then the options of each rule that has any.
std::string rule_tables();

// What a team might set the key to: not its default.
OptionValue example_of(const PolicyKey& key);

}  // namespace hotfix::manual
