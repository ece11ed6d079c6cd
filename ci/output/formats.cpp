// SPDX-License-Identifier: MIT
#include "ci/output/formats.h"

#include <algorithm>

namespace hotfix {

namespace {

constexpr std::size_t kCommentLimit = 65'536;  // characters of a comment on GitHub

std::string json(const GateReport& report, const GateStyle& /*style*/) {
  return render_gate_json(report);
}

std::string sarif(const GateReport& report, const GateStyle& style) {
  return render_sarif(report, style.tool);
}

Pages pages_of(const GateStyle& style) {
  Pages pages = style.pages;
  pages.rules = style.tool.rules_url;
  return pages;
}

std::string comment(const GateReport& report, const GateStyle& style) {
  return render_gate_markdown(report, {kCommentLimit, true, pages_of(style)});
}

}  // namespace

std::string render_summary(const GateReport& report, const GateStyle& style) {
  MarkdownStyle summary;
  summary.pages = pages_of(style);
  return render_gate_markdown(report, summary);
}

const std::vector<GateFormat>& gate_formats() {
  static const std::vector<GateFormat> formats = {
      {"text", [](const GateReport& report,
                  const GateStyle& style) { return render_gate_text(report, style.color); }},
      {"github",
       [](const GateReport& report, const GateStyle& style) {
         return render_annotations(report) + render_gate_text(report, style.color);
       },
       Forge::github},
      {"markdown", render_summary},
      {"json", json},
      {"sarif", sarif},
  };
  return formats;
}

const std::vector<GateFile>& gate_files() {
  static const std::vector<GateFile> files = {
      {"json", "JSON", json},
      {"sarif", "SARIF 2.1.0", sarif},
      {"comment", "Markdown for a comment", comment},
      {"html", "an HTML page of the ledger", render_gate_html},
  };
  return files;
}

const GateFormat& usual_format(Forge forge) {
  const std::vector<GateFormat>& all = gate_formats();
  const auto own = std::find_if(all.begin(), all.end(), [&](const GateFormat& format) {
    return forge != Forge::none && format.log_of == forge;
  });
  return own == all.end() ? all.front() : *own;
}

}  // namespace hotfix
