// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct ConfigEntry {
  // As `git config --list` writes it: "branch.Main.merge", with the section and the last word in
  // lower case.
  std::string key;
  std::string value;  // empty, too, for a key without "="
  bool operator==(const ConfigEntry&) const = default;
};

// The entries of one file of git's configuration, in its order; git-config(1), "CONFIGURATION
// FILE". nullopt: it says something that is wrong, or that not every git reads alike (a tab inside
// a value, a carriage return), so git has to be asked.
std::optional<std::vector<ConfigEntry>> parse_config(std::string_view text);

}  // namespace hotfix
