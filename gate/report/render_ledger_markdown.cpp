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
constexpr std::size_t kMostUnsigned = 10;

std::string hotfix_row(const LedgerReport& report, const Hotfix& hotfix) {
  const std::string urgent = is_settled(hotfix) ? "" : urgency(report, hotfix);
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
    case LedgerFix::When::then:
      return "Then, on development:\n\n";
    case LedgerFix::When::owed:
      break;
  }
  return {};
}

std::string fix_text(const LedgerFix& fix) {
  std::string text = introduction(fix) + markdown_commands(fix.commands);
  if (fix.then.empty()) return text;
  text += "\nAfter that: " + markdown_escaped(fix.then);
  return text + (fix.after.empty() ? ".\n" : ":\n\n" + markdown_commands(fix.after));
}

std::string commands(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text;
  for (const LedgerFix& fix : fixes(report, hotfix)) {
    text += "\n" + fix_text(fix);
  }
  return text;
}

std::string details(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text =
      "\n`" + short_id(hotfix.commit) + "` " + std::string(state_name(hotfix.landing.state));
  if (!hotfix.landing.reason.empty()) text += ": " + markdown_literal(hotfix.landing.reason);
  for (const std::string& words : {false_date_words(hotfix), loss_words(report, hotfix)}) {
    if (!words.empty()) text += "; " + markdown_escaped(words);
  }
  return text + "\n" + commands(report, hotfix);
}

// Commits that nothing calls a hotfix: a warning, for a person to say what they are.
std::string unsigned_rows(const LedgerReport& report) {
  if (report.unsigned_commits.empty()) return {};
  std::string text = "\n**Warning:** " + markdown_escaped(unsigned_headline(report)) +
                     "; the next promotion may undo them.\n\n" +
                     markdown_row({"Commit", "State", "On production since", "By"}) +
                     "|---|---|---|---|\n";
  const std::vector<const Hotfix*> newest = newest_unsigned(report, kMostUnsigned);
  for (const Hotfix* commit : newest) {
    text += markdown_row({"`" + short_id(commit->commit) + "` " + markdown_literal(commit->subject),
                          std::string(state_name(commit->landing.state)),
                          shown_time(commit->released_at), markdown_literal(commit->author)});
  }
  const std::size_t rest = report.unsigned_commits.size() - newest.size();
  if (rest > 0) text += "\nAnd " + std::to_string(rest) + " older ones.\n";
  return text + "\n" + markdown_commands(unsigned_fix(report, kMostUnsigned)) + "\n" +
         markdown_escaped(unsigned_note(report)) + "\n";
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
  text += unsigned_rows(report);
  if (!report.hotfixes.empty()) text += "\n" + counts(report) + "\n";
  for (const std::string& note : report.notes) text += "\nNote: " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace hotfix
