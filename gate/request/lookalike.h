// SPDX-License-Identifier: MIT
// Names that a person, or somebody who means harm, takes for the name of a hotfix branch.
#pragma once

#include <string_view>

namespace hotfix {

// "Hotfix/x", "hot-fix/x", "hotfixes/x", "hotfix-x", "origin/hotfix/x", a slip of the finger
// ("hotifx/x"), and the same in letters, blanks and slashes that only look like these.
bool looks_like_hotfix(std::string_view branch);

}  // namespace hotfix
