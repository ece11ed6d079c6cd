// SPDX-License-Identifier: MIT
// The report of the gate for people and programs. One renderer a format; each owns the escaping of
// its sink.
#pragma once

#include <cstddef>
#include <string>

#include "ci/verdict/gate_report.h"

namespace hotfix {

// For a terminal or a job's log. No line of it is a command of a CI's runner.
std::string render_gate_text(const GateReport& report, bool color);

// One JSON object, ASCII only, version 1, with a final newline. See README.md.
std::string render_gate_json(const GateReport& report);

// GitHub's workflow commands, one a line: at most 10 errors, 10 warnings and 10 notices, the last
// of which says how many more there are. Format: "Workflow commands for GitHub Actions",
// docs.github.com.
std::string render_annotations(const GateReport& report);

// SARIF 2.1.0 as "SARIF support for code scanning" on docs.github.com wants it.
struct SarifTool {
  std::string version;    // of this program; empty: it is not told
  std::string rules_url;  // of the page rules/README.md, for a link a rule; empty: no links
};
std::string render_sarif(const GateReport& report, const SarifTool& tool = {});

// GitHub Flavored Markdown with a Mermaid flowchart, at most `limit` bytes, cut at a line's end
// with a word about it.
struct MarkdownStyle {
  std::size_t limit = 1024 * 1024;  // of a job summary; a comment holds 65,536 characters
  bool marker = false;  // begin with a comment nobody sees, by which a sticky comment is found
};
std::string render_gate_markdown(const GateReport& report, const MarkdownStyle& style);

}  // namespace hotfix
