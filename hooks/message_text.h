// SPDX-License-Identifier: MIT
// Commit message text: what git will record of it. No git, no I/O: this file is fuzzed.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// The modes of git-commit(1) --cleanup.
enum class Cleanup { strip, whitespace, verbatim, scissors };

// `text` as git will record it: comment lines and everything from the scissors line on are dropped
// as `mode` says, trailing blanks and surplus empty lines removed. `comment` is core.commentChar,
// one or more bytes; never empty ("auto" is resolved by detect_comment).
std::string clean_message(std::string_view text, Cleanup mode, std::string_view comment);

// True when `text`, the beginning of a message's file, has all that git will record: what follows
// is the diff of `commit -v`.
bool has_whole_message(std::string_view text);

// The comment character of a message made under core.commentChar=auto, found by git's own template
// text;
// "#" when there is none.
std::string detect_comment(std::string_view text);

}  // namespace hotfix
