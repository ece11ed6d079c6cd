// SPDX-License-Identifier: MIT
// Text for the log of a CI's job, which its runner searches for commands.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// The same lines, none of which is a command: GitHub takes "::name::" at a line's start, blanks
// aside, and, like others, "##[name]" or "##name[" anywhere. A backslash in it is all it takes.
std::string without_commands(std::string_view text);

// What stands behind the second "::" of GitHub's command, with line ends escaped.
std::string command_data(std::string_view text);

}  // namespace hotfix
