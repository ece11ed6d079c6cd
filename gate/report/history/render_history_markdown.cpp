// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"
#include "gate/report/history/history_words.h"
#include "gate/report/history/plot.h"
#include "gate/report/history/render_history.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostShown = 50;                  // refused changes, without --all
constexpr std::size_t kLargest = std::size_t{1} << 20;  // bytes: a job summary holds no more

std::string rules_table(const HistoryReport& report) {
  std::string text = markdown_row({"Rule", "Refused", "Alone", "Warned", "Waived", "Not judged"}) +
                     "|---|--:|--:|--:|--:|--:|\n";
  for (const RuleTally& tally : tallies(report)) {
    text += markdown_row({std::string(tally.rule->id), std::to_string(tally.refused),
                          std::to_string(tally.alone), std::to_string(tally.warned),
                          std::to_string(tally.waived), std::to_string(tally.not_judged)});
  }
  return text + "\n";
}

std::string refused_row(const PastChange& change) {
  std::string rules;
  for (const Rule* rule : refusing(change)) {
    rules += (rules.empty() ? "" : ", ") + std::string(rule->id);
  }
  return markdown_row({markdown_id(change.commit) + " " + markdown_literal(change.subject),
                       iso_time(change.released_at).substr(0, 10), rules,
                       change.size ? std::to_string(change.size->files) : "",
                       change.size ? std::to_string(change.size->lines) : ""});
}

std::string refused_table(const HistoryReport& report, bool all) {
  std::string text =
      markdown_row({"Change", "Date", "Rules", "Files", "Lines"}) + "|---|---|---|--:|--:|\n";
  std::size_t shown = 0, refused = 0;
  for (const PastChange& change : report.changes) {
    if (outcome_of(change) != PastOutcome::refused) continue;
    if (++refused > kMostShown && !all) continue;
    text += refused_row(change);
    ++shown;
  }
  if (refused == 0) return {};
  if (shown < refused) text += "\nAnd " + std::to_string(refused - shown) + " more.\n";
  return markdown_details("Refused, newest first", text);
}

std::string plot(const std::vector<ChangeSize>& sizes, std::size_t ChangeSize::*part,
                 const ChangeSize& limit, const std::string& name, const HistoryStyle& style) {
  std::vector<std::size_t> values;
  for (const ChangeSize& size : sizes) values.push_back(size.*part);
  return markdown_lines(plot_lines(values, limit.*part, name, style));
}

std::string percentiles(const std::vector<ChangeSize>& sizes) {
  std::vector<std::size_t> files, lines;
  for (const ChangeSize& size : sizes) {
    files.push_back(size.files);
    lines.push_back(size.lines);
  }
  std::string text = markdown_row({"Of the changes", "Files", "Lines"}) + "|---|--:|--:|\n";
  for (const std::size_t percent : kPercents) {
    text +=
        markdown_row({std::to_string(percent) + " %", std::to_string(percentile(files, percent)),
                      std::to_string(percentile(lines, percent))});
  }
  return text + "\n";
}

std::string sizes(const HistoryReport& report, const HistoryStyle& style) {
  const std::vector<ChangeSize> sizes = sizes_of(report);
  if (sizes.empty()) return {};
  std::string text =
      "Sizes are those of " + markdown_escaped(sized_words(report)) +
      ".\n\nChanges by lines of production code:\n\n" +
      plot(sizes, &ChangeSize::lines, report.limit, "max_lines", style) + "By files:\n\n" +
      plot(sizes, &ChangeSize::files, report.limit, "max_files", style) + percentiles(sizes);
  if (sizes.size() < kEnough) {
    return text + too_few_words(sizes) + ".\n\n";
  }
  const ChangeSize limit = fitting_limit(sizes, kOffered);
  return text + "Limits " + fitting_words(sizes, limit, report.limit) + ":\n\n" +
         markdown_lines(policy_lines(limit), "toml");
}

}  // namespace

std::string render_history_markdown(const HistoryReport& report, const HistoryStyle& style) {
  const HistoryStyle plain = {false, true, style.all, 80};
  std::string text = "### Hotfix history\n\n" + markdown_escaped(history_headline(report)) + "\n\n";
  if (!report.changes.empty()) {
    text += markdown_escaped(outcome_words(report)) + "\n\n" + rules_table(report) +
            refused_table(report, style.all) + sizes(report, plain);
  }
  text += "Policy: " + markdown_literal(report.policy_source) + "\n\n";
  for (const std::string& remark : history_remarks(report)) {
    text += "- " + markdown_escaped(remark) + "\n";
  }
  for (const std::string& note : report.notes) text += "- note: " + markdown_escaped(note) + "\n";
  return markdown_cut(std::move(text), kLargest);
}

}  // namespace hotfix
