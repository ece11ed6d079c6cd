// SPDX-License-Identifier: MIT
// A step of the workflow is shown, agreed to where somebody can be asked, and taken.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/workflow/step.h"

namespace hotfix {

// The commands as lines to paste, indented.
void print_lines(const Commands& commands, std::ostream& out);

// How steps are taken.
struct StepOptions {
  bool dry_run = false;  // only shown, as lines to paste
  bool yes = false;      // nobody is asked
};

enum class Taken { done, shown, declined, failed };

// Says on `out` what it will do, runs the acts one by one in a shell until one fails, and says how
// what was done is taken back. Asks first where standard input and output are a terminal.
Taken take(const Step& step, const StepOptions& options, std::ostream& out);

// 0 unless it failed or was declined: 1.
int exit_status(Taken taken);

// True when a person at a terminal says yes to "<question> [Y/n]", or `yes` is set; `otherwise`
// where nobody can be asked.
bool agreed(const std::string& question, const StepOptions& options, bool otherwise,
            std::ostream& out);

}  // namespace hotfix
