// SPDX-License-Identifier: MIT
// What a rule looks at, as a mask: only what the enabled rules need is gathered. The table is
// rules/model/needs.def.
#pragma once

namespace hotfix {

enum class NeedPlace : unsigned {
#define HOTFIX_NEED(name, ...) name,
#include "rules/model/needs.def"
#undef HOTFIX_NEED
};

// One bit a row of the table; a need is met by the field of Facts that its row names.
enum class Need : unsigned {
  none = 0,
#define HOTFIX_NEED(name, ...) name = 1u << static_cast<unsigned>(NeedPlace::name),
#include "rules/model/needs.def"
#undef HOTFIX_NEED
};

// Every need, in the order of the table.
inline constexpr Need kNeeds[] = {
#define HOTFIX_NEED(name, ...) Need::name,
#include "rules/model/needs.def"
#undef HOTFIX_NEED
};

constexpr Need operator|(Need a, Need b) {
  return static_cast<Need>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr Need operator&(Need a, Need b) {
  return static_cast<Need>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}
// Do the two have one in common?
constexpr bool has(Need set, Need some) { return (set & some) != Need::none; }

}  // namespace hotfix
