// SPDX-License-Identifier: MIT
// A replay for people and for programs. One renderer a format; each owns the escaping of its sink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report/history/history_report.h"

namespace hotfix {

struct HistoryStyle {
  bool color = false;
  bool blocks = false;     // the terminal shows block characters; else the plot is of '#'
  bool all = false;        // every change that would have been refused, not only the newest
  std::size_t width = 80;  // columns
};

// For a person at a terminal.
std::string render_history_text(const HistoryReport& report, const HistoryStyle& style);

// One JSON object, ASCII only, version 1, with a final newline. See json_page.h.
std::string render_history_json(const HistoryReport& report);

// Tables and the plots, for an issue or a summary. Nothing that the repository says becomes markup.
std::string render_history_markdown(const HistoryReport& report, const HistoryStyle& style);

struct HistoryFormat {
  std::string_view name;
  std::string (*render)(const HistoryReport& report, const HistoryStyle& style);
};

// Every format, the default first. The rows live as long as the program.
const std::vector<HistoryFormat>& history_formats();

}  // namespace hotfix
