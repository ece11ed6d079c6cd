// SPDX-License-Identifier: MIT
// Manual pages in man(7)'s macros, which groff and mandoc both read.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/manual/command_line.h"

namespace hotfix::manual {

// A term and what it stands for, such as a file. `code` in the text is set bold.
using Entries = std::vector<std::pair<std::string, std::string>>;

struct Page {
  Command command;
  std::string file;   // "hooks/manual/hotfix-lint.1"
  std::string usage;  // of what has no options of its own: "REMOTE URL"; else empty
  Words description;  // paragraphs
  Entries files = {}, environment = {}, configuration = {};
  Words see_also = {};  // "git-push(1)"
};

// No date and no version: the same whenever it is made.
std::string man_page(const Page& page);

}  // namespace hotfix::manual
