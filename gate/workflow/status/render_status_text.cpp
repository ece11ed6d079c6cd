// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/flowchart.h"
#include "gate/workflow/status/render_status.h"
#include "gate/workflow/status/status_words.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kLabel = 22, kState = 9, kPhase = 24, kAllowed = 11;
constexpr std::size_t kBefore = 2 + 3 + 1 + kState + 1 + kLabel + 2;  // columns before the evidence

// Columns, not bytes: an arrow is one.
std::string padded(std::string_view text, std::size_t columns) {
  const auto is_first = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; };
  const auto used = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_first));
  return std::string(text) + std::string(used < columns ? columns - used : 0, ' ');
}

std::string_view mark_of(const StepStatus& step) {
  switch (step.progress) {
    case StepProgress::done:
      return step.is_warned ? "[!]" : "[x]";
    case StepProgress::now:
      return "[>]";
    case StepProgress::missing:
      return "[!]";
    case StepProgress::unseen:
    case StepProgress::undecided:
      return "[?]";
    case StepProgress::later:
      return "[ ]";
  }
  return "[ ]";
}

std::string_view style_of(const StepStatus& step) {
  switch (step.progress) {
    case StepProgress::done:
      return step.is_warned ? kYellow : kGreen;
    case StepProgress::now:
      return kBold;
    case StepProgress::missing:
      return kRed;
    case StepProgress::undecided:
      return kYellow;
    case StepProgress::unseen:
    case StepProgress::later:
      return kDim;
  }
  return kDim;
}

// "  [x] done      Test                    1 test file +9 -0".
std::string step_line(const StepStatus& step, const Paint& paint, std::size_t width) {
  const std::string state =
      std::string(mark_of(step)) + " " + padded(progress_name(step.progress), kState);
  const std::string label = padded(label_of(step.step), kLabel);
  const std::string head = "  " + paint(style_of(step), state + " " + label);
  if (step.evidence.empty()) {
    return "  " + paint(style_of(step), state + " " + std::string(label_of(step.step))) + "\n";
  }
  return head + "  " + wrapped(visible(brief(step.evidence, 400)), kBefore, width) + "\n";
}

bool is_plain_later(const StepStatus& step) {
  return step.progress == StepProgress::later && step.evidence.empty();
}

// Steps whose turn has not come stand in one line at the end.
std::string step_lines(const HotfixStatus& status, const Paint& paint, std::size_t width) {
  std::string text, rest;
  for (const StepStatus& step : status.steps) {
    if (is_plain_later(step)) {
      rest += (rest.empty() ? "" : ", ") + std::string(label_of(step.step));
    } else {
      text += step_line(step, paint, width);
    }
  }
  if (rest.empty()) return text;
  const std::string state = "[ ] " + padded(progress_name(StepProgress::later), kState) + " ";
  return text + "  " + paint(kDim, state + wrapped(rest, state.size() + 2, width)) + "\n";
}

std::string clock_lines(const HotfixStatus& status, const Paint& paint, std::size_t width) {
  const std::vector<ClockRow> rows = known_rows(status.clock);
  if (rows.empty()) return {};
  std::string text =
      "\n  " + paint(kDim, padded("how long", kPhase) + padded("workflow", kAllowed) + "here") +
      "\n";
  for (const ClockRow& row : rows) {
    const std::string words = wrapped(clock_words(row), 2 + kPhase + kAllowed, width);
    text += "  " + padded(row.phase, kPhase) + padded(row.allowed, kAllowed) +
            (row.is_late ? paint(kRed, words) : words) + "\n";
  }
  return text;
}

// Each on a line of its own that is never broken: they must survive being pasted.
std::string command_lines(const Commands& commands, const Paint& paint) {
  std::string text;
  for (const std::string& command : commands)
    text += "        " + paint(kBold, visible(command)) + "\n";
  return text;
}

std::string next_lines(const HotfixStatus& status, const Paint& paint, std::size_t width) {
  const NextStep& next = status.next;
  if (next.words.empty()) return "\n  " + paint(kGreen, "nothing is left to do") + "\n";
  std::string text =
      "\n  " + paint(kYellow, "next") + "  " + wrapped(visible(next.words), 8, width) + "\n" +
      command_lines(next.first, paint) + command_lines(paste_lines(next.commands), paint);
  if (status.look.empty()) return text;
  return text + "  look  " + "what the forge knows of it is added by\n" +
         command_lines({status.look}, paint);
}

std::string subject_line(const HotfixStatus& status) {
  return status.subject.empty() ? "" : "  " + brief(visible(status.subject), 76) + "\n";
}

std::string one_text(const HotfixStatus& status, const StatusReport& report, const Paint& paint,
                     std::size_t width) {
  return paint(kBold, brief(visible(status.name))) + "  " + visible(headline(status, report.refs)) +
         "\n" + subject_line(status) + "\n" + step_lines(status, paint, width) +
         clock_lines(status, paint, width) + next_lines(status, paint, width);
}

std::string_view style_of(HotfixPhase phase) {
  switch (phase) {
    case HotfixPhase::landed:
    case HotfixPhase::complete:
      return kGreen;
    case HotfixPhase::rolled_back:
      return kRed;
    case HotfixPhase::undecided:
    case HotfixPhase::unknown:
      return kDim;
    default:
      return kYellow;
  }
}

std::string shown_name(const HotfixStatus& status) { return brief(visible(status.name), 40); }

// `names`: the bytes that the longest name has, so that what follows stands below each other.
std::string list_line(const HotfixStatus& status, const Paint& paint, std::size_t names,
                      std::size_t width) {
  const std::string phase = padded(phase_name(status.phase), 12);
  std::string rest =
      padded(status.severity.empty() ? "-" : status.severity, 4) +
      (status.newest == 0 ? padded("", 12) : padded(shown_time(status.newest).substr(0, 10), 12)) +
      shown_name(status);
  if (!status.subject.empty()) {
    const std::size_t used = shown_name(status).size();
    rest += std::string(names > used ? names - used : 0, ' ') + "  " + visible(status.subject);
  }
  return paint(style_of(status.phase), phase) + brief(rest, width - 12) + "\n";
}

std::string list_text(const StatusReport& report, const Paint& paint, std::size_t width) {
  std::string text;
  std::size_t names = 0;
  for (const HotfixStatus& one : report.hotfixes) {
    names = std::max(names, shown_name(one).size());
  }
  for (const HotfixStatus& one : report.hotfixes) text += list_line(one, paint, names, width);
  return text + "\n" + counts(report) + "\n" + "each in full: git hotfix status NAME\n";
}

}  // namespace

std::string render_status_text(const StatusReport& report, const PageStyle& style) {
  const Paint paint(style.color);
  std::string text;
  if (report.hotfixes.empty()) {
    text = std::string(kNoHotfix) + "\n";
  } else if (report.is_list) {
    text = list_text(report, paint, style.width);
  } else {
    text = one_text(report.hotfixes.front(), report, paint, style.width);
  }
  for (const std::string& note : report.notes) {
    text += paint(kDim, "  note: " + wrapped(visible(note), 8, style.width)) + "\n";
  }
  return text;
}

const std::vector<StatusFormat>& status_formats() {
  static const std::vector<StatusFormat> formats = {
      {"text", render_status_text},
      {"json",
       [](const StatusReport& report, const PageStyle&) { return render_status_json(report); }},
      {"markdown", [](const StatusReport& report, const PageStyle&) {
         return render_status_markdown(report);
       }}};
  return formats;
}

}  // namespace hotfix
