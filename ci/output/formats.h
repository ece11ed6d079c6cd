// SPDX-License-Identifier: MIT
// The report of the gate for people and programs. One renderer a format; each owns the escaping of
// its sink.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ci/verdict/gate_report.h"
#include "gate/report/markup/pages.h"
#include "rules/model/forge.h"

namespace hotfix {

// For a terminal or a job's log. No line of it is a command of a CI's runner.
std::string render_gate_text(const GateReport& report, bool color);

// One JSON object, ASCII only, version 1, with a final newline. See output_page.h.
std::string render_gate_json(const GateReport& report);

// GitHub's workflow commands, one a line: at most 10 errors, 10 warnings and 10 notices, the last
// of which says how many more there are. Format: "Workflow commands for GitHub Actions",
// docs.github.com.
std::string render_annotations(const GateReport& report);

// SARIF 2.1.0 as "SARIF support for code scanning" on docs.github.com wants it.
struct SarifTool {
  std::string version;    // of this program; empty: left out
  std::string rules_url;  // of the page rules/README.md, for a link a rule; empty: no links
};
std::string render_sarif(const GateReport& report, const SarifTool& tool = {});

// GitHub Flavored Markdown: the verdict, the one thing to do, and what opens; at most `limit`
// bytes, cut between its parts with a word about it.
struct MarkdownStyle {
  std::size_t limit = 1024 * 1024;  // of a job summary; a comment holds 65,536 characters
  bool comment = false;  // short, and begins with what nobody sees, by which a sticky comment is
                         // found; else with a Mermaid flowchart
  Pages pages = {};      // what is linked
};
std::string render_gate_markdown(const GateReport& report, const MarkdownStyle& style);

// What the programs' options say about how things are written.
struct GateStyle {
  bool color = false;
  SarifTool tool = {};
  Pages pages = {};
};
using GateRenderer = std::string (*)(const GateReport& report, const GateStyle& style);

// Markdown for the summary of a job.
std::string render_summary(const GateReport& report, const GateStyle& style);

// The ledger as a page; without one a page with the verdict alone.
std::string render_gate_html(const GateReport& report, const GateStyle& style);

// A way to print a report: its name on the command line and the function that does it.
struct GateFormat {
  std::string_view name;
  GateRenderer render;
  Forge log_of = Forge::none;  // the forge whose job log it is made for; none: for anything
};

// Every format, the default first. The rows live as long as the program.
const std::vector<GateFormat>& gate_formats();

// The format that is made for the job log of that forge; without one the default.
const GateFormat& usual_format(Forge forge);

// A file that a report can be left in: --<name> FILE, and the action's input <name>-file.
struct GateFile {
  std::string_view name;
  std::string_view what;  // "SARIF 2.1.0": what is written
  GateRenderer render;
};
const std::vector<GateFile>& gate_files();

}  // namespace hotfix
