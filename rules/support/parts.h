// SPDX-License-Identifier: MIT
// The parts of a landing, in words.
#pragma once

#include <string>
#include <vector>

#include "rules/model/landing.h"

namespace hotfix {

// "12-14", "12", or empty for the whole file.
std::string lines_of(const LandingPart& part);
// "src/login.js:12-14".
std::string place_of(const LandingPart& part);

// "src/login.js:12-14" of each part that is absent or was undone.
std::vector<std::string> absent_places(const Landing& landing);
// The files of these, each once.
std::vector<std::string> absent_paths(const Landing& landing);

// A part is absent, and another is not.
bool is_half_there(const Landing& landing);

}  // namespace hotfix
