// SPDX-License-Identifier: MIT
// The lines of a text that a program or its configuration runs on: without blank lines and
// comments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gate/landing/text/line_kind.h"
#include "gate/landing/text/syntax.h"

namespace hotfix {

struct CodeLine {
  std::uint64_t hash = 0;  // of the line as it is compared: without the blanks and the comment at
                           // its end that say nothing in its language
  std::size_t number = 0;  // 1-based, in the text
  LineKind kind = LineKind::telling;
  bool is_indented = false;
  bool is_listed = false;  // one of a list of imports: its place there tells nothing

  bool is_telling() const { return kind == LineKind::telling; }
};

// `path` says how the language writes comments and which blanks are syntax (gate/landing/text/
// syntax.h).
std::vector<CodeLine> code_lines(std::string_view path, std::string_view text);

// A line of code as it is compared; empty for a blank one.
std::string bare_line(const Syntax& syntax, std::string_view line);

}  // namespace hotfix
