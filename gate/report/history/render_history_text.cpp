// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/base/terminal.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/history/history_words.h"
#include "gate/report/history/plot.h"
#include "gate/report/history/render_history.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostShown = 10;  // refused changes, without --all

// Writes what fits into the width of the terminal.
class HistoryPage {
 public:
  HistoryPage(const HistoryReport& report, const HistoryStyle& style)
      : report_(report), style_(style), paint_(style.color) {}

  std::string all() {
    headline();
    if (!report_.changes.empty()) {
      rules();
      undecided();
      refused();
      sizes();
    }
    return std::move(out_);
  }

 private:
  void line(const std::string& text = {}) { out_ += text + "\n"; }
  void title(const std::string& text) { line("\n" + paint_(kBold, text)); }
  // Words of a paragraph below a label, or of no importance.
  void prose(const std::string& text) { line("  " + wrapped(text, 2, style_.width)); }
  void dim(const std::string& text) { line(paint_(kDim, "  " + wrapped(text, 2, style_.width))); }

  void headline() {
    const bool refuses = count_outcome(report_, PastOutcome::refused) > 0;
    line(paint_(refuses ? kYellow : kGreen,
                wrapped(visible(history_headline(report_)), 0, style_.width)));
    if (!report_.changes.empty()) prose(outcome_words(report_) + "; " + period());
    dim("policy: " + visible(report_.policy_source));
    for (const std::string& remark : history_remarks(report_)) dim(visible(remark));
    for (const std::string& note : report_.notes) dim("note: " + visible(note));
  }

  // "from 2024-11-02 to 2025-06-15"
  std::string period() const {
    return "from " + day(report_.changes.back()) + " to " + day(report_.changes.front());
  }

  static std::string day(const PastChange& change) {
    return iso_time(change.released_at).substr(0, 10);
  }

  static std::string column(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
  }

  static std::string cell(std::size_t n, std::size_t width) {
    return column(n == 0 ? "-" : std::to_string(n), width);
  }

  void rules() {
    std::size_t widest = 4;
    for (const Rule* rule : report_.rules) widest = std::max(widest, rule->id.size());
    std::string head = "  rule";
    head.resize(widest + 2, ' ');
    const std::vector<RuleTally> all = tallies(report_);
    const bool waives =
        std::any_of(all.begin(), all.end(), [](const RuleTally& one) { return one.waived > 0; });
    line("\n" + paint_(kBold, head + "  refused  alone  warned  " + (waives ? "waived  " : "") +
                                  "not judged"));
    for (const RuleTally& tally : all) {
      std::string name(tally.rule->id);
      name.resize(widest, ' ');
      line("  " + name + cell(tally.refused, 9) + cell(tally.alone, 7) + cell(tally.warned, 8) +
           (waives ? cell(tally.waived, 8) : "") + cell(tally.not_judged, 12));
    }
  }

  void undecided() {
    const auto why = undecided_past(report_);
    if (!why) return;
    line("\n  " + paint_(kYellow, "undecided") + "  " +
         wrapped("in " + count(why->changes, "change") + ": " + visible(why->reason), 13,
                 style_.width));
    line("    fix  " + paint_(kBold, visible(why->fix)));
  }

  void refused() {
    const std::size_t all = count_outcome(report_, PastOutcome::refused);
    if (all == 0) return;
    title("Refused, newest first");
    std::size_t shown = 0;
    for (const PastChange& change : report_.changes) {
      if (outcome_of(change) != PastOutcome::refused) continue;
      if (!style_.all && shown == kMostShown) break;
      change_lines(change);
      ++shown;
    }
    if (shown < all) line("  and " + std::to_string(all - shown) + " more (--all)");
  }

  static std::string size_words(const ChangeSize& size) {
    return count(size.files, "file") + ", " + count(size.lines, "line");
  }

  void change_lines(const PastChange& change) {
    const std::string start = "  " + short_id(change.commit) + "  " + day(change) + "  ";
    line(start + brief(visible(change.subject), style_.width - start.size() - 3));
    std::string words;
    for (const Rule* rule : refusing(change)) {
      words += (words.empty() ? "" : ", ") + std::string(rule->id);
    }
    if (change.size) words = size_words(*change.size) + ": " + words;
    line("      " + wrapped(words, 6, style_.width));
  }

  void plot(const std::string& what, std::size_t ChangeSize::*part, const std::string& name) {
    std::vector<std::size_t> values;
    for (const ChangeSize& size : sizes_of(report_)) values.push_back(size.*part);
    title(what);
    for (const std::string& row : plot_lines(values, report_.limit.*part, name, style_)) line(row);
  }

  void sizes() {
    const std::vector<ChangeSize> sizes = sizes_of(report_);
    if (sizes.empty()) return;
    line();
    prose("Sizes are those of " + visible(sized_words(report_)) + ".");
    plot("Changes by lines of production code", &ChangeSize::lines, "max_lines");
    plot("Changes by files of production code", &ChangeSize::files, "max_files");
    percentiles(sizes);
    if (sizes.size() < kEnough) {
      line();
      prose(too_few_words(sizes));
      return;
    }
    const ChangeSize limit = fitting_limit(sizes, kOffered);
    line();
    prose("Limits " + fitting_words(sizes, limit, report_.limit) + ":");
    line();
    for (const std::string& text : policy_lines(limit)) line(paint_(kBold, text));
  }

  void percentiles(const std::vector<ChangeSize>& sizes) {
    std::string head = "       ";
    for (const std::size_t percent : kPercents) {
      head += column(percent == 100 ? "most" : std::to_string(percent) + " %", 7);
    }
    line("\n" + paint_(kBold, head + column("limit", 7)));
    row("files", sizes, &ChangeSize::files);
    row("lines", sizes, &ChangeSize::lines);
  }

  void row(const std::string& name, const std::vector<ChangeSize>& sizes,
           std::size_t ChangeSize::*part) {
    std::vector<std::size_t> values;
    for (const ChangeSize& size : sizes) values.push_back(size.*part);
    std::string text = "  " + name;
    for (const std::size_t percent : kPercents) {
      text += column(std::to_string(percentile(values, percent)), 7);
    }
    line(text + column(std::to_string(report_.limit.*part), 7));
  }

  const HistoryReport& report_;
  const HistoryStyle& style_;
  const Paint paint_;
  std::string out_;
};

}  // namespace

std::string render_history_text(const HistoryReport& report, const HistoryStyle& style) {
  return HistoryPage(report, style).all();
}

const std::vector<HistoryFormat>& history_formats() {
  static const std::vector<HistoryFormat> formats = {
      {"text", render_history_text},
      {"json", [](const HistoryReport& report,
                  const HistoryStyle&) { return render_history_json(report); }},
      {"markdown", render_history_markdown},
  };
  return formats;
}

}  // namespace hotfix
