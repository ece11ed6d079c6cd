// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/report/ledger_words.h"
#include "gate/report/markdown_text.h"
#include "gate/report/render_ledger.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostSettled = 50;  // a job summary may hold 1 MiB

std::string hotfix_row(const LedgerReport& report, const Hotfix& hotfix) {
  const std::string urgent = is_settled(hotfix.landing.state) ? "" : urgency(report, hotfix);
  return markdown_row({hotfix.overdue && is_debt(hotfix) ? "**" + urgent + "**" : urgent,
                       "`" + short_id(hotfix.commit) + "` " + markdown_literal(hotfix.subject),
                       std::string(state_name(hotfix.landing.state)),
                       evidence_words(hotfix.landing), shown_time(hotfix.released_at),
                       markdown_literal(hotfix.author)});
}

std::string table(const LedgerReport& report) {
  std::string text =
      markdown_row({"Due", "Hotfix", "State", "Evidence", "On production since", "By"}) +
      "|---|---|---|---|---|---|\n";
  for (const Hotfix* hotfix : owed(report)) text += hotfix_row(report, *hotfix);
  for (const Hotfix* hotfix : waived(report)) text += hotfix_row(report, *hotfix);
  const std::vector<const Hotfix*> rest = settled(report);
  const std::size_t shown = std::min(kMostSettled, rest.size());
  for (std::size_t i = 0; i < shown; ++i) text += hotfix_row(report, *rest[i]);
  if (shown == rest.size()) return text;
  return text + "\nAnd " + std::to_string(rest.size() - shown) + " older ones that are settled.\n";
}

std::string introduction(const LedgerFix& fix) {
  switch (fix.when) {
    case LedgerFix::When::to_look:
      return "Look at what is there:\n\n";
    case LedgerFix::When::if_it_is:
      return "If that is it, put it on record:\n\n";
    case LedgerFix::When::if_it_is_not:
      return "If it is not:\n\n";
    case LedgerFix::When::owed:
      break;
  }
  return {};
}

std::string commands(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text;
  for (const LedgerFix& fix : fixes(report, hotfix)) {
    text += "\n" + introduction(fix) + markdown_commands(fix.commands);
    if (!fix.then.empty()) text += "\n" + markdown_escaped(fix.then) + "\n";
  }
  return text;
}

std::string details(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text =
      "\n`" + short_id(hotfix.commit) + "` " + std::string(state_name(hotfix.landing.state));
  if (!hotfix.landing.reason.empty()) text += ": " + markdown_literal(hotfix.landing.reason);
  return text + "\n" + commands(report, hotfix);
}

std::string waivers(const LedgerReport& report) {
  std::string text;
  for (const Hotfix* hotfix : waived(report)) {
    text += "- waived `" + short_id(hotfix->commit) +
            "`: " + markdown_literal(hotfix->landing.reason) + "\n";
  }
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string render_ledger_markdown(const LedgerReport& report) {
  std::string text = "### Hotfix ledger\n\n" + markdown_escaped(headline(report)) + "\n";
  if (!report.hotfixes.empty()) text += "\n" + table(report) + waivers(report);
  for (const Hotfix* hotfix : owed(report)) text += details(report, *hotfix);
  if (!report.hotfixes.empty()) text += "\n" + counts(report) + "\n";
  for (const std::string& note : report.notes) text += "\nNote: " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace hotfix
