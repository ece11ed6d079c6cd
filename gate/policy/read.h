// SPDX-License-Identifier: MIT
// A policy file as checked values.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "rules/model/option.h"

namespace hotfix {

inline constexpr std::string_view kPolicyPath = ".hotfix.toml";
inline constexpr std::size_t kPolicyLimit = 64 * 1024;  // bytes

struct PolicyLine {
  OptionValue value;  // of the key's type, "@default" expanded
  std::size_t line = 0;
};

// What `text` sets, by key. Throws PolicyError as parse_policy does, for the mistake that comes
// first in the file; every value that is returned is a valid one.
std::map<std::string, PolicyLine> read_policy_toml(std::string_view text,
                                                   const std::string& source);

// The part of a branch glob that comes before its first wildcard: "hotfix/" of "hotfix/**".
std::string fixed_start(std::string_view glob);

}  // namespace hotfix
