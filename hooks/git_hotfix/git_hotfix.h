// SPDX-License-Identifier: MIT
// `git hotfix`: what a person does in a hotfix, one subcommand a moment of the workflow.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace hotfix {

// git starts it as git-hotfix for `git hotfix ...`. The exit status: 0 done, 1 refused or stopped,
// 2 usage or policy error, 3 could not decide.
int git_hotfix(int argc, char** argv);

// Shows its command line, with all options and commands, to those who describe it elsewhere.
void see_git_hotfix_command_line(const std::function<void(const CLI::App&)>& see);

}  // namespace hotfix
