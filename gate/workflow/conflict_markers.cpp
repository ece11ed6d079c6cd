// SPDX-License-Identifier: MIT
#include "gate/workflow/conflict_markers.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace hotfix {

namespace {

bool is_marker(std::string_view line, std::size_t length) {
  if (line.size() < length || std::string_view("<>|=").find(line[0]) == std::string_view::npos) {
    return false;
  }
  const auto end = line.find_first_not_of(line[0]);
  if (std::min(end, line.size()) != length) return false;
  return line.size() == length || line[length] == ' ' || line[length] == '\t';
}

void each_line(std::string_view text, const std::function<void(std::string_view)>& visit) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    visit(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::vector<std::size_t> marker_lines(std::string_view text,
                                      const std::vector<std::string_view>& versions,
                                      std::size_t length) {
  std::unordered_set<std::string_view> known;
  for (const std::string_view version : versions) {
    each_line(version, [&](std::string_view line) {
      if (is_marker(line, length)) known.insert(line);
    });
  }
  std::vector<std::size_t> lines;
  std::size_t number = 0;
  each_line(text, [&](std::string_view line) {
    ++number;
    if (is_marker(line, length) && !known.contains(line)) lines.push_back(number);
  });
  return lines;
}

}  // namespace hotfix
