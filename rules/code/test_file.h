// SPDX-License-Identifier: MIT
// A file of tests as it was and as it is.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "rules/code/test_cases.h"
#include "rules/model/facts.h"
#include "rules/model/option.h"

namespace hotfix {

// How much more often each text is there than it was; less often: below zero. Lives as long as the
// lines.
std::map<std::string_view, int> surplus(const std::vector<LiveLine>& before,
                                        const std::vector<LiveLine>& after);

// Lines of `after` that were not there before, by place. One that only moved or is indented anew
// was. Of equal lines those are new that the difference has, then the last.
std::vector<std::size_t> fresh_lines(const ChangedFile& file, const std::vector<LiveLine>& before,
                                     const std::vector<LiveLine>& after);

// All of a test, and what follows the first of "inline_tests" in a file of code. `options` are
// those of tests-present; the file must outlive it.
struct TestFile {
  TestFile(const ChangedFile& file_, const Options& options);

  const ChangedFile& file;
  std::vector<LiveLine> before, after;
  std::vector<std::size_t> fresh;
  std::vector<TestCase> cases_before, cases_after;
};
using TestFiles = std::vector<TestFile>;

// Of all changed files those that are tests or have some in them.
TestFiles test_files(const std::vector<ChangedFile>& changes, const Options& options);

}  // namespace hotfix
