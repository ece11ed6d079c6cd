// SPDX-License-Identifier: MIT
// How large changes are, and which limits would have fitted them.
#pragma once

#include <cstddef>
#include <vector>

namespace hotfix {

// Of production code, as minimal-diff counts it.
struct ChangeSize {
  std::size_t files = 0, lines = 0;
};

// The smallest of `values` that is not exceeded by `percent` of them (nearest rank); 0 of none.
std::size_t percentile(std::vector<std::size_t> values, std::size_t percent);

// Does it keep within both limits?
bool fits(const ChangeSize& size, const ChangeSize& limit);
std::size_t count_fitting(const std::vector<ChangeSize>& sizes, const ChangeSize& limit);

// The limits that `percent` of the changes keep within, both at once: the files and the lines of
// the same percentile, the lowest that is enough, and each as small as it can be then,
// the lines first. Never 0.
ChangeSize fitting_limit(const std::vector<ChangeSize>& sizes, std::size_t percent);

// A row of a plot: how many values lie from `first` to `last`.
struct PlotRow {
  std::size_t first = 0, last = 0;
  std::size_t count = 0;
};

// The values in rows whose width grows with them (1, 2, 5, 10, 20 ...), from 0 to the largest
// value. One row ends at `limit`, where one would go over it.
std::vector<PlotRow> plot_rows(const std::vector<std::size_t>& values, std::size_t limit);

}  // namespace hotfix
