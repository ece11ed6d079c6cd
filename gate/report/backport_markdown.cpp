// SPDX-License-Identifier: MIT
#include "gate/report/backport_markdown.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostDebts = 10;  // the ledger has them all

std::string commit_link(const Pages& pages, const std::string& id) {
  return markdown_link(commit_page(pages, id), markdown_id(id));
}

std::string others_of(const Forecast::Conflict& conflict, const Pages& pages) {
  std::string text;
  for (const Forecast::Conflict::Other& other : conflict.others) {
    text += (text.empty() ? "" : "<br>") + commit_link(pages, other.commit) + " " +
            markdown_cell(other.subject) + ", " + markdown_cell(other.author);
  }
  return text;
}

std::string conflicts(const Forecast& forecast, const Pages& pages) {
  if (forecast.conflicts.empty()) return {};
  std::string text = markdown_row({"File", "What", "In the way"}) + "|---|---|---|\n";
  for (const Forecast::Conflict& conflict : forecast.conflicts) {
    text += markdown_row({markdown_literal(conflict.path), markdown_cell(conflict.what),
                          others_of(conflict, pages)});
  }
  return text + "\n";
}

std::string forecast_words(const Report& report) {
  const std::string development = markdown_literal(report.refs.development);
  if (!report.forecast) return "⚠️ <b>Backport</b> ";
  switch (report.forecast->outcome) {
    case Forecast::Outcome::present:
      return "✅ <b>Backport</b> " + development + " has this change already";
    case Forecast::Outcome::clean:
      return "✅ <b>Backport</b> applies cleanly to " + development;
    case Forecast::Outcome::conflicts:
      break;
  }
  return "⚠️ <b>Backport</b> will conflict on " + development;
}

std::string age(const Report& report, const Hotfix& hotfix) {
  if (report.now < hotfix.released_at) return shown_time(hotfix.released_at);
  return shown_duration(report.now - hotfix.released_at);
}

std::string debt_row(const Report& report, const LedgerReport& ledger, const Hotfix& hotfix,
                     const Pages& pages) {
  const std::string due = report.now == 0 ? shown_time(hotfix.deadline) : urgency(ledger, hotfix);
  return markdown_row({hotfix.overdue ? "⛔ <b>" + due + "</b>" : due, age(report, hotfix),
                       commit_link(pages, hotfix.commit) + " " + markdown_literal(hotfix.subject),
                       std::string(state_name(hotfix.landing.state)) + ": " +
                           markdown_escaped(state_words(hotfix.landing.state)),
                       markdown_literal(hotfix.author)});
}

// Earlier hotfixes that development still lacks.
std::string debts(const Report& report, const Pages& pages) {
  if (report.debts.empty()) return {};
  LedgerReport ledger;
  ledger.refs = report.refs;
  ledger.now = report.now;
  std::string text = "Earlier hotfixes that " + markdown_literal(report.refs.development) +
                     " still lacks:\n\n" + markdown_row({"Due", "Age", "Hotfix", "State", "By"}) +
                     "|---|---|---|---|---|\n";
  const std::size_t shown = std::min(kMostDebts, report.debts.size());
  for (std::size_t i = 0; i < shown; ++i) text += debt_row(report, ledger, report.debts[i], pages);
  const std::size_t rest = report.debts.size() - shown;
  return text + (rest == 0 ? "\n" : "\nAnd " + std::to_string(rest) + " younger ones.\n\n");
}

}  // namespace

std::string backport_line(const Report& report) {
  std::string line = forecast_words(report);
  if (report.debts.empty()) return report.forecast ? line : std::string();
  return line + (report.forecast ? "; " : "") +
         count(report.debts.size(), "earlier hotfix", "earlier hotfixes") +
         (report.debts.size() == 1 ? " is" : " are") + " not there yet";
}

std::string backport_markdown(const Report& report, const Pages& pages) {
  const std::string line = backport_line(report);
  const std::string body =
      (report.forecast ? conflicts(*report.forecast, pages) : "") + debts(report, pages);
  if (line.empty() || body.empty()) return line.empty() ? line : line + "\n\n";
  return markdown_details(line, body);
}

}  // namespace hotfix
