// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_html.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/post_mortem_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/ledger/timeline.h"
#include "gate/report/ledger/timeline_picture.h"
#include "gate/report/markup/html_page.h"
#include "gate/report/markup/html_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kOpen = 5;  // debts whose commands are seen at once
constexpr std::size_t kMostUnsigned = 50;
constexpr std::size_t kMostEvidence = 3;
constexpr std::size_t kMostFindings = 50;

std::string heading(int level, const std::string& body) {
  return html("h" + std::to_string(level), body) + "\n";
}

std::string paragraph(const std::string& kind, const std::string& body) {
  return body.empty() ? body : html("p", {{"class", kind}}, body) + "\n";
}

std::string commit_html(const LedgerReport& report, const std::string& id) {
  return html_id(id, commit_page(report.pages, id));
}

std::string evidence_html(const LedgerReport& report, const Landing& landing) {
  std::string text;
  const std::size_t shown = std::min(kMostEvidence, landing.evidence.size());
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? "" : ", ") + commit_html(report, landing.evidence[i]);
  }
  const std::size_t rest = landing.evidence.size() - shown;
  return rest == 0 ? text : text + " and " + std::to_string(rest) + " more";
}

std::string state_html(const Landing& landing) {
  return html("b", std::string(state_name(landing.state))) + " " +
         html("small", html_escaped(state_words(landing.state)));
}

std::string time_html(std::int64_t time) {
  return html("time", {{"datetime", iso_time(time)}, {"class", "date"}},
              html_escaped(shown_time(time)));
}

std::string fix_html(const LedgerFix& fix) {
  const std::string when(when_words(fix.when));
  std::string text = paragraph("", when.empty() ? when : html_escaped(when) + ":");
  if (!fix.commands.empty()) text += html_commands(fix.commands);
  if (fix.then.empty()) return text;
  text += paragraph("", "After that: " + html_escaped(fix.then) + (fix.after.empty() ? "." : ":"));
  return fix.after.empty() ? text : text + html_commands(fix.after);
}

std::string fixes_html(const LedgerReport& report, const Hotfix& hotfix, bool open) {
  std::string text;
  for (const LedgerFix& fix : fixes(report, hotfix)) text += fix_html(fix);
  if (text.empty()) return text;
  return html("details", {{"open", open ? "open" : ""}},
              html("summary", "To fix it") + "\n" + text) +
         "\n";
}

std::string fact(const std::string& body) { return html("span", body) + " "; }

// Which commit, whose, since when, and till when.
std::string facts_html(const LedgerReport& report, const Hotfix& hotfix) {
  return fact(commit_html(report, hotfix.commit)) + fact("by " + html_brief(hotfix.author, 60)) +
         fact("on " + html_brief(report.refs.production, 40) + " since " +
              time_html(hotfix.released_at)) +
         fact("due " + time_html(hotfix.deadline));
}

// "missing (it is not there): no commit of kars-dev makes this change. Evidence: 1f2e3d4c5b6a".
std::string landing_html(const LedgerReport& report, const Landing& landing) {
  const std::string evidence = evidence_html(report, landing);
  return html("b", std::string(state_name(landing.state))) + " (" +
         html_escaped(state_words(landing.state)) + ")" +
         (landing.reason.empty() ? "" : ": " + html_brief(landing.reason, 500)) +
         (evidence.empty() ? "" : ". Evidence: " + evidence);
}

std::string debt_html(const LedgerReport& report, const Hotfix& hotfix, std::size_t number,
                      const PagePart& part) {
  const std::string digits = std::to_string(number);
  std::string text = heading(part.level + 1, html("span", {{"class", "number"}}, digits) +
                                                 html("span", {{"class", "urgency"}},
                                                      html_escaped(urgency(report, hotfix))) +
                                                 html_brief(hotfix.subject));
  text += paragraph("facts", facts_html(report, hotfix)) +
          paragraph("", landing_html(report, hotfix.landing)) +
          paragraph("", html_brief(false_date_words(hotfix), 500)) +
          paragraph("", html_brief(loss_words(report, hotfix), 500)) +
          fixes_html(report, hotfix, number <= kOpen);
  return html("section",
              {{"class", hotfix.overdue ? "debt overdue" : "debt due"},
               {"id", part.prefix + "debt-" + digits}},
              "\n" + text) +
         "\n";
}

std::string debts_html(const LedgerReport& report, const PagePart& part) {
  std::string text;
  std::size_t number = 0;
  for (const Hotfix* hotfix : owed(report)) text += debt_html(report, *hotfix, ++number, part);
  return text.empty() ? text : heading(part.level, "What is owed") + text;
}

std::string picture_html(const LedgerReport& report, const std::string& prefix) {
  if (report.hotfixes.empty()) return {};
  const std::string anchor = prefix + "debt-";
  return html("figure", "\n" + timeline_picture(report, {1000, prefix + "wide-", anchor}) +
                            timeline_picture(report, {340, prefix + "narrow-", anchor}) +
                            html("figcaption", "\n" + picture_legend())) +
         "\n";
}

// "45 min later"; with a word where the workflow gives less.
std::string took(const Hotfix& hotfix, LedgerSpan span, const std::string& later) {
  const auto seconds = measured(hotfix, span);
  if (!seconds) return {};
  const std::string words = html_escaped(shown_duration(*seconds) + later);
  return *seconds > allowed(span) ? html("span", {{"class", "slow"}}, words + " (slow)") : words;
}

std::string span_words(const LedgerReport& report, LedgerSpan span) {
  if (span == LedgerSpan::none) return "git does not know";
  const std::string production = html_brief(report.refs.production, 40),
                    development = html_brief(report.refs.development, 40);
  const LedgerTimes times = measured_times(report, span);
  const std::string what = span == LedgerSpan::to_production ? "first commit to " + production
                                                             : production + " to " + development;
  if (times.hotfixes == 0) return what + ": not known of any hotfix";
  const std::string each = times.hotfixes == 1 ? shown_duration(times.longest)
                                               : "half within " + shown_duration(times.median) +
                                                     ", longest " + shown_duration(times.longest);
  const std::string slow = std::to_string(times.slower) + " took longer than ";
  return what + ", of " + count(times.hotfixes, "hotfix", "hotfixes") + ": " + each + "; " +
         (times.slower == 0 ? "none took longer than " : html("span", {{"class", "slow"}}, slow)) +
         "the workflow's " + shown_duration(allowed(span));
}

// The rows of the workflow's timeline; what git measures spans the phases that it is of.
std::string timeline_rows(const LedgerReport& report) {
  const std::vector<TimelinePhase>& phases = workflow_timeline();
  std::string text;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const bool is_first =
        i == 0 || phases[i].span != phases[i - 1].span || phases[i].span == LedgerSpan::none;
    std::string row = html("th", {{"scope", "row"}}, std::string(phases[i].name)) +
                      html("td", {{"data-label", "Workflow"}, {"class", "date"}},
                           std::string(phases[i].duration));
    if (is_first) {
      const auto same = std::count_if(phases.begin(), phases.end(), [&](const TimelinePhase& one) {
        return one.span != LedgerSpan::none && one.span == phases[i].span;
      });
      row += html("td", {{"data-label", "Here"}, {"rowspan", same > 1 ? std::to_string(same) : ""}},
                  span_words(report, phases[i].span));
    }
    text += html("tr", row) + "\n";
  }
  return text;
}

std::string timeline_html(const LedgerReport& report, int level) {
  if (report.hotfixes.empty()) return {};
  return heading(level, "How long it takes") +
         html("table", {{"class", "cards"}},
              "\n" +
                  html("thead", html("tr", html("th", {{"scope", "col"}}, "Phase") +
                                               html("th", {{"scope", "col"}}, "Workflow") +
                                               html("th", {{"scope", "col"}},
                                                    "Here, as far as git knows"))) +
                  "\n" + html("tbody", "\n" + timeline_rows(report)) + "\n") +
         "\n";
}

std::string cell(const std::string& label, const std::string& body) {
  return html("td", {{"data-label", label}}, body);
}

std::string small(const std::string& body) { return body.empty() ? body : html("small", body); }

std::string hotfix_row(const LedgerReport& report, const Hotfix& hotfix) {
  const std::string begun = took(hotfix, LedgerSpan::to_production, " after its first commit"),
                    later = took(hotfix, LedgerSpan::to_development, " later");
  const std::string back = (hotfix.landed_at ? time_html(*hotfix.landed_at) : "") + small(later) +
                           small(evidence_html(report, hotfix.landing));
  return html("tr", html("th", {{"scope", "row"}},
                         commit_html(report, hotfix.commit) + " " + html_brief(hotfix.subject)) +
                        cell("State", state_html(hotfix.landing)) +
                        cell("By", html_brief(hotfix.author, 60)) +
                        cell("On " + report.refs.production,
                             time_html(hotfix.released_at) + small(begun)) +
                        cell("On " + report.refs.development, back)) +
         "\n";
}

std::string column_heads(const std::vector<std::string>& names) {
  std::string row;
  for (const std::string& name : names) {
    row += html("th", {{"scope", "col"}}, html_brief(name, 50));
  }
  return html("thead", html("tr", row)) + "\n";
}

std::string hotfixes_html(const LedgerReport& report, int level) {
  if (report.hotfixes.empty()) return {};
  std::vector<const Hotfix*> newest;
  for (const Hotfix& hotfix : report.hotfixes) newest.push_back(&hotfix);
  std::stable_sort(newest.begin(), newest.end(), [](const Hotfix* one, const Hotfix* other) {
    return one->released_at > other->released_at;
  });
  std::string rows;
  for (const Hotfix* hotfix : newest) rows += hotfix_row(report, *hotfix);
  return heading(level, "All hotfixes") +
         html("table", {{"class", "cards"}},
              "\n" + html("caption", html_escaped(counts(report)) + ". Newest first.") + "\n" +
                  column_heads({"Hotfix", "State", "By", "On " + report.refs.production,
                                "On " + report.refs.development}) +
                  html("tbody", "\n" + rows) + "\n") +
         "\n";
}

// Commits that nothing calls a hotfix: a warning, for a person to say what they are.
std::string unsigned_html(const LedgerReport& report, int level) {
  if (report.unsigned_commits.empty()) return {};
  std::string rows;
  const std::vector<const Hotfix*> newest = newest_unsigned(report, kMostUnsigned);
  for (const Hotfix* commit : newest) {
    rows +=
        html("tr", html("th", {{"scope", "row"}},
                        commit_html(report, commit->commit) + " " + html_brief(commit->subject)) +
                       cell("State", state_html(commit->landing)) +
                       cell("By", html_brief(commit->author, 60)) +
                       cell("On " + report.refs.production, time_html(commit->released_at))) +
        "\n";
  }
  const std::size_t rest = report.unsigned_commits.size() - newest.size();
  return heading(level, "Not called hotfixes") +
         paragraph("", "Warning: " + html_escaped(unsigned_headline(report)) +
                           "; the next promotion may undo them.") +
         html("table", {{"class", "cards"}},
              "\n" + column_heads({"Commit", "State", "By", "On " + report.refs.production}) +
                  html("tbody", "\n" + rows) + "\n") +
         "\n" +
         paragraph("faint", rest == 0 ? "" : "And " + std::to_string(rest) + " older ones.") +
         (report.is_read ? std::string() : html_commands(unsigned_fix(report, kMostUnsigned))) +
         paragraph("faint", html_escaped(unsigned_note(report)));
}

std::string finding_html(const LedgerReport& report, const RuleFinding& found, int level) {
  const Finding& finding = found.finding;
  const bool is_error = finding.level == Level::error;
  std::string text = heading(level, html("span", {{"class", "urgency"}},
                                         html_escaped(std::string(is_error ? "" : "warning, ") +
                                                      urgency_of(report, finding))) +
                                        html_brief(finding.message));
  if (!finding.commit.empty()) {
    text += paragraph("facts", fact(commit_html(report, finding.commit)));
  }
  for (const std::string& detail : finding.details)
    text += paragraph("faint", html_brief(detail, 500));
  if (!report.is_read) {
    text += paragraph("", html_brief(finding.hint, 500));
    if (!finding.fix.empty()) text += html_commands(finding.fix);
  }
  return html("section", {{"class", is_error ? "debt overdue" : "debt due"}}, "\n" + text) + "\n";
}

// What the rules that judge all hotfixes found, and what is due before they do.
std::string rules_html(const LedgerReport& report, int level) {
  std::string text;
  const std::size_t shown = std::min(kMostFindings, report.findings.size());
  for (std::size_t i = 0; i < shown; ++i) {
    text += finding_html(report, report.findings[i], level + 1);
  }
  const std::size_t rest = report.findings.size() - shown;
  text += paragraph("faint", rest == 0 ? "" : "And " + std::to_string(rest) + " older ones.");
  for (const PostMortem* one : due_post_mortems(report)) {
    text += paragraph("", html_escaped(urgency(report, *one)) + ": post-mortem of " +
                              commit_html(report, one->commit) + " " + html_brief(one->subject));
  }
  for (const Undecided& one : report.undecided) {
    text += paragraph("", html("b", std::string(one.rule->id)) +
                              " is undecided: " + html_brief(one.reason, 500)) +
            html_commands({one.fix});
  }
  for (const Waived& one : report.waived) {
    text += paragraph("", "Waived by " + commit_html(report, one.commit) + ": " +
                              html("b", std::string(one.rule->id)) + ": " +
                              html_brief(one.reason, 500));
  }
  return text.empty() ? text : heading(level, "Post-mortems") + text;
}

// What to do now.
std::string first_html(const LedgerReport& report, const std::string& prefix) {
  const std::vector<const Hotfix*> debts = owed(report);
  if (debts.empty()) return html_escaped(report.hotfixes.empty() ? "" : counts(report) + ".");
  return "First: " +
         html("a", {{"href", "#" + prefix + "debt-1"}}, html_brief(debts.front()->subject)) + ", " +
         html_escaped(urgency(report, *debts.front())) + ". " + html_escaped(counts(report)) + ".";
}

std::string notes_html(const LedgerReport& report) {
  std::string text;
  for (const std::string& note : report.notes) {
    text += paragraph("faint", "Note: " + html_brief(note, 500));
  }
  return text;
}

std::string compared_html(const LedgerReport& report) {
  return html("footer", "As of " + time_html(report.now) + ": " +
                            html_brief(report.refs.production, 60) + " " +
                            commit_html(report, report.refs.production_id) + ", " +
                            html_brief(report.refs.development, 60) + " " +
                            commit_html(report, report.refs.development_id) + ".") +
         "\n";
}

}  // namespace

LedgerVerdict verdict_of(const LedgerReport& report) {
  const std::vector<const Hotfix*> debts = owed(report);
  if (debts.empty()) {
    const ExitStatus rules = exit_status(report, FailOn::overdue);
    if (rules == ExitStatus::pass) return {"PASSED", "passed"};
    return rules == ExitStatus::blocked ? LedgerVerdict{"BLOCKED", "overdue"}
                                        : LedgerVerdict{"UNDECIDED", "due"};
  }
  const Hotfix& worst = *debts.front();
  if (!worst.lost_on_production.empty()) return {"LOST", "overdue"};
  if (worst.landing.state == LandingState::undecided) return {"UNDECIDED", "due"};
  return worst.overdue ? LedgerVerdict{"OVERDUE", "overdue"} : LedgerVerdict{"DUE", "due"};
}

std::string verdict_html(const LedgerVerdict& verdict, const std::string& headline,
                         const std::string& more) {
  return html("div", {{"class", "verdict " + std::string(verdict.kind)}},
              html("p", html("strong", std::string(verdict.word)) + html_brief(headline, 500)) +
                  (more.empty() ? "" : html("p", more))) +
         "\n";
}

std::string ledger_html(const LedgerReport& report, const PagePart& part) {
  return verdict_html(verdict_of(report), headline(report), first_html(report, part.prefix)) +
         picture_html(report, part.prefix) + debts_html(report, part) +
         unsigned_html(report, part.level) + rules_html(report, part.level) +
         timeline_html(report, part.level) + hotfixes_html(report, part.level) +
         notes_html(report) + compared_html(report);
}

std::string render_ledger_html(const LedgerReport& report) {
  const std::string of = report.repository.empty() ? "" : " of ";
  return html_page(
      "Hotfix ledger" + of + brief(report.repository),
      html("h1", "Hotfix ledger" + of +
                     html_link(report.pages.repository, html_brief(report.repository))) +
          "\n" + ledger_html(report));
}

}  // namespace hotfix
