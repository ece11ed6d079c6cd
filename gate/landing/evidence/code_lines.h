// SPDX-License-Identifier: MIT
// The lines of a text that a program or its configuration runs on: without blank lines and
// comments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hotfix {

struct CodeLine {
  std::uint64_t hash = 0;   // of the line without its blanks, but for indentation that is syntax
  std::size_t number = 0;   // 1-based, in the text
  bool is_telling = false;  // not an import, a version, or brackets alone
};

// A text of a language that is compiled or run, by its ending; not a version file.
bool is_program(std::string_view path);

// `path` says which signs begin a comment there and whether indentation is syntax; where it does
// not say, nothing is taken for a comment but what looks like one in most languages.
std::vector<CodeLine> code_lines(std::string_view path, std::string_view text);

}  // namespace hotfix
