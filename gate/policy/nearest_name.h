// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

// The candidate that `name` was probably meant to be, by edit distance; empty when none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

// "; did you mean 'max_files'?", or empty when nothing is near: the end of an error message.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace hotfix
