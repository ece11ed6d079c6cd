// SPDX-License-Identifier: MIT
// One renderer a format; each owns the escaping of its sink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report/report.h"

namespace hotfix {

struct TextStyle {
  bool color = false;
  bool hook = false;              // inside a git hook: nothing at all when there is nothing to say
  bool undecided_blocks = false;  // what a hook does when it could not decide
  std::size_t width = 0;  // columns of the terminal; 0: no terminal, where only prose is broken
  bool links = false;     // the terminal opens links
};

// For a person at a terminal. No control byte of the repository comes through.
std::string render_text(const Report& report, const TextStyle& style);

// One JSON object, ASCII only, version 1, with a final newline. See json_page.h.
std::string render_json(const Report& report);

// A way to write a report: its name on the command line and the function that does it.
struct ReportFormat {
  std::string_view name;
  std::string (*render)(const Report& report, const TextStyle& style);
};

// Every format, the default first. The rows live as long as the program.
const std::vector<ReportFormat>& report_formats();

}  // namespace hotfix
