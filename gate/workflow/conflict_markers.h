// SPDX-License-Identifier: MIT
// What git writes into a file that it could not merge, and a person has to take out again.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hotfix {

inline constexpr std::size_t kMarkerLength = 7;  // unless .gitattributes say otherwise

// The numbers of the lines of `text`, from 1, that are such markers: they begin with exactly
// `length` of '<', '>', '|' or '=' and a blank or nothing after them. A line that one of `versions`
// has, the file as the two sides and their base have it, is none: seven '=' underline a heading,
// too.
std::vector<std::size_t> marker_lines(std::string_view text,
                                      const std::vector<std::string_view>& versions,
                                      std::size_t length = kMarkerLength);

}  // namespace hotfix
