// SPDX-License-Identifier: MIT
// What of a line is spacing, and how deep its brackets go.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// What blanks say in a language.
enum class Spacing {
  syntax,   // at the start of a line (Python, YAML): only those at its end say nothing
  between,  // that there are some (a shell): a run of them counts as one
  words     // where two words would be one, and within quotes
};

Spacing spacing_in(std::string_view path);

// `line` without the blanks that say nothing.
std::string without_spacing(Spacing spacing, std::string_view line);

// How many blocks the line opens, less those that it closes: brackets, tags (`<div>`) and words
// such as `do` and `end`.
int opened_blocks(std::string_view line);

// The columns of its indentation; a tab takes as many as to the next multiple of eight.
std::size_t indentation_of(std::string_view line);

}  // namespace hotfix
