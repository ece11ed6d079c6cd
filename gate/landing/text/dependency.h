// SPDX-License-Identifier: MIT
// The versions of what a project depends on.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hotfix {

// `"lodash": "^4.17.21",` names version 4.17.21 of what the rest of the line names.
struct Dependency {
  std::string name;  // the line without its version, its range signs and its blanks
  std::vector<std::uint32_t>
      version;  // empty: the line has none, or one that it rules out (`<2.0`)
};
Dependency dependency_of(std::string_view line);

// Does `has` bring all that `wanted` does: the same series (the first number, below 1.0 also the
// second), and no earlier version of it? Of another series nothing follows.
bool is_as_new(const std::vector<std::uint32_t>& has, const std::vector<std::uint32_t>& wanted);

// The dependencies of a whole text, by name; of a name that comes twice, the last.
using Dependencies = std::unordered_map<std::string, std::vector<std::uint32_t>>;
Dependencies dependencies_of(std::string_view text);

}  // namespace hotfix
