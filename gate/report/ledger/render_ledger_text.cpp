// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/base/terminal.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/post_mortem_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostSettled = 10;
constexpr std::size_t kMostUnsigned = 10;
constexpr std::size_t kMostFindings = 5;
constexpr std::size_t kProse = 78;  // columns

std::string title(const Hotfix& hotfix) {
  return short_id(hotfix.commit) + "  " + brief(visible(hotfix.subject));
}

// "missing: no commit of kars-dev ... [9f8e7d6c5b4a]".
std::string state_line(const Hotfix& hotfix) {
  const Landing& landing = hotfix.landing;
  std::string text(state_name(landing.state));
  if (!landing.reason.empty()) text += ": " + visible(landing.reason);
  const std::string evidence = evidence_words(landing);
  return evidence.empty() ? text : text + " [" + evidence + "]";
}

std::string_view label_of(const LedgerFix& fix) {
  switch (fix.when) {
    case LedgerFix::When::owed:
      return "fix";
    case LedgerFix::When::to_look:
      return "look";
    case LedgerFix::When::if_it_is:
      return "yes";
    case LedgerFix::When::if_it_is_not:
      return "no";
    case LedgerFix::When::then:
      return "then";
  }
  return "fix";
}

std::string fix_lines(const LedgerFix& fix, const Paint& paint) {
  std::string text, label = "    " + std::string(label_of(fix));
  const auto add = [&](const Commands& commands) {
    for (const std::string& command : paste_lines(commands)) {
      label.resize(9, ' ');
      text += label + paint(kBold, visible(command)) + "\n";
      label.clear();
    }
  };
  add(fix.commands);
  if (!fix.then.empty()) {
    text += "    do   " + visible(fix.then) + (fix.after.empty() ? "\n" : ":\n");
  }
  add(fix.after);
  return text;
}

std::string remark(const std::string& words) {
  return words.empty() ? words : "      " + visible(words) + "\n";
}

std::string debt(const LedgerReport& report, const Hotfix& hotfix, const Paint& paint) {
  const std::string urgent = urgency(report, hotfix);
  std::string text = "\n  " + paint(hotfix.overdue ? kRed : kYellow, urgent) + "  " +
                     title(hotfix) + "\n      by " + brief(visible(hotfix.author)) + ", on " +
                     visible(report.refs.production) + " since " + shown_time(hotfix.released_at) +
                     ", due " + shown_time(hotfix.deadline) + "\n" +
                     remark(false_date_words(hotfix)) + remark(loss_words(report, hotfix)) +
                     "      " + state_line(hotfix) + "\n";
  for (const LedgerFix& fix : fixes(report, hotfix)) text += fix_lines(fix, paint);
  return text;
}

// Commits that nothing calls a hotfix: a warning, for a person to say what they are.
std::string unsigned_rows(const LedgerReport& report, const Paint& paint) {
  if (report.unsigned_commits.empty()) return {};
  std::string text =
      "\n  " + paint(kYellow, "warning") + "  " + visible(unsigned_headline(report)) + ":\n";
  const std::vector<const Hotfix*> newest = newest_unsigned(report, kMostUnsigned);
  for (const Hotfix* commit : newest) {
    std::string state(state_name(commit->landing.state));
    state.resize(10, ' ');
    text += "      " + state + "  " + title(*commit) + " (" + brief(visible(commit->author)) +
            ", " + shown_time(commit->released_at) + ")\n";
  }
  const std::size_t rest = report.unsigned_commits.size() - newest.size();
  if (rest > 0) text += "      and " + std::to_string(rest) + " older\n";
  const Commands fix = unsigned_fix(report, kMostUnsigned);
  if (!fix.empty()) text += fix_lines({LedgerFix::When::owed, fix}, paint);
  return text + "    note " + visible(unsigned_note(report)) + "\n" +
         "    why  the next promotion may undo them, and nobody would be told\n";
}

std::string finding_rows(const LedgerReport& report, const RuleFinding& found, const Paint& paint) {
  const Finding& finding = found.finding;
  const bool is_error = finding.level == Level::error;
  const std::string urgent = urgency_of(report, finding);
  std::string text = "\n  " + paint(is_error ? kRed : kYellow, found.rule->id) + "  " +
                     (is_error ? "" : "(warning) ") + visible(finding.message) + "\n";
  std::string more = urgent;
  for (const std::string& detail : finding.details) more += (more.empty() ? "" : "; ") + detail;
  text += remark(more);
  if (report.is_read) return text;
  if (!finding.fix.empty()) text += fix_lines({LedgerFix::When::owed, finding.fix}, paint);
  if (!finding.hint.empty()) text += "    do   " + visible(finding.hint) + "\n";
  return text;
}

// What rules found, the first few; and what they would have if nobody acted.
std::string rules_rows(const LedgerReport& report, const Paint& paint) {
  std::string text;
  const std::size_t shown = std::min(kMostFindings, report.findings.size());
  for (std::size_t i = 0; i < shown; ++i) text += finding_rows(report, report.findings[i], paint);
  if (shown < report.findings.size()) {
    text += "      and " + std::to_string(report.findings.size() - shown) + " older\n";
  }
  if (shown > 0) {
    text += "    why  " + wrapped(report.findings.front().rule->why, 9, kProse) + "\n";
  }
  for (const Undecided& one : report.undecided) {
    text += "\n  " + paint(kYellow, "undecided") + "  " + std::string(one.rule->id) + ": " +
            visible(one.reason) + "\n    fix  " + paint(kBold, visible(one.fix)) + "\n";
  }
  for (const Waived& one : report.waived) {
    text += "\n  " + paint(kYellow, "waived") + "  " + std::string(one.rule->id) + ": " +
            brief(visible(one.reason)) + " (" + short_id(one.commit) + ")\n";
    for (const Finding& finding : one.findings) text += remark(finding.message);
  }
  const std::vector<const PostMortem*> due = due_post_mortems(report);
  if (!due.empty()) text += "\n";
  for (std::size_t i = 0; i < std::min(kMostFindings, due.size()); ++i) {
    text += "  " + paint(kYellow, urgency(report, *due[i])) + "  post-mortem of " +
            short_id(due[i]->commit) + "  " + brief(visible(due[i]->subject)) + "\n";
  }
  return text;
}

std::string short_row(const Hotfix& hotfix, const Paint& paint) {
  std::string state(state_name(hotfix.landing.state));
  const bool is_waived = hotfix.landing.state == LandingState::waived;
  const std::string detail =
      is_waived ? visible(hotfix.landing.reason) : evidence_words(hotfix.landing);
  state.resize(10, ' ');
  return "  " + paint(is_waived ? kYellow : kGreen, state) + "  " + title(hotfix) +
         (detail.empty() ? "" : "  [" + detail + "]") + "\n";
}

std::string short_rows(const LedgerReport& report, bool with_settled, const Paint& paint) {
  std::string text;
  for (const Hotfix* hotfix : waived(report)) text += short_row(*hotfix, paint);
  std::size_t shown = 0;
  const std::vector<const Hotfix*> rest = settled(report);
  for (; with_settled && shown < std::min(kMostSettled, rest.size()); ++shown) {
    text += short_row(*rest[shown], paint);
  }
  if (with_settled && shown < rest.size()) {
    text += "  and " + std::to_string(rest.size() - shown) + " older ones that are settled\n";
  }
  return text.empty() ? text : "\n" + text;
}

std::string verdict(const std::vector<const Hotfix*>& debts, ExitStatus rules, const Paint& paint) {
  if (debts.empty() && rules == ExitStatus::pass) return paint(kGreen, "PASSED");
  if (debts.empty()) {
    return rules == ExitStatus::blocked ? paint(kRed, "BLOCKED") : paint(kYellow, "UNDECIDED");
  }
  const Hotfix& worst = *debts.front();
  if (!worst.lost_on_production.empty()) return paint(kRed, "LOST");
  if (worst.landing.state == LandingState::undecided) return paint(kYellow, "UNDECIDED");
  return worst.overdue ? paint(kRed, "OVERDUE") : paint(kYellow, "DUE");
}

}  // namespace

std::string render_ledger_text(const LedgerReport& report, bool color) {
  const Paint paint(color);
  const std::vector<const Hotfix*> debts = owed(report);
  std::string text = verdict(debts, exit_status(report, FailOn::overdue), paint) + "  " +
                     visible(headline(report)) + "\n";
  for (const Hotfix* hotfix : debts) text += debt(report, *hotfix, paint);
  text += unsigned_rows(report, paint) + rules_rows(report, paint);
  text += short_rows(report, !debts.empty(), paint);
  if (!report.hotfixes.empty()) text += "\n  " + counts(report) + "\n";
  for (const std::string& note : report.notes) {
    text += paint(kDim, "  note: " + visible(note)) + "\n";
  }
  return text;
}

namespace {

// "3 d late  owner/name  1f2e3d4c5b6a  hotfix: totals (Ann)".
std::string debt_line(const LedgerReport& ledger, const Hotfix& hotfix, const Paint& paint) {
  return "  " + paint(hotfix.overdue ? kRed : kYellow, urgency(ledger, hotfix)) + "  " +
         brief(visible(ledger.repository)) + "  " + title(hotfix) + " (" +
         brief(visible(hotfix.author)) + ")\n";
}

}  // namespace

std::string render_ledgers_text(const Ledgers& ledgers, bool color) {
  const Paint paint(color);
  const std::vector<LedgersDebt> debts = owed(ledgers);
  std::vector<const Hotfix*> hotfixes;
  for (const LedgersDebt& debt : debts) hotfixes.push_back(debt.hotfix);
  std::string text = verdict(hotfixes, exit_status(ledgers, FailOn::overdue), paint) + "  " +
                     headline(ledgers) + "\n";
  if (!debts.empty()) text += "\n";
  for (const LedgersDebt& debt : debts)
    text += debt_line(ledgers[debt.ledger], *debt.hotfix, paint);
  if (!debts.empty()) text += paint(kDim, "  " + std::string(ledgers_note())) + "\n";
  for (const LedgerReport& ledger : ledgers) {
    text +=
        "\n" + paint(kBold, visible(ledger.repository)) + "\n" + render_ledger_text(ledger, color);
  }
  return text;
}

}  // namespace hotfix
