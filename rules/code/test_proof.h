// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "rules/code/test_file.h"

namespace hotfix {

// Has the text a letter or a digit in it?
bool has_words(std::string_view text);

// Whether what changed in a file of tests is checked by one. A new line is, within a case that
// checks something and is not a copy of another; beside the cases, within what was there before: a
// table, a helper.
class TestProof {
 public:
  // `options` are those of tests-present. Both must outlive it.
  TestProof(const TestFiles& files, const Options& options);

  bool is_in(const TestFile& file) const;

 private:
  bool tells(const LiveLine& line) const;
  bool is_checked(const TestFile& file, std::size_t line) const;
  bool is_beside(const TestFile& file, std::size_t line) const;
  bool asserts(const TestFile& file) const;
  bool asserts(const LiveLine& line) const;
  bool switches_on(const TestFile& file) const;

  const Options& options_;
  std::set<std::string> bodies_;  // of the tests that were there: a copy of one proves nothing new
};

}  // namespace hotfix
