// SPDX-License-Identifier: MIT
#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "gate/report/backport_markdown.h"
#include "gate/report/budget_markdown.h"
#include "gate/report/flowchart.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/markup/markdown_text.h"
#include "gate/report/report_markdown.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kMarker = "<!-- hotfix-gate -->\n\n";

std::string_view icon_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "✅";
    case Outcome::waiting:
      return "⏳";
    case Outcome::blocked:
      return "⛔";
    case Outcome::undecided:
      return "❓";
    case Outcome::error:
      return "🛑";
    case Outcome::not_applicable:
      return "➖";
  }
  return "";
}

std::string_view title_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "Passed";
    case Outcome::waiting:
      return "Waiting for review";
    case Outcome::blocked:
      return "Blocked";
    case Outcome::undecided:
      return "Could not decide";
    case Outcome::error:
      return "The policy or the command line is wrong";
    case Outcome::not_applicable:
      return "Not applicable";
  }
  return "";
}

std::string counts(const GateReport& report) {
  const GateTally sum = tally_of(report);
  std::string text;
  const auto add = [&text](std::size_t n, const std::string& words) {
    if (n > 0) text += (text.empty() ? ": " : ", ") + words;
  };
  add(sum.errors, count(sum.errors, "error"));
  add(sum.overdue, std::to_string(sum.overdue) + " overdue");
  add(sum.warnings, count(sum.warnings, "warning"));
  add(sum.undecided, std::to_string(sum.undecided) + " undecided");
  add(sum.waived, std::to_string(sum.waived) + " waived");
  return text;
}

std::string heading(const GateReport& report) {
  const Outcome outcome = outcome_of(report);
  const bool says_all =
      outcome == Outcome::waiting || outcome == Outcome::undecided || outcome == Outcome::error;
  const std::string how_many = says_all ? "" : counts(report);
  return "## " + std::string(icon_of(outcome)) + " " + std::string(title_of(outcome)) + how_many +
         "\n\n";
}

std::string branch_link(const Pages& pages, const std::string& branch) {
  return markdown_link(branch_page(pages, branch), markdown_literal(branch));
}

// "<branch> → <target> · pull request 42 by <author>", and the title below it.
std::string introduction(const GateReport& report, const Pages& pages) {
  const Event& event = report.event;
  if (event.kind == Event::Kind::ledger) return {};
  if (event.kind != Event::Kind::pull_request) return markdown_escaped(event_words(event)) + "\n\n";
  const std::string from = event.fork.empty() ? branch_link(pages, event.branch)
                                              : markdown_literal(event.fork + ":" + event.branch);
  std::string text = from + " → " + branch_link(pages, event.target);
  if (!event.pull_request) return text + "\n\n";
  const PullRequest& pull_request = *event.pull_request;
  if (pull_request.number > 0) {
    text += " · " + markdown_link(pull_request_page(pages, pull_request.number),
                                  std::string(request_name(event.forge)) + " " +
                                      std::to_string(pull_request.number));
  }
  if (!pull_request.author.empty()) text += " by " + markdown_literal(pull_request.author);
  if (!pull_request.title.empty()) text += "<br>" + markdown_literal(pull_request.title);
  return text + "\n\n";
}

bool walks_the_workflow(const Report& report) {
  const SubjectKind kind = report.subject.kind;
  return report.subject.stage == Stage::pull_request &&
         (kind == SubjectKind::hotfix || kind == SubjectKind::revert);
}

std::string id_row(const Pages& pages, const std::string& what, const std::string& name,
                   const std::string& id) {
  if (id.empty()) return {};
  return markdown_row(
      {what, markdown_literal(name), markdown_link(commit_page(pages, id), markdown_literal(id))});
}

std::string compared(const GateReport& report, const Report& judged, const Pages& pages) {
  const Refs& refs = judged.refs;
  std::string body = markdown_row({"", "Name", "Commit"}) + "|---|---|---|\n" +
                     id_row(pages, "Head", judged.subject.branch, judged.subject.head) +
                     id_row(pages, "Merge base", refs.production, judged.base) +
                     id_row(pages, "Production", refs.production_ref, refs.production_id) +
                     id_row(pages, "Development", refs.development_ref, refs.development_id);
  if (!report.policy_source.empty()) {
    body += "\nPolicy: " + markdown_literal(report.policy_source, 500) + "\n";
  }
  return markdown_details("What was compared", body);
}

std::string notes(const Report& judged) {
  std::string text;
  for (const std::string& note : judged.notes) text += "Note: " + markdown_escaped(note) + "\n\n";
  return text;
}

std::string steps(const Report& judged, const Pages& pages) {
  const std::string chart = walks_the_workflow(judged) ? workflow_flowchart(judged) + "\n" : "";
  return markdown_details("Step by step", chart + rules_table_markdown(judged, pages));
}

// What only the summary has room for.
std::string in_full(const GateReport& report, const Report& judged, const Pages& pages) {
  return budget_markdown(judged) + backport_markdown(judged, pages) + steps(judged, pages) +
         compared(report, judged, pages);
}

std::string judgement(const GateReport& report, const Report& judged, const MarkdownStyle& style) {
  Pages pages = style.pages;
  if (pages.rules.empty()) pages.rules = judged.rules_url;
  const FindingsStyle findings{pages, style.comment};
  std::string text;
  if (report.reports.size() > 1) {
    const Subject& subject = judged.subject;
    text += "### " +
            markdown_literal(subject.branch.empty() ? short_id(subject.head) : subject.branch) +
            "\n\n";
  }
  text +=
      first_thing_markdown(judged, findings) + findings_markdown(judged, findings) + notes(judged);
  if (walks_the_workflow(judged)) text += workflow_line(judged) + "\n\n";
  if (!style.comment) return text + in_full(report, judged, pages);
  const std::string line = backport_line(judged);
  return line.empty() ? text : text + line + "\n\n";
}

std::string failure(const GateFailure& failure) {
  const std::string text = "<b>First:</b> " + markdown_escaped(failure.reason) + "\n\n";
  return failure.fix.empty() ? text : text + "To fix it:\n\n" + markdown_lines({failure.fix});
}

// Of the one thing to do, when there is none.
std::string nothing_to_do(const GateReport& report) {
  if (outcome_of(report) != Outcome::passed || report.reports.empty()) return {};
  return "Nothing has to be done" +
         std::string(tally_of(report).warnings == 0 ? "" : ", but look at what is below") + ".\n\n";
}

std::string warnings(const GateReport& report) {
  std::string text;
  for (const std::string& warning : report.warnings) {
    text += "> ⚠️ " + markdown_escaped(warning) + "\n\n";
  }
  return text;
}

// Where a comment leaves the rest.
std::string link_to_run(const MarkdownStyle& style) {
  const std::string page = style.comment ? plain_address(style.pages.run) : std::string();
  return page.empty() ? page : markdown_link(page, "The whole report") + "\n\n";
}

std::string ledger(LedgerReport ledger, const Pages& pages) {
  if (!pages.repository.empty()) ledger.pages = pages;
  return render_ledger_markdown(ledger);
}

std::string whole(const GateReport& report, const MarkdownStyle& style) {
  if (!report.not_applicable.empty()) {
    return "➖ hotfix-gate: not applicable: " + markdown_escaped(report.not_applicable) + "\n";
  }
  std::string text = heading(report) + introduction(report, style.pages) + warnings(report) +
                     nothing_to_do(report);
  if (report.failure) text += failure(*report.failure);
  for (const Report& judged : report.reports) text += judgement(report, judged, style);
  if (report.ledger) text += ledger(*report.ledger, style.pages);
  return text + link_to_run(style);
}

}  // namespace

std::string render_gate_markdown(const GateReport& report, const MarkdownStyle& style) {
  const std::string marker(style.comment ? kMarker : "");
  return markdown_cut(marker + whole(report, style), style.limit);
}

}  // namespace hotfix
