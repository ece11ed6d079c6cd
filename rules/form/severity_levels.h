// SPDX-License-Identifier: MIT
// The levels that people write, and what they say about them.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace hotfix {

// "P0" for "p0"; empty for any other word.
std::string level_of(std::string_view word);

// Levels of a text, as "P0". One that is denied wherever it stands, as in "not a P0" or "from P0 to
// P1", is not given.
struct NamedLevels {
  std::set<std::string> given;
  std::set<std::string> denied;
};

// Every level in the text, as P0, sev-0, SEV 0 or S1; never within an address or a name.
NamedLevels levels_in(std::string_view text);

// Those that a part of the text begins with: "P0 data loss / P3", "hotfix: P3 ...", "[P3] ...".
NamedLevels levels_marking(std::string_view text);
// The same of a title, which may end with one as well: "... P3".
NamedLevels levels_of_title(std::string_view title);

// Those that the text says of what it stands under: "This is a P3", "the incident is not P0".
NamedLevels levels_of_this(std::string_view text);

}  // namespace hotfix
