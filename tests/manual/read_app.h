// SPDX-License-Identifier: MIT
// The walk over a command line that CLI11 parses. The only place of the tests that includes it.
#pragma once

#include "tests/manual/command_line.h"

namespace CLI {
class App;
}

namespace hotfix::manual {

// The program or command with all that it takes, in the order of its --help.
Command read_app(const CLI::App& app);

}  // namespace hotfix::manual
