// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/flowchart.h"
#include "gate/report/markup/markdown_text.h"
#include "gate/workflow/status/render_status.h"
#include "gate/workflow/status/status_words.h"

namespace hotfix {

namespace {

// In the picture of a pull request that has the same colors.
StepState drawn(const StepStatus& step) {
  switch (step.progress) {
    case StepProgress::done:
      return step.is_warned ? StepState::warned : StepState::done;
    case StepProgress::now:
      return StepState::waiting;
    case StepProgress::missing:
      return StepState::blocked;
    case StepProgress::unseen:
    case StepProgress::undecided:
      return StepState::undecided;
    case StepProgress::later:
      return StepState::later;
  }
  return StepState::later;
}

std::string picture(const HotfixStatus& status) {
  std::vector<StepState> states;
  for (const StepStatus& step : status.steps) states.push_back(drawn(step));
  return workflow_flowchart(states) + "\n";
}

std::string steps_table(const HotfixStatus& status) {
  std::string table = markdown_row({"", "Step", "", "What shows it"}) + "|---|---|---|---|\n";
  for (const StepStatus& step : status.steps) {
    table += markdown_row({std::string(icon_of(drawn(step))), std::string(label_of(step.step)),
                           std::string(progress_name(step.progress)),
                           markdown_escaped(brief(step.evidence, 400))});
  }
  return table + "\n";
}

std::string clock_table(const HotfixStatus& status) {
  const std::vector<ClockRow> rows = known_rows(status.clock);
  if (rows.empty()) return {};
  std::string table = markdown_row({"Phase", "Workflow", "Here"}) + "|---|---|---|\n";
  for (const ClockRow& row : rows) {
    const std::string words = clock_words(row);
    table += markdown_row({std::string(row.phase), std::string(row.allowed),
                           row.is_late ? "<b>" + words + "</b>" : words});
  }
  return table + "\n";
}

std::string next_text(const NextStep& next) {
  if (next.words.empty()) return "Nothing is left to do.\n";
  std::string text = "<b>Next:</b> " + markdown_escaped(next.words) + "\n\n";
  if (!next.first.empty()) text += markdown_lines(next.first, "sh");
  return next.commands.empty() ? text : text + markdown_commands(next.commands);
}

std::string one_markdown(const HotfixStatus& status, const StatusReport& report) {
  return "### " + markdown_literal(status.name) + " " +
         markdown_escaped(headline(status, report.refs)) + "\n\n" +
         (status.subject.empty() ? "" : markdown_escaped(brief(status.subject)) + "\n\n") +
         picture(status) + steps_table(status) + clock_table(status) + next_text(status.next);
}

std::string list_markdown(const StatusReport& report) {
  std::string table =
      markdown_row({"Hotfix", "", "State", "Since", "Next"}) + "|---|---|---|---|---|\n";
  for (const HotfixStatus& one : report.hotfixes) {
    const Commands& commands = one.next.commands;
    table += markdown_row({markdown_literal(one.name) + " " + markdown_cell(one.subject),
                           markdown_escaped(one.severity),
                           markdown_escaped(phase_words(one.phase, report.refs)),
                           one.newest == 0 ? "" : shown_time(one.newest),
                           commands.size() == 1 ? markdown_literal(commands.front(), 200)
                                                : markdown_cell(one.next.words)});
  }
  return table + "\n" + counts(report) + ".\n";
}

}  // namespace

std::string render_status_markdown(const StatusReport& report) {
  std::string text;
  if (report.hotfixes.empty()) {
    text = std::string(kNoHotfix) + ".\n";
  } else if (report.is_list) {
    text = list_markdown(report);
  } else {
    text = one_markdown(report.hotfixes.front(), report);
  }
  for (const std::string& note : report.notes) {
    text += "\n<i>Note: " + markdown_escaped(brief(note, 500)) + "</i>\n";
  }
  return text;
}

}  // namespace hotfix
