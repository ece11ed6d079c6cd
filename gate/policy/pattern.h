// SPDX-License-Identifier: MIT
// Every pattern that a person writes is matched by RE2 in Latin-1 mode: linear time, and no byte
// sequence can dodge a match by being invalid UTF-8. The only includer of re2 is pattern.cpp.
#pragma once

#include <string>
#include <vector>

#include "rules/model/option.h"

namespace hotfix {

// Matches when any of the RE2 expressions is found in the text (unanchored). An empty list never
// matches. Compiled by the first question, so that an unused pattern costs nothing; one that does
// not compile throws UsageError there, so check it first.
Matcher pattern_matcher(std::vector<std::string> patterns);

// Matches when any of the globs matches the whole path, as in gitignore(5): `*` and `?` stop at a
// slash, `**` does not; a slash at the start or inside anchors at the root, and without one a file
// name matches at any depth; a slash at the end matches everything in a folder of that name.
// Throws UsageError when a glob is malformed.
Matcher glob_matcher(const std::vector<std::string>& globs);

// Throws UsageError with RE2's words when one does not compile.
void check_pattern(const std::string& pattern);
void check_glob(const std::string& glob);

}  // namespace hotfix
