// SPDX-License-Identifier: MIT
#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "gate/report/ledger/ledger_html.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/markup/html_page.h"
#include "gate/report/markup/html_text.h"

namespace hotfix {

namespace {

std::string_view kind_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
    case Outcome::not_applicable:
      return "passed";
    case Outcome::waiting:
    case Outcome::undecided:
      return "due";
    case Outcome::blocked:
    case Outcome::error:
      break;
  }
  return "overdue";
}

// What is known where there is no ledger.
std::string verdict_page(const GateReport& report) {
  const Outcome outcome = outcome_of(report);
  const std::string fix = report.failure ? report.failure->fix : std::string();
  return html_page("hotfix-gate", html("h1", "hotfix-gate") + "\n" +
                                      verdict_html({word_of(outcome), kind_of(outcome)},
                                                   headline(report), html_brief(fix, 500)));
}

}  // namespace

std::string render_gate_html(const GateReport& report, const GateStyle& style) {
  if (!report.ledger) return verdict_page(report);
  LedgerReport ledger = *report.ledger;
  if (!style.pages.repository.empty()) ledger.pages = style.pages;
  return render_ledger_html(ledger);
}

}  // namespace hotfix
