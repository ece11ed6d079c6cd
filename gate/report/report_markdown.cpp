// SPDX-License-Identifier: MIT
#include "gate/report/report_markdown.h"

#include <algorithm>

#include "gate/report/flowchart.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostOpened = 200;       // lines of details that open
constexpr std::size_t kLongestBlock = 50'000;  // bytes of commands
constexpr std::size_t kLongestShort = 6'000;   // the same, in a comment

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

// The file, linked to its line, and the commit.
std::string place_of(const Finding& finding, const Report& report, const Pages& pages) {
  std::string text;
  if (!finding.path.empty()) {
    const std::string line = finding.line == 0 ? "" : ":" + std::to_string(finding.line);
    text = "In " + markdown_link(file_page(pages, report.subject.head, finding.path, finding.line),
                                 markdown_literal(finding.path + line, 500));
  }
  if (!finding.commit.empty()) {
    text += (text.empty() ? "In commit " : ", commit ") +
            markdown_link(commit_page(pages, finding.commit), markdown_id(finding.commit));
  }
  return text.empty() ? text : text + "\n\n";
}

// What a person reads of them, and behind a line that opens all of them.
std::string details_of(const Finding& finding, bool is_short) {
  const std::vector<std::string>& all = finding.details;
  const std::vector<std::string> shown = shown_details(all);
  const std::string text = markdown_lines(shown);
  if (is_short || shown.size() == all.size()) return text;
  const std::size_t opened = std::min(kMostOpened, all.size());
  std::string whole =
      markdown_lines({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(opened)});
  if (opened < all.size()) {
    whole += "and " + std::to_string(all.size() - opened) + " more, in the report as JSON";
  }
  return text + markdown_details("all " + std::to_string(all.size()), whole);
}

// Commands that would leave no room for anything else are not for a page.
std::string block(const std::vector<std::string>& commands, bool is_short) {
  if (commands.empty()) return {};
  const std::string text = markdown_commands(commands);
  if (text.size() <= (is_short ? kLongestShort : kLongestBlock)) return text;
  return "<i>The commands are too long for this page (" + size_words(text.size()) +
         "): hotfix-lint prints them.</i>\n\n";
}

std::string advice_text(const Advice& advice, bool is_short) {
  return markdown_escaped(advice.words) + (advice.commands.empty() ? "\n\n" : ":\n\n") +
         block(advice.commands, is_short);
}

std::string why(const Rule& rule, const Pages& pages) {
  const std::string page = rule_page(pages, rule.id);
  return "<i>Why: " + markdown_escaped(rule.why) + "</i>" +
         (page.empty() ? "" : " " + markdown_link(page, "More about this rule")) + "\n\n";
}

// What is to be done about it.
std::string fix_of(const Finding& finding, bool is_short) {
  std::string text;
  if (!finding.fix.empty()) text += "To fix it:\n\n" + block(finding.fix, is_short);
  if (!finding.hint.empty()) text += markdown_escaped(finding.hint) + "\n\n";
  for (const Advice& one : finding.advice) text += advice_text(one, is_short);
  return text;
}

// A fix that may be a sentence as well.
std::string fix_of(const Undecided& one) {
  return one.fix.empty() ? "" : "To fix it:\n\n" + markdown_lines({one.fix});
}

std::string title(StepState state, const Rule& rule, const std::string& text) {
  return std::string(icon_of(state)) + " <b>" + std::string(rule.id) + "</b> " + text;
}

template <class T, class Test>
const T* first_in_order(const std::vector<T>& list, Test test) {
  for (const WorkflowStep step : workflow_steps()) {
    for (const Rule* rule : rules_of(step)) {
      for (const T& one : list) {
        if (one.rule == rule && test(one)) return &one;
      }
    }
  }
  return nullptr;
}

std::string finding_section(const RuleFinding& found, const Report& report,
                            const FindingsStyle& style) {
  const Finding& finding = found.finding;
  const StepState state =
      finding.level == Level::error ? state_of(*found.rule, report) : StepState::warned;
  std::string body = place_of(finding, report, style.pages) + details_of(finding, style.is_short) +
                     fix_of(finding, style.is_short);
  const RuleFinding* first = first_thing(report).finding;
  const bool is_told = first && first->rule == found.rule;
  if (!is_told && first_of(report.findings, *found.rule) == &found) {
    body += why(*found.rule, style.pages);
  }
  return markdown_details(title(state, *found.rule, markdown_escaped(finding.message)), body);
}

std::string undecided_section(const Undecided& one) {
  return markdown_details(title(StepState::undecided, *one.rule, markdown_escaped(one.reason)),
                          fix_of(one));
}

std::string waived_section(const Waived& one, const Pages& pages) {
  std::string body = "By commit " +
                     markdown_link(commit_page(pages, one.commit), markdown_id(one.commit)) +
                     ". Without the waiver:\n\n";
  for (const Finding& finding : one.findings)
    body += "- " + markdown_escaped(finding.message) + "\n";
  const std::string text = "waived: " + markdown_escaped(one.reason);
  return markdown_details(title(StepState::warned, *one.rule, text), body);
}

// What a rule has to say, but for what was said first: of what blocks, or of the rest.
std::string sections_of(const Rule& rule, bool blocks, const Report& report,
                        const FindingsStyle& style) {
  const FirstThing first = first_thing(report);
  std::string text;
  for (const RuleFinding& found : report.findings) {
    const bool is_other = found.rule == &rule && &found != first.finding;
    if (is_other && (found.finding.level == Level::error) == blocks) {
      text += finding_section(found, report, style);
    }
  }
  if (blocks) {
    for (const Undecided& one : report.undecided) {
      if (one.rule == &rule && &one != first.undecided) text += undecided_section(one);
    }
    return text;
  }
  for (const Waived& one : report.waived) {
    if (one.rule == &rule) text += waived_section(one, style.pages);
  }
  return text;
}

std::string rule_link(const Rule& rule, const Pages& pages) {
  return markdown_link(rule_page(pages, rule.id), "`" + std::string(rule.id) + "`");
}

}  // namespace

FirstThing first_thing(const Report& report) {
  const auto blocks = [](FindingKind kind) {
    return [kind](const RuleFinding& found) {
      return found.finding.level == Level::error && found.finding.kind == kind;
    };
  };
  if (const auto* found = first_in_order(report.findings, blocks(FindingKind::fault))) {
    return {found};
  }
  if (report.verdict == Verdict::undecided) {
    return {nullptr, first_in_order(report.undecided, [](const Undecided&) { return true; })};
  }
  return {first_in_order(report.findings, blocks(FindingKind::waiting))};
}

std::string rules_table_markdown(const Report& report, const Pages& pages) {
  std::string text = markdown_row({"", "Step", "Rule", "What it says"}) + "|---|---|---|---|\n";
  for (const WorkflowStep step : workflow_steps()) {
    std::string label(label_of(step));
    for (const Rule* rule : rules_of(step)) {
      const StepState state = state_of(*rule, report);
      if (state == StepState::later) continue;
      text += markdown_row(
          {std::string(icon_of(state)), label, rule_link(*rule, pages), words_of(*rule, report)});
      label.clear();
    }
  }
  return text + "\n";
}

std::string first_thing_markdown(const Report& report, const FindingsStyle& style) {
  const FirstThing first = first_thing(report);
  if (first.undecided) {
    const Undecided& one = *first.undecided;
    return "<b>First:</b> " + markdown_escaped(one.reason) + " (" +
           rule_link(*one.rule, style.pages) + ")\n\n" + fix_of(one);
  }
  if (!first.finding) return {};
  const Finding& finding = first.finding->finding;
  return "<b>First:</b> " + markdown_escaped(finding.message) + " (" +
         rule_link(*first.finding->rule, style.pages) + ")\n\n" +
         place_of(finding, report, style.pages) + details_of(finding, style.is_short) +
         fix_of(finding, style.is_short) + why(*first.finding->rule, style.pages);
}

// What blocks or is not known before what does not, each in the order of the table.
std::string findings_markdown(const Report& report, const FindingsStyle& style) {
  std::string text;
  for (const bool blocks : {true, false}) {
    for (const WorkflowStep step : workflow_steps()) {
      for (const Rule* rule : rules_of(step)) text += sections_of(*rule, blocks, report, style);
    }
  }
  return text;
}

}  // namespace hotfix
