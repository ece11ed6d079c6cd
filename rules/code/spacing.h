// SPDX-License-Identifier: MIT
// What of a line is spacing, and how deep its brackets go.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// `line` without the blanks that say nothing in the language of `path`: all of them but those
// between two words and those within quotes. Where blanks are syntax (Python, YAML, a shell), only
// those at its end, or a run of them counts as one.
std::string without_spacing(std::string_view path, std::string_view line);

// How many blocks the line opens, less those that it closes: brackets, tags (`<div>`) and words
// such as `do` and `end`.
int opened_blocks(std::string_view line);

// The columns of its indentation; a tab takes as many as to the next multiple of eight.
std::size_t indentation_of(std::string_view line);

}  // namespace hotfix
