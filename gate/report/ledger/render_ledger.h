// SPDX-License-Identifier: MIT
// The ledger for people and for programs. One renderer a format; each owns the escaping of its
// sink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report/ledger/ledgers.h"

namespace hotfix {

// For a person at a terminal: what is owed first, each with the commands that pay it. Two or three
// lines when nothing is.
std::string render_ledger_text(const LedgerReport& report, bool color);

// One JSON object, ASCII only, version 1, with a final newline. See json_page.h.
std::string render_ledger_json(const LedgerReport& report);

// A table and the commands, for a job summary or an issue. Nothing that the repository says becomes
// markup, a link or a mention.
std::string render_ledger_markdown(const LedgerReport& report);

// A page of HTML in one file, for a browser or for paper: a picture of both branches through time,
// what is owed with its commands, how long each took. See html_page.h.
std::string render_ledger_html(const LedgerReport& report);

// The same of several repositories: what is owed in all of them, and then each of them.
std::string render_ledgers_text(const Ledgers& ledgers, bool color);
// {"version": 1, "ledgers": [...]}, each as render_ledger_json() has it.
std::string render_ledgers_json(const Ledgers& ledgers);
// At most 1 MiB, which is what a job summary holds; says so where it was cut.
std::string render_ledgers_markdown(const Ledgers& ledgers);
std::string render_ledgers_html(const Ledgers& ledgers);

// A way to write a ledger, or several as one: its name on the command line and the functions that
// do it, which are told whether the text may be colored.
struct LedgerFormat {
  std::string_view name;
  std::string (*render)(const LedgerReport& report, bool color);
  std::string (*render_all)(const Ledgers& ledgers, bool color);
};

// Every format, the default first. The rows live as long as the program.
const std::vector<LedgerFormat>& ledger_formats();

}  // namespace hotfix
