// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

using LineViews = std::vector<std::string_view>;

// Without their ends; the last may go without one. They point into `text`.
LineViews split_lines(std::string_view text);

// What is before the first line end; all of it when there is none.
std::string first_line(std::string_view text);

// How many of that character stand one behind the other at most: what is longer is not in the text.
std::size_t longest_run(std::string_view text, char of);

}  // namespace hotfix
