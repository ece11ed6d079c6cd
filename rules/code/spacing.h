// SPDX-License-Identifier: MIT
// What of a line is spacing, and how deep its brackets go.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// Which blanks mean something in a language.
enum class Spacing {
  indentation,  // those at the start of a line (Python, YAML): only at its end they mean nothing
  separation,   // one that ends a word (a shell): a run of them is as good as one
  free_form     // where two words or signs would become one without, and within quotes
};

Spacing spacing_in(std::string_view path);

// `line` without the blanks that mean nothing.
std::string without_spacing(Spacing spacing, std::string_view line);

// How many blocks the line opens, less those that it closes: brackets, tags (`<div>`) and words
// such as `do` and `end`.
int opened_blocks(std::string_view line);

// The columns of its indentation; a tab takes as many as to the next multiple of eight.
std::size_t indentation_of(std::string_view line);

}  // namespace hotfix
