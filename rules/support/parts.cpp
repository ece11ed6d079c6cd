// SPDX-License-Identifier: MIT
#include "rules/support/parts.h"

#include <algorithm>

namespace hotfix {

std::string lines_of(const LandingPart& part) {
  if (part.first == 0) return {};
  const std::string first = std::to_string(part.first);
  return part.first == part.last ? first : first + "-" + std::to_string(part.last);
}

std::string place_of(const LandingPart& part) {
  const std::string lines = lines_of(part);
  return lines.empty() ? part.path : part.path + ":" + lines;
}

std::vector<std::string> absent_places(const Landing& landing) {
  std::vector<std::string> places;
  for (const LandingPart& part : landing.parts) {
    if (is_absent(part.state)) places.push_back(place_of(part));
  }
  return places;
}

std::vector<std::string> absent_paths(const Landing& landing) {
  std::vector<std::string> paths;
  for (const LandingPart& part : landing.parts) {
    const bool is_new = std::find(paths.begin(), paths.end(), part.path) == paths.end();
    if (is_absent(part.state) && is_new) paths.push_back(part.path);
  }
  return paths;
}

bool is_half_there(const Landing& landing) {
  const auto absent = static_cast<std::size_t>(
      std::count_if(landing.parts.begin(), landing.parts.end(),
                    [](const LandingPart& part) { return is_absent(part.state); }));
  return absent > 0 && absent < landing.parts.size();
}

}  // namespace hotfix
