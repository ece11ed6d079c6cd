// SPDX-License-Identifier: MIT
// The ledger for people and for programs. One renderer a format; each owns the escaping of its
// sink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report/ledger_report.h"

namespace hotfix {

// For a person at a terminal: what is owed first, each with the commands that pay it. Two or three
// lines when nothing is.
std::string render_ledger_text(const LedgerReport& report, bool color);

// One JSON object, ASCII only, version 1, with a final newline. See json_page.h.
std::string render_ledger_json(const LedgerReport& report);

// A table and the commands, for a job summary or an issue. Nothing that the repository says becomes
// markup, a link or a mention.
std::string render_ledger_markdown(const LedgerReport& report);

// A way to write a ledger: its name on the command line and the function that does it, which is
// told whether the text may be colored.
struct LedgerFormat {
  std::string_view name;
  std::string (*render)(const LedgerReport& report, bool color);
};

// Every format, the default first. The rows live as long as the program.
const std::vector<LedgerFormat>& ledger_formats();

}  // namespace hotfix
