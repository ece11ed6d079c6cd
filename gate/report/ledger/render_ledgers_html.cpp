// SPDX-License-Identifier: MIT
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_html.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/markup/html_page.h"
#include "gate/report/markup/html_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Of the ids in the section of a ledger: "r3-".
std::string prefix_of(std::size_t ledger) { return "r" + std::to_string(ledger + 1) + "-"; }

std::string here(const std::string& id, const std::string& body) {
  return html("a", {{"href", "#" + id}}, body);
}

std::string cell(const std::string& label, const std::string& body) {
  return html("td", {{"data-label", label}}, body);
}

std::string head(const std::vector<std::string>& names) {
  std::string row;
  for (const std::string& name : names) row += html("th", {{"scope", "col"}}, name);
  return html("thead", html("tr", row)) + "\n";
}

std::string table(const std::vector<std::string>& names, const std::string& rows) {
  return html("table", {{"class", "cards"}},
              "\n" + head(names) + html("tbody", "\n" + rows) + "\n") +
         "\n";
}

std::string debt_row(const Ledgers& ledgers, const LedgersDebt& debt) {
  const LedgerReport& ledger = ledgers[debt.ledger];
  const Hotfix& hotfix = *debt.hotfix;
  const std::string section = prefix_of(debt.ledger) + "debt-" + std::to_string(debt.number);
  const std::string due =
      html("b", {{"class", hotfix.overdue ? "late" : ""}}, html_escaped(urgency(ledger, hotfix)));
  return html("tr", html("th", {{"scope", "row"}}, here(section, html_brief(hotfix.subject))) +
                        cell("Due", due) + cell("Repository", html_brief(ledger.repository)) +
                        cell("State",
                             html_escaped(state_name(hotfix.landing.state)) +
                                 html("small", html_escaped(state_words(hotfix.landing.state)))) +
                        cell("By", html_brief(hotfix.author, 60))) +
         "\n";
}

std::string debts(const Ledgers& ledgers) {
  std::string rows;
  for (const LedgersDebt& debt : owed(ledgers)) rows += debt_row(ledgers, debt);
  if (rows.empty()) return rows;
  return html("h2", "What is owed") + "\n" +
         table({"Hotfix", "Due", "Repository", "State", "By"}, rows) +
         html("p", {{"class", "faint"}}, html_escaped(ledgers_note()) + ".") + "\n";
}

std::string repository_row(const LedgerReport& ledger, std::size_t place) {
  const LedgerVerdict verdict = verdict_of(ledger);
  return html("tr", html("th", {{"scope", "row"}},
                         here(prefix_of(place) + "top", html_brief(ledger.repository))) +
                        cell("Verdict", html("b", {{"class", std::string(verdict.kind)}},
                                             std::string(verdict.word))) +
                        cell("", html_escaped(ledger.hotfixes.empty() ? headline(ledger)
                                                                      : counts(ledger)))) +
         "\n";
}

std::string repositories(const Ledgers& ledgers) {
  std::string rows;
  for (std::size_t i = 0; i < ledgers.size(); ++i) rows += repository_row(ledgers[i], i);
  return html("h2", "Repositories") + "\n" + table({"Repository", "Verdict", "Hotfixes"}, rows);
}

std::string section(const LedgerReport& ledger, std::size_t place) {
  const std::string prefix = prefix_of(place);
  return html("h2", {{"id", prefix + "top"}},
              html_link(ledger.pages.repository, html_brief(ledger.repository))) +
         "\n" + ledger_html(ledger, {prefix, 3});
}

// The worst of all, by the first debt of all.
LedgerVerdict verdict_of_all(const Ledgers& ledgers) {
  const std::vector<LedgersDebt> debts = owed(ledgers);
  return debts.empty() ? LedgerVerdict{"PASSED", "passed"}
                       : verdict_of(ledgers[debts.front().ledger]);
}

}  // namespace

std::string render_ledgers_html(const Ledgers& ledgers) {
  const std::string title =
      "Hotfix ledgers of " + count(ledgers.size(), "repository", "repositories");
  std::string body = html("h1", title) + "\n" +
                     verdict_html(verdict_of_all(ledgers), headline(ledgers), {}) + debts(ledgers) +
                     repositories(ledgers);
  for (std::size_t i = 0; i < ledgers.size(); ++i) body += section(ledgers[i], i);
  return html_page(title, body);
}

}  // namespace hotfix
