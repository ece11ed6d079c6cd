// SPDX-License-Identifier: MIT
#include "gate/report/history/change_size.h"

#include <algorithm>

namespace hotfix {

std::size_t percentile(std::vector<std::size_t> values, std::size_t percent) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t rank = (values.size() * percent + 99) / 100;
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

bool fits(const ChangeSize& size, const ChangeSize& limit) {
  return size.files <= limit.files && size.lines <= limit.lines;
}

std::size_t count_fitting(const std::vector<ChangeSize>& sizes, const ChangeSize& limit) {
  const auto count = std::count_if(sizes.begin(), sizes.end(),
                                   [&](const ChangeSize& size) { return fits(size, limit); });
  return static_cast<std::size_t>(count);
}

namespace {

bool fits_enough(const std::vector<ChangeSize>& sizes, const ChangeSize& limit,
                 std::size_t percent) {
  return count_fitting(sizes, limit) * 100 >= sizes.size() * percent;
}

// Makes one part of the limit as small as it can be while enough of them fit.
void tighten(const std::vector<ChangeSize>& sizes, std::size_t ChangeSize::*part,
             std::size_t percent, ChangeSize& limit) {
  for (const ChangeSize& size : sizes) {
    ChangeSize tried = limit;
    tried.*part = std::max<std::size_t>(1, size.*part);
    if (tried.*part < limit.*part && fits_enough(sizes, tried, percent)) limit = tried;
  }
}

}  // namespace

ChangeSize fitting_limit(const std::vector<ChangeSize>& sizes, std::size_t percent) {
  std::vector<std::size_t> files, lines;
  for (const ChangeSize& size : sizes) {
    files.push_back(size.files);
    lines.push_back(size.lines);
  }
  ChangeSize limit;
  for (std::size_t tried = percent; tried <= 100; ++tried) {
    limit = {std::max<std::size_t>(1, percentile(files, tried)),
             std::max<std::size_t>(1, percentile(lines, tried))};
    if (fits_enough(sizes, limit, percent)) break;
  }
  tighten(sizes, &ChangeSize::lines, percent, limit);
  tighten(sizes, &ChangeSize::files, percent, limit);
  return limit;
}

namespace {

// 0, 1, 2, 5, 10, 20, 50 ...: what comes after `end` in that row.
std::size_t next_end(std::size_t end) {
  std::size_t power = 1;
  while (power * 10 <= end) power *= 10;
  for (const std::size_t factor : {1, 2, 5, 10}) {
    if (factor * power > end) return factor * power;
  }
  return end + 1;
}

}  // namespace

std::vector<PlotRow> plot_rows(const std::vector<std::size_t>& values, std::size_t limit) {
  if (values.empty()) return {};
  const std::size_t largest = *std::max_element(values.begin(), values.end());
  std::vector<PlotRow> rows = {{0, 0, 0}};
  while (rows.back().last < largest) {
    const std::size_t first = rows.back().last + 1;
    std::size_t last = next_end(first - 1);
    if (first <= limit && limit < last) last = limit;
    rows.push_back({first, last, 0});
  }
  for (const std::size_t value : values) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const PlotRow& one) { return value <= one.last; });
    ++row->count;
  }
  return rows;
}

}  // namespace hotfix
