// SPDX-License-Identifier: MIT
// A session at a terminal as a picture that moves: SVG with CSS, without script or foreign font.
#pragma once

#include <string>
#include <vector>

#include "tests/docs/page.h"

namespace hotfix::docs {

// A command and what it printed, with the terminal's escape sequences.
struct Take {
  Lines command;
  Lines output;
  bool pasted = false;  // else it is typed, letter by letter
};

// Where nothing moves (prefers-reduced-motion, or a viewer without animation) all of it is there.
std::string recording(const std::string& title, const std::string& description,
                      const std::vector<Take>& session);

// A line of a terminal as a file would have it.
std::string without_styles(std::string line);

}  // namespace hotfix::docs
