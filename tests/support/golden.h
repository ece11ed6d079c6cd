// SPDX-License-Identifier: MIT
// Text that is kept in a file of the tree. HOTFIX_UPDATE_GOLDEN=1 in the environment of the tests
// writes the file in place of comparing it.
#pragma once

#include <string>

namespace hotfix::test {

// True when the files are written.
bool updates_golden();

// What a file of the tree holds; empty when there is none. `path` is from the root of the
// repository.
std::string tree_text(const std::string& path);

// Fails the running test when `text` is not what the file holds. `path` is from the root of the
// repository: "tests/golden/report.txt", "rules/README.md".
void check_golden(const std::string& path, const std::string& text);

// The same for the lines between two marker lines of a file that is otherwise written by hand.
void check_golden_part(const std::string& path, const std::string& begin, const std::string& end,
                       const std::string& text);

}  // namespace hotfix::test
