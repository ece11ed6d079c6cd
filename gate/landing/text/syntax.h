// SPDX-License-Identifier: MIT
// How a language writes what is not code, told from the name of a file.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace hotfix {

struct Syntax {
  std::vector<std::string_view> comments;  // signs that begin a comment at the start of a line
  std::vector<std::pair<std::string_view, std::string_view>> blocks;  // signs around a comment
  bool ends_lines = false;          // a comment may stand behind code, after a blank
  bool has_indentation = false;     // that is syntax
  bool has_blanks = false;          // that are syntax: `a= 1` is not `a=1`
  bool has_long_strings = false;    // of Python: over several lines, between three quotes
  bool has_here_documents = false;  // of a shell
};

// Where the name says nothing, only `#` begins a comment, and blanks count.
Syntax syntax_of(std::string_view path);

// A text of a language that is compiled or run, by its ending; not a version file.
bool is_program(std::string_view path);

// A file that names what a project depends on, with versions, and often its own.
bool is_manifest(std::string_view path);

}  // namespace hotfix
