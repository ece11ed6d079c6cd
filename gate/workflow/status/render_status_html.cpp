// SPDX-License-Identifier: MIT
#include "gate/base/visible.h"
#include "gate/report/flowchart.h"
#include "gate/report/ledger/ledger_html.h"
#include "gate/report/markup/html_page.h"
#include "gate/report/markup/html_text.h"
#include "gate/workflow/status/render_status.h"
#include "gate/workflow/status/status_words.h"

namespace hotfix {

namespace {

std::string paragraph(const std::string& body) { return html("p", body) + "\n"; }

std::string cell(const std::string& label, const std::string& body) {
  return html("td", {{"data-label", label}}, body);
}

std::string table(const std::vector<std::string>& heads, const std::string& rows) {
  std::string row;
  for (const std::string& head : heads) row += html("th", {{"scope", "col"}}, head);
  return html("table", {{"class", "cards"}},
              "\n" + html("thead", html("tr", row)) + "\n" + html("tbody", "\n" + rows) + "\n") +
         "\n";
}

std::string steps_html(const HotfixStatus& status) {
  std::string rows;
  for (const StepStatus& step : status.steps) {
    const std::string state(progress_name(step.progress));
    const bool is_slow = step.progress == StepProgress::missing;
    rows += html("tr", html("th", {{"scope", "row"}}, html_escaped(label_of(step.step))) +
                           cell("State", is_slow ? html("b", {{"class", "slow"}}, state)
                                                 : html("b", state)) +
                           cell("What shows it", html_brief(step.evidence, 400))) +
            "\n";
  }
  return table({"Step", "State", "What shows it"}, rows);
}

std::string clock_html(const HotfixStatus& status) {
  std::string rows;
  for (const ClockRow& row : known_rows(status.clock)) {
    const std::string words = html_escaped(clock_words(row));
    rows += html("tr",
                 html("th", {{"scope", "row"}}, html_escaped(row.phase)) +
                     cell("Workflow", std::string(row.allowed)) +
                     cell("Here", row.is_late ? html("span", {{"class", "slow"}}, words) : words)) +
            "\n";
  }
  return rows.empty() ? rows : table({"Phase", "Workflow", "Here"}, rows);
}

std::string next_html(const NextStep& next) {
  if (next.words.empty()) return paragraph("Nothing is left to do.");
  std::string text = paragraph(html("b", "Next:") + " " + html_brief(next.words, 500));
  for (const std::string& command : next.first) text += html_commands({command});
  return next.commands.empty() ? text : text + html_commands(next.commands);
}

std::string one_html(const HotfixStatus& status, const StatusReport& report) {
  return html("h2", html_brief(status.name) + ": " + html_brief(headline(status, report.refs))) +
         "\n" + (status.subject.empty() ? "" : paragraph(html_brief(status.subject))) +
         next_html(status.next) + steps_html(status) + clock_html(status);
}

}  // namespace

std::string render_status_html(const StatusReport& report, const LedgerReport& ledger) {
  const std::string of = report.repository.empty() ? "" : " of ";
  std::string body =
      html("h1",
           "Hotfixes" + of + html_link(ledger.pages.repository, html_brief(report.repository))) +
      "\n";
  if (report.hotfixes.empty()) body += paragraph(std::string(kNoHotfix) + ".");
  for (const HotfixStatus& one : report.hotfixes) body += one_html(one, report);
  if (!ledger.hotfixes.empty()) body += ledger_html(ledger);
  return html_page("Hotfixes" + of + brief(report.repository), body);
}

}  // namespace hotfix
