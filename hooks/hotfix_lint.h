// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace hotfix {

// The program hotfix-lint. Returns its exit status (gate/base/error.h); lets no exception out.
int hotfix_lint(int argc, char** argv);

// Shows its command line as the parser has it: manual pages and completions are made from that.
void see_lint_command_line(const std::function<void(const CLI::App&)>& see);

}  // namespace hotfix
