// SPDX-License-Identifier: MIT
// The test cases of a text: where each begins and ends, and whether it checks anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/facts.h"
#include "rules/model/option.h"

namespace hotfix {

struct TestCase {
  std::string name;  // its first line up to the end of its title; of a mark such as @Test,
                     // with the name of what is marked
  std::string body;  // without its title and spacing
  std::size_t first = 0, last = 0;  // lines, by place in the text
  bool checks = false;              // there is an assertion in it
};

// In the order in which they begin; one may stand in another. `options` are those of tests-present:
// "test_cases" says what begins one, "assertions" what checks something.
std::vector<TestCase> test_cases(const std::vector<LiveLine>& lines, const Options& options);

// The innermost case around a line; null: none is.
const TestCase* case_around(const std::vector<TestCase>& cases, std::size_t line);

// The nearest line above that is less indented; null: there is none.
const LiveLine* line_around(const std::vector<LiveLine>& lines, std::size_t line);

}  // namespace hotfix
