// SPDX-License-Identifier: MIT
// The commands of one scene of a page, run one after the other by one shell.
#pragma once

#include <string>
#include <vector>

#include "tests/docs/page.h"

namespace hotfix::docs {

struct Step {
  std::string script;
  bool shown = true;        // false: preparation, which must succeed
  bool pastes_fix = false;  // the script is the fix that the step before printed
};

struct Outcome {
  Lines output;     // as the page shows it: both streams, stable words for what varies
  int status = -1;  // -1: the shell had ended before
};

// An outcome for each step. `scene`: a function of tests/docs/scenes.
std::vector<Outcome> run_session(const std::string& scene, const std::vector<Step>& steps);

// True when `output` is what the page says; a line "..." there stands for any number of lines.
bool agrees(const Lines& expected, const Lines& output);

}  // namespace hotfix::docs
