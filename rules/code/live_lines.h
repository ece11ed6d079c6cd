// SPDX-License-Identifier: MIT
// The lines of a text that a program runs on: no comments, no blank lines, nothing that is switched
// off as a whole (`if (false) {`, `#if 0`).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/model/facts.h"

namespace hotfix {

// How `text` writes comments and strings is told from the name of its file. What a name says
// nothing about has no comments. Blanks that are not ASCII count as blanks.
std::vector<LiveLine> live_lines(std::string_view path, std::string_view text);

// `line` with nothing between its quotes, so that brackets and words in it are code.
std::string without_strings(std::string_view line);

// Is this the name of a file in a language that is compiled or run?
bool is_source(std::string_view path);

}  // namespace hotfix
