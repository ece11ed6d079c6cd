// SPDX-License-Identifier: MIT
#include "gate/report/history/plot.h"

#include <algorithm>

#include "gate/base/terminal.h"

namespace hotfix {

namespace {

constexpr std::size_t kLongestBar = 48;  // columns
constexpr std::size_t kLargestStep = 2;  // columns of one change, where there are few

std::string padded(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string label_of(const PlotRow& row) {
  const std::string first = std::to_string(row.first);
  return row.first == row.last ? first : first + "-" + std::to_string(row.last);
}

// What is there at all is seen.
std::string bar_of(std::size_t count, std::size_t most, std::size_t width, bool blocks) {
  const std::size_t length =
      count == 0 ? 0 : std::max<std::size_t>(1, (count * width + most / 2) / most);
  std::string bar;
  for (std::size_t i = 0; i < length; ++i) bar += blocks ? "█" : "#";
  return bar;
}

// The widths of a plot.
struct PlotLayout {
  std::size_t label = 0, bar = 0, most = 1;

  PlotLayout(const std::vector<PlotRow>& rows, std::size_t width) {
    for (const PlotRow& row : rows) {
      label = std::max(label, label_of(row).size());
      most = std::max(most, row.count);
    }
    const std::size_t beside = label + std::to_string(most).size() + 6;
    bar = std::min({kLongestBar, kLargestStep * most, width - std::min(width - 1, beside)});
  }
};

std::string row_line(const PlotRow& row, const PlotLayout& layout, bool is_over,
                     const HistoryStyle& style) {
  const std::string bar = bar_of(row.count, layout.most, layout.bar, style.blocks);
  std::string line = "  " + padded(label_of(row), layout.label);
  if (row.count == 0) return line;
  return line + "  " + Paint(style.color)(is_over ? kYellow : kGreen, bar) + "  " +
         std::to_string(row.count);
}

}  // namespace

std::vector<std::string> plot_lines(const std::vector<std::size_t>& values, std::size_t limit,
                                    const std::string& name, const HistoryStyle& style) {
  const std::vector<PlotRow> rows = plot_rows(values, limit);
  const PlotLayout layout(rows, style.width);
  const std::string mark =
      "  " + std::string(layout.label, '-') + "  " + name + " = " + std::to_string(limit);
  std::vector<std::string> lines;
  bool is_marked = false;
  for (const PlotRow& row : rows) {
    const bool is_over = row.first > limit;
    if (is_over && !is_marked) lines.push_back(Paint(style.color)(kDim, mark));
    is_marked = is_marked || is_over;
    lines.push_back(row_line(row, layout, is_over, style));
  }
  if (!is_marked && !rows.empty()) lines.push_back(Paint(style.color)(kDim, mark));
  return lines;
}

}  // namespace hotfix
