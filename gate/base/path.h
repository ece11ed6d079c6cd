// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace hotfix {

// True for a path that stays inside the repository wherever it is used: relative, not empty, with
// no "..", no backslash and no drive letter. A forge may be pointed to it.
bool is_inside(std::string_view path);

// What is behind the last slash.
std::string_view base_name(std::string_view path);

}  // namespace hotfix
