// SPDX-License-Identifier: MIT
#include "gate/report/report_markdown.h"

#include <algorithm>

#include "gate/report/flowchart.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

template <class T>
const T* first_of(const std::vector<T>& list, const Rule& rule) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const T& one) { return one.rule == &rule; });
  return found == list.end() ? nullptr : &*found;
}

std::string words_of(const Rule& rule, const Report& report) {
  if (const Undecided* one = first_of(report.undecided, rule))
    return "undecided: " + markdown_cell(one->reason);
  if (const Waived* one = first_of(report.waived, rule))
    return "waived: " + markdown_cell(one->reason);
  const RuleFinding* first = first_of(report.findings, rule);
  if (!first) return "ok";
  const auto all = std::count_if(report.findings.begin(), report.findings.end(),
                                 [&](const RuleFinding& found) { return found.rule == &rule; });
  return markdown_cell(first->finding.message) +
         (all > 1 ? " <i>and " + std::to_string(all - 1) + " more</i>" : "");
}

std::string place_of(const Finding& finding) {
  if (finding.path.empty()) return {};
  const std::string line = finding.line == 0 ? "" : ":" + std::to_string(finding.line);
  return "In " + markdown_literal(finding.path + line, 500) + "\n\n";
}

std::string block(const std::vector<std::string>& commands) {
  return commands.empty() ? "" : markdown_commands(commands) + "\n";
}

std::string advice_text(const Advice& advice) {
  return markdown_escaped(advice.words) + (advice.commands.empty() ? "\n\n" : ":\n\n") +
         block(advice.commands);
}

std::string title(StepState state, const Rule& rule, const std::string& text) {
  return std::string(icon_of(state)) + " <b>" + std::string(rule.id) + "</b> " + text;
}

std::string finding_section(const RuleFinding& found, const Report& report) {
  const Finding& finding = found.finding;
  const StepState state =
      finding.level == Level::error ? state_of(*found.rule, report) : StepState::warned;
  std::string body = place_of(finding);
  if (!finding.details.empty()) body += markdown_lines(shown_details(finding.details)) + "\n";
  if (!finding.fix.empty()) body += "To fix it:\n\n" + block(finding.fix);
  if (!finding.hint.empty()) body += markdown_escaped(finding.hint) + "\n\n";
  for (const Advice& one : finding.advice) body += advice_text(one);
  const bool is_first = first_of(report.findings, *found.rule) == &found;
  if (is_first) body += "<i>Why: " + markdown_escaped(found.rule->why) + "</i>\n";
  return markdown_details(title(state, *found.rule, markdown_escaped(finding.message)), body,
                          finding.level == Level::error);
}

std::string undecided_section(const Undecided& one) {
  return markdown_details(title(StepState::undecided, *one.rule, markdown_escaped(one.reason)),
                          "To fix it:\n\n" + block({one.fix}), true);
}

std::string waived_section(const Waived& one) {
  std::string body = "By commit " + markdown_id(one.commit) + ". Without the waiver:\n\n";
  for (const Finding& finding : one.findings)
    body += "- " + markdown_escaped(finding.message) + "\n";
  const std::string text = "waived: " + markdown_escaped(one.reason);
  return markdown_details(title(StepState::warned, *one.rule, text), body, false);
}

// All that a rule has to say.
std::string sections_of(const Rule& rule, const Report& report) {
  std::string text;
  for (const RuleFinding& found : report.findings) {
    if (found.rule == &rule) text += finding_section(found, report);
  }
  for (const Undecided& one : report.undecided) {
    if (one.rule == &rule) text += undecided_section(one);
  }
  for (const Waived& one : report.waived) {
    if (one.rule == &rule) text += waived_section(one);
  }
  return text;
}

}  // namespace

std::string rules_table_markdown(const Report& report) {
  std::string text = markdown_row({"", "Step", "Rule", "What it says"}) + "|---|---|---|---|\n";
  for (const WorkflowStep step : workflow_steps()) {
    std::string label(label_of(step));
    for (const Rule* rule : rules_of(step)) {
      const StepState state = state_of(*rule, report);
      if (state == StepState::later) continue;
      text += markdown_row({std::string(icon_of(state)), label, "`" + std::string(rule->id) + "`",
                            words_of(*rule, report)});
      label.clear();
    }
  }
  return text + "\n";
}

// In the order of the table.
std::string findings_markdown(const Report& report) {
  std::string text;
  for (const WorkflowStep step : workflow_steps()) {
    for (const Rule* rule : rules_of(step)) text += sections_of(*rule, report);
  }
  return text;
}

}  // namespace hotfix
