// SPDX-License-Identifier: MIT
// Every pattern that a person writes means what it means to RE2 in Latin-1 mode: linear time, and
// no byte sequence can dodge a match by being invalid UTF-8. RE2 itself is asked about long texts
// and many; position_automaton.h about a few short ones. The only includer of re2 is pattern.cpp.
#pragma once

#include <string>

#include "rules/model/option.h"

namespace hotfix {

// Matches when any of the RE2 expressions is found in the text (unanchored). An empty list never
// matches. Compiled by the first question, so that an unused pattern costs nothing; one that does
// not compile throws UsageError there, so check it first.
Matcher pattern_matcher(Words patterns);
Matcher pattern_matcher(WordTable patterns);

// Matches when any of the globs matches the whole path, as in gitignore(5): `*` and `?` stop at a
// slash, `**` does not; a slash at the start or inside anchors at the root, and without one a file
// name matches at any depth; a slash at the end matches everything in a folder of that name. Taken
// apart by the first question, as patterns are.
enum class GlobKind { all, files, folders };  // which of a list's globs are meant
Matcher glob_matcher(Words globs, GlobKind kind = GlobKind::all);
Matcher glob_matcher(WordTable globs, GlobKind kind = GlobKind::all);

// Throws UsageError with RE2's words when one does not compile.
void check_pattern(const std::string& pattern);
void check_glob(const std::string& glob);

}  // namespace hotfix
