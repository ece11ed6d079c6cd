// SPDX-License-Identifier: MIT
#include "gate/report/budget_markdown.h"

#include <algorithm>

#include "gate/report/flowchart.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Ten squares; the last one is filled only when all is used up.
std::string bar(std::size_t used, std::size_t limit) {
  constexpr std::size_t kSquares = 10;
  const std::size_t filled = used >= limit
                                 ? (used == 0 ? 0 : kSquares)
                                 : std::max<std::size_t>(used > 0, used * kSquares / limit);
  std::string text;
  for (std::size_t i = 0; i < kSquares; ++i) text += i < filled ? "▓" : "░";
  return "`" + text + "`";
}

std::string budget_row(const std::string& name, std::size_t used, std::size_t limit,
                       const std::string& sign) {
  const std::string share = std::to_string(used) + " of " + std::to_string(limit);
  return markdown_row(
      {name, bar(used, limit), used > limit ? sign + " <b>" + share + "</b>" : share});
}

// What nobody weighs should be seen.
std::string not_counted(const Report& report) {
  const std::string words = diff_words(report, false);
  return words.empty() ? words : "Not counted: " + words + "\n\n";
}

// "2 of 5 files, 40 of 100 lines".
std::string used_words(const DiffBudget& budget) {
  return std::to_string(budget.files) + " of " + count(budget.max_files, "file") + ", " +
         std::to_string(budget.lines) + " of " + count(budget.max_lines, "line");
}

}  // namespace

// What is over it is not an error when it is waived or only warned of.
std::string budget_markdown(const Report& report) {
  if (!report.budget) return {};
  const DiffBudget& budget = *report.budget;
  const bool is_over = budget.files > budget.max_files || budget.lines > budget.max_lines;
  const std::string sign(
      icon_of(std::max(StepState::warned, state_of(rule_with(Role::diff_budget), report))));
  return markdown_details(
      (is_over ? sign + " " : "✅ ") + std::string("<b>Diff budget</b> ") + used_words(budget),
      markdown_row({"Production code", "", "Used"}) + "|---|---|---|\n" +
          budget_row("Files", budget.files, budget.max_files, sign) +
          budget_row("Lines", budget.lines, budget.max_lines, sign) + "\n" + not_counted(report));
}

}  // namespace hotfix
