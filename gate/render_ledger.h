// SPDX-License-Identifier: MIT
// The ledger for people and for programs. One renderer a format; each owns the escaping of its
// sink.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/facts.h"

namespace hotfix {

struct LedgerReport {
  Refs refs;
  std::int64_t now = 0;          // seconds since the epoch
  std::vector<Hotfix> hotfixes;  // oldest first
  std::vector<std::string> notes;
};

// For a person at a terminal: what is owed first, each with the commands that pay it. Two or three
// lines when nothing is.
std::string render_ledger_text(const LedgerReport& report, bool color);

// One JSON object, ASCII only, version 1, with a final newline. See README.md.
std::string render_ledger_json(const LedgerReport& report);

// A table and the commands, for a job summary or an issue. Nothing that the repository says becomes
// markup, a link or a mention.
std::string render_ledger_markdown(const LedgerReport& report);

}  // namespace hotfix
