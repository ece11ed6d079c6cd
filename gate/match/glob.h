// SPDX-License-Identifier: MIT
// Globs as in gitignore(5), as expressions. pattern.h says what they match.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// An RE2 expression (Latin-1, '.' matches newline) that matches the whole path exactly when the
// glob does. Throws UsageError when the glob is malformed.
std::string glob_to_regex(std::string_view glob);

}  // namespace hotfix
