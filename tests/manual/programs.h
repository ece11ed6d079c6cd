// SPDX-License-Identifier: MIT
// The programs that have manual pages and completions. A new one is a row in programs.cpp.
#pragma once

#include <vector>

#include "tests/manual/man_page.h"

namespace hotfix::manual {

// Every program, as it describes itself, and with what only a page says.
std::vector<Page> pages();

// Those that a person types with options and words to complete.
std::vector<Command> completed_programs();

// The ids of the rules, in their order.
Words rule_ids();

}  // namespace hotfix::manual
