// SPDX-License-Identifier: MIT
#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "gate/report/backport_markdown.h"
#include "gate/report/budget_markdown.h"
#include "gate/report/flowchart.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/markup/markdown_text.h"
#include "gate/report/report_markdown.h"
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

// "<branch> → <target> · pull request 42 by <author>", and the title below it.
std::string introduction(const GateReport& report) {
  const Event& event = report.event;
  if (event.kind == Event::Kind::ledger) return {};
  if (event.kind != Event::Kind::pull_request) return markdown_escaped(event_words(event)) + "\n\n";
  const std::string from = event.fork.empty() ? event.branch : event.fork + ":" + event.branch;
  std::string text = markdown_literal(from) + " → " + markdown_literal(event.target);
  if (!event.pull_request) return text + "\n\n";
  const PullRequest& pull_request = *event.pull_request;
  if (pull_request.number > 0) text += " · pull request " + std::to_string(pull_request.number);
  if (!pull_request.author.empty()) text += " by " + markdown_literal(pull_request.author);
  if (!pull_request.title.empty()) text += "<br>" + markdown_literal(pull_request.title);
  return text + "\n\n";
}

bool walks_the_workflow(const Report& report) {
  const SubjectKind kind = report.subject.kind;
  return report.subject.stage == Stage::pull_request &&
         (kind == SubjectKind::hotfix || kind == SubjectKind::revert);
}

std::string id_row(const std::string& what, const std::string& name, const std::string& id) {
  return id.empty() ? "" : markdown_row({what, markdown_literal(name), markdown_literal(id)});
}

std::string compared(const GateReport& report, const Report& judged) {
  std::string body = markdown_row({"", "Name", "Commit"}) + "|---|---|---|\n" +
                     id_row("Head", judged.subject.branch, judged.subject.head) +
                     id_row("Merge base", judged.refs.production, judged.base) +
                     id_row("Production", judged.refs.production_ref, judged.refs.production_id) +
                     id_row("Development", judged.refs.development_ref, judged.refs.development_id);
  if (!report.policy_source.empty()) {
    body += "\nPolicy: " + markdown_literal(report.policy_source, 500) + "\n";
  }
  return markdown_details("What was compared", body, false);
}

std::string notes(const Report& judged) {
  std::string text;
  for (const std::string& note : judged.notes) text += "Note: " + markdown_escaped(note) + "\n\n";
  return text;
}

std::string judgement(const GateReport& report, const Report& judged) {
  std::string text;
  if (report.reports.size() > 1) {
    const Subject& subject = judged.subject;
    text += "### " +
            markdown_literal(subject.branch.empty() ? short_id(subject.head) : subject.branch) +
            "\n\n";
  }
  if (walks_the_workflow(judged)) text += workflow_flowchart(judged) + "\n";
  return text + rules_table_markdown(judged) + findings_markdown(judged) + notes(judged) +
         budget_markdown(judged) + backport_markdown(judged) + compared(report, judged);
}

std::string failure(const GateFailure& failure) {
  std::string text = markdown_escaped(failure.reason) + "\n\n";
  if (!failure.fix.empty()) text += "To fix it:\n\n" + markdown_commands({failure.fix}) + "\n";
  return text;
}

std::string warnings(const GateReport& report) {
  std::string text;
  for (const std::string& warning : report.warnings) {
    text += "> ⚠️ " + markdown_escaped(warning) + "\n\n";
  }
  return text;
}

std::string whole(const GateReport& report) {
  if (!report.not_applicable.empty()) {
    return "➖ hotfix-gate: not applicable: " + markdown_escaped(report.not_applicable) + "\n";
  }
  std::string text = heading(report) + introduction(report) + warnings(report);
  if (report.failure) text += failure(*report.failure);
  for (const Report& judged : report.reports) text += judgement(report, judged);
  if (report.ledger) text += render_ledger_markdown(*report.ledger);
  return text;
}

}  // namespace

std::string render_gate_markdown(const GateReport& report, const MarkdownStyle& style) {
  const std::string marker(style.marker ? kMarker : "");
  return markdown_cut(marker + whole(report), style.limit);
}

}  // namespace hotfix
