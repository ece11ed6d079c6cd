// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "gate/base/time_text.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/post_mortem_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostSettled = 50;
constexpr std::size_t kMostUnsigned = 10;
constexpr std::size_t kMostFindings = 20;  // and as many that are due
constexpr std::size_t kMostDebts = 100;    // of all repositories, in one table
constexpr std::size_t kMostEvidence = 3;
constexpr std::size_t kLargest = std::size_t{1} << 20;  // bytes: a job summary holds no more

std::string commit_link(const LedgerReport& report, const std::string& id) {
  return markdown_link(commit_page(report.pages, id), markdown_id(id));
}

std::string evidence_links(const LedgerReport& report, const Landing& landing) {
  std::string text;
  const std::size_t shown = std::min(kMostEvidence, landing.evidence.size());
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? "" : ", ") + commit_link(report, landing.evidence[i]);
  }
  const std::size_t rest = landing.evidence.size() - shown;
  return rest == 0 ? text : text + " and " + std::to_string(rest) + " more";
}

std::string due_cell(const LedgerReport& report, const Hotfix& hotfix) {
  if (is_settled(hotfix)) return {};
  const std::string urgent = urgency(report, hotfix);
  return hotfix.overdue && is_debt(hotfix) ? "**" + urgent + "**" : urgent;
}

std::string hotfix_row(const LedgerReport& report, const Hotfix& hotfix) {
  return markdown_row({due_cell(report, hotfix),
                       commit_link(report, hotfix.commit) + " " + markdown_literal(hotfix.subject),
                       std::string(state_name(hotfix.landing.state)),
                       evidence_links(report, hotfix.landing), shown_time(hotfix.released_at),
                       markdown_literal(hotfix.author)});
}

using StateSet = std::set<LandingState>;

// What the states of a table mean, for who reads it for the first time.
std::string state_legend(const StateSet& states) {
  std::string text;
  for (const LandingState state : states) {
    text += (text.empty() ? "" : "; ") + std::string("<b>") + std::string(state_name(state)) +
            "</b>: " + markdown_escaped(state_words(state));
  }
  return text.empty() ? text : "\n" + text + "\n";
}

std::string table(const LedgerReport& report) {
  std::string text =
      markdown_row({"Due", "Hotfix", "State", "Evidence", "On production since", "By"}) +
      "|---|---|---|---|---|---|\n";
  StateSet states;
  const auto add = [&](const std::vector<const Hotfix*>& hotfixes, std::size_t most) {
    for (std::size_t i = 0; i < std::min(most, hotfixes.size()); ++i) {
      text += hotfix_row(report, *hotfixes[i]);
      states.insert(hotfixes[i]->landing.state);
    }
  };
  const std::vector<const Hotfix*> rest = settled(report);
  add(owed(report), report.hotfixes.size());
  add(waived(report), report.hotfixes.size());
  add(rest, kMostSettled);
  if (rest.size() > kMostSettled) {
    text +=
        "\nAnd " + std::to_string(rest.size() - kMostSettled) + " older ones that are settled.\n";
  }
  return text + state_legend(states);
}

std::string fix_text(const LedgerFix& fix) {
  const std::string when(when_words(fix.when));
  std::string text = (when.empty() ? when : when + ":\n\n") + markdown_commands(fix.commands);
  if (fix.then.empty()) return text;
  text += "After that: " + markdown_escaped(fix.then);
  return text + (fix.after.empty() ? ".\n\n" : ":\n\n" + markdown_commands(fix.after));
}

// What is known of it, and the commands.
std::string debt_body(const LedgerReport& report, const Hotfix& hotfix) {
  const Landing& landing = hotfix.landing;
  const std::string evidence = evidence_links(report, landing);
  std::string text = commit_link(report, hotfix.commit) + " by " + markdown_literal(hotfix.author) +
                     ", on " + markdown_literal(report.refs.production) + " since " +
                     shown_time(hotfix.released_at) + ", due " + shown_time(hotfix.deadline) +
                     "\n\n<b>" + std::string(state_name(landing.state)) + "</b> (" +
                     markdown_escaped(state_words(landing.state)) + ")";
  if (!landing.reason.empty()) text += ": " + markdown_literal(landing.reason);
  if (!evidence.empty()) text += ", see " + evidence;
  for (const std::string& words : {false_date_words(hotfix), loss_words(report, hotfix)}) {
    if (!words.empty()) text += "; " + markdown_escaped(words);
  }
  text += "\n\n";
  for (const LedgerFix& fix : fixes(report, hotfix)) text += fix_text(fix);
  return text;
}

// Each one line; the first is open.
std::string debts(const LedgerReport& report) {
  std::string text;
  for (const Hotfix* hotfix : owed(report)) {
    const std::string urgent = "<b>" + urgency(report, *hotfix) + "</b> ";
    text += markdown_details(
        (hotfix->overdue ? "⛔ " : "⏳ ") + urgent + markdown_literal(hotfix->subject),
        debt_body(report, *hotfix), text.empty());
  }
  return text;
}

// Commits that nothing calls a hotfix: a warning, for a person to say what they are.
std::string unsigned_rows(const LedgerReport& report) {
  if (report.unsigned_commits.empty()) return {};
  std::string text =
      markdown_row({"Commit", "State", "On production since", "By"}) + "|---|---|---|---|\n";
  const std::vector<const Hotfix*> newest = newest_unsigned(report, kMostUnsigned);
  StateSet states;
  for (const Hotfix* commit : newest) {
    text +=
        markdown_row({commit_link(report, commit->commit) + " " + markdown_literal(commit->subject),
                      std::string(state_name(commit->landing.state)),
                      shown_time(commit->released_at), markdown_literal(commit->author)});
    states.insert(commit->landing.state);
  }
  const std::size_t rest = report.unsigned_commits.size() - newest.size();
  if (rest > 0) text += "\nAnd " + std::to_string(rest) + " older ones.\n";
  text += state_legend(states) + "\n" + markdown_commands(unsigned_fix(report, kMostUnsigned)) +
          markdown_escaped(unsigned_note(report)) + "\n";
  return markdown_details("⚠️ <b>Warning:</b> " + markdown_escaped(unsigned_headline(report)) +
                              "; the next promotion may undo them",
                          text);
}

std::string finding_text(const LedgerReport& report, const RuleFinding& found) {
  const Finding& finding = found.finding;
  const std::string urgent = urgency_of(report, finding);
  std::string text = "- " + (urgent.empty() ? "" : "<b>" + urgent + "</b> ") +
                     markdown_link(commit_page(report.pages, finding.commit),
                                   markdown_literal(finding.message, 200)) +
                     "\n";
  for (const std::string& detail : finding.details) {
    text += "  <br>" + markdown_escaped(detail) + "\n";
  }
  if (!report.is_read && !finding.hint.empty()) {
    text += "  <br>" + markdown_escaped(finding.hint) + "\n";
  }
  return text;
}

// The commands of several findings, one after the other.
std::string fixes_of(const LedgerReport& report, std::size_t most) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < most && !report.is_read; ++i) {
    const Finding& finding = report.findings[i].finding;
    if (!finding.fix.empty()) lines.push_back(paste_lines(finding.fix).front());
  }
  return markdown_lines(lines, "sh");
}

std::string rule_findings(const LedgerReport& report) {
  if (report.findings.empty()) return {};
  const std::size_t shown = std::min(kMostFindings, report.findings.size());
  const RuleFinding& first = report.findings.front();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += finding_text(report, report.findings[i]);
  if (shown < report.findings.size()) {
    text += "\nAnd " + std::to_string(report.findings.size() - shown) + " older ones.\n";
  }
  text += "\n" + fixes_of(report, shown) + markdown_escaped(first.rule->why) + "\n";
  const bool is_error = first.finding.level == Level::error;
  return markdown_details(std::string(is_error ? "⛔" : "⚠️") + " <b>" +
                              std::string(first.rule->id) +
                              "</b>: " + count(report.findings.size(), "hotfix", "hotfixes"),
                          text);
}

std::string due_documents(const LedgerReport& report) {
  const std::vector<const PostMortem*> due = due_post_mortems(report);
  std::string text;
  for (std::size_t i = 0; i < std::min(kMostFindings, due.size()); ++i) {
    text += "⏳ " + urgency(report, *due[i]) + ": post-mortem of " +
            commit_link(report, due[i]->commit) + " " + markdown_literal(due[i]->subject) + "\n\n";
  }
  return text;
}

std::string undecided_rules(const LedgerReport& report) {
  std::string text;
  for (const Undecided& one : report.undecided) {
    text += "❓ <b>" + std::string(one.rule->id) +
            "</b> is undecided: " + markdown_escaped(one.reason) + "\n\n" +
            markdown_lines({one.fix});
  }
  return text;
}

std::string waived_rules(const LedgerReport& report) {
  std::string text;
  for (const Waived& one : report.waived) {
    text += "- waived by " + commit_link(report, one.commit) + ": " + std::string(one.rule->id) +
            ": " + markdown_literal(one.reason) + "\n";
  }
  return text.empty() ? text : text + "\n";
}

std::string rules_text(const LedgerReport& report) {
  return rule_findings(report) + due_documents(report) + undecided_rules(report) +
         waived_rules(report);
}

std::string waivers(const LedgerReport& report) {
  std::string text;
  for (const Hotfix* hotfix : waived(report)) {
    text += "- waived " + commit_link(report, hotfix->commit) + ": " +
            markdown_literal(hotfix->landing.reason) + "\n";
  }
  return text.empty() ? text : "\n" + text;
}

std::string hotfixes(const LedgerReport& report) {
  if (report.hotfixes.empty()) return {};
  return markdown_details(counts(report), table(report) + waivers(report));
}

std::string body(const LedgerReport& report) {
  std::string text = markdown_escaped(headline(report)) + "\n\n" + debts(report) +
                     unsigned_rows(report) + rules_text(report) + hotfixes(report);
  for (const std::string& note : report.notes) text += "Note: " + markdown_escaped(note) + "\n\n";
  return text;
}

std::string repository_link(const LedgerReport& ledger) {
  return markdown_link(ledger.pages.repository, markdown_literal(ledger.repository));
}

std::string debts_of_all(const Ledgers& ledgers) {
  const std::vector<LedgersDebt> debts = owed(ledgers);
  if (debts.empty()) return {};
  std::string text =
      markdown_row({"Due", "Repository", "Hotfix", "State", "By"}) + "|---|---|---|---|---|\n";
  StateSet states;
  const std::size_t shown = std::min(kMostDebts, debts.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const LedgerReport& ledger = ledgers[debts[i].ledger];
    const Hotfix& hotfix = *debts[i].hotfix;
    text += markdown_row(
        {due_cell(ledger, hotfix), repository_link(ledger),
         commit_link(ledger, hotfix.commit) + " " + markdown_literal(hotfix.subject),
         std::string(state_name(hotfix.landing.state)), markdown_literal(hotfix.author)});
    states.insert(hotfix.landing.state);
  }
  if (shown < debts.size()) {
    text += "\nAnd " + std::to_string(debts.size() - shown) + " more, below.\n";
  }
  return text + state_legend(states) + "\n" + std::string(ledgers_note()) + ".\n\n";
}

}  // namespace

std::string render_ledger_markdown(const LedgerReport& report) {
  return "### Hotfix ledger\n\n" + body(report);
}

std::string render_ledgers_markdown(const Ledgers& ledgers) {
  std::string text = "## Hotfix ledgers\n\n" + headline(ledgers) + "\n\n" + debts_of_all(ledgers);
  for (const LedgerReport& ledger : ledgers) {
    text += "### " + repository_link(ledger) + "\n\n" + body(ledger);
  }
  return markdown_cut(std::move(text), kLargest);
}

}  // namespace hotfix
