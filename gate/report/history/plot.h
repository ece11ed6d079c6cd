// SPDX-License-Identifier: MIT
// How many changes are how large, as rows of characters.
#pragma once

#include <string>
#include <vector>

#include "gate/report/history/change_size.h"
#include "gate/report/history/render_history.h"

namespace hotfix {

// One line a row: "   11-20  ##########  12", and below the last row that keeps within `limit` one
// that says so, with `name` for it: "max_lines = 100". No line is longer than the style's width.
std::vector<std::string> plot_lines(const std::vector<std::size_t>& values, std::size_t limit,
                                    const std::string& name, const HistoryStyle& style);

}  // namespace hotfix
