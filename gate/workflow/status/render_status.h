// SPDX-License-Identifier: MIT
// Where hotfixes are, for people and for programs. One renderer a format; each owns the escaping of
// its sink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/base/terminal.h"
#include "gate/report/json_page.h"
#include "gate/report/ledger/ledger_report.h"
#include "gate/workflow/status/status.h"

namespace hotfix {

// For a person at a terminal: each step, the clock, and at the end the next command; of a list one
// line each. "no hotfix is under way" when there is none.
std::string render_status_text(const StatusReport& report, const PageStyle& style);

// One JSON object, ASCII only, version 1, with a final newline: the keys are status_keys().
std::string render_status_json(const StatusReport& report);
JsonKeys status_keys();

// The picture of the workflow, a table, the next command. Nothing that the repository says becomes
// markup, a link or a mention.
std::string render_status_markdown(const StatusReport& report);

// A page of HTML in one file: the steps, and below them the page of the ledger of those that are
// released. See html_page.h.
std::string render_status_html(const StatusReport& report, const LedgerReport& ledger);

// A way to write it: its name on the command line and the function that does it.
struct StatusFormat {
  std::string_view name;
  std::string (*render)(const StatusReport& report, const PageStyle& style);
};

// Every format, the default first. The rows live as long as the program.
const std::vector<StatusFormat>& status_formats();

}  // namespace hotfix
