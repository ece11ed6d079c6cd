// SPDX-License-Identifier: MIT
#include "rules/code/test_proof.h"

#include <algorithm>
#include <map>

#include "rules/code/skips.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

bool has_checks(const std::vector<TestCase>& cases) {
  return std::any_of(cases.begin(), cases.end(), [](const TestCase& one) { return one.checks; });
}

// What begins the string or the block around the line is not new.
bool is_inside_old(const TestFile& file, std::size_t number) {
  const LiveLine* around = line_around(file.after, number);
  if (file.after[number].is_text) {
    constexpr std::size_t kLongest = 2000;  // lines
    for (std::size_t n = 0; n < kLongest && number > 0 && file.after[number].is_text; ++n) --number;
    around = &file.after[number];
  }
  if (around == nullptr) return false;
  const auto place = static_cast<std::size_t>(around - file.after.data());
  return !std::binary_search(file.fresh.begin(), file.fresh.end(), place);
}

}  // namespace

bool has_words(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

TestProof::TestProof(const TestFiles& files, const Options& options) : options_(options) {
  for (const TestFile& one : files) {
    for (const TestCase& known : one.cases_before) {
      if (!known.body.empty()) bodies_.insert(known.body);
    }
  }
}

bool TestProof::is_in(const TestFile& file) const {
  if (switches_on(file)) return true;
  const bool is_tested = file.cases_after.empty() ? asserts(file) : has_checks(file.cases_after);
  return std::any_of(file.fresh.begin(), file.fresh.end(), [&](std::size_t line) {
    return is_checked(file, line) || (is_tested && is_beside(file, line));
  });
}

bool TestProof::tells(const LiveLine& line) const {
  return has_words(line.text) && (line.is_text || !options_.matches("imports", line.text));
}

bool TestProof::is_checked(const TestFile& file, std::size_t number) const {
  const TestCase* around = case_around(file.cases_after, number);
  if (around == nullptr) return asserts(file.after[number]);
  return around->checks && !bodies_.contains(around->body) && tells(file.after[number]);
}

bool TestProof::is_beside(const TestFile& file, std::size_t number) const {
  return case_around(file.cases_after, number) == nullptr && is_inside_old(file, number) &&
         tells(file.after[number]);
}

// A script that checks things is a test, too.
bool TestProof::asserts(const TestFile& file) const {
  return std::any_of(file.after.begin(), file.after.end(),
                     [&](const LiveLine& line) { return asserts(line); });
}

bool TestProof::asserts(const LiveLine& line) const {
  return !line.is_text && options_.matches("assertions", line.text) &&
         !options_.matches("imports", line.text);
}

// A test that was switched off runs again.
bool TestProof::switches_on(const TestFile& file) const {
  const std::map<std::string_view, int> left = surplus(file.before, file.after);
  const auto is_gone = [&](const LiveLine& line) {
    return left.at(trim(line.text)) < 0 && is_skip(line, options_);
  };
  return has_checks(file.cases_after) && file.cases_after.size() >= file.cases_before.size() &&
         std::any_of(file.before.begin(), file.before.end(), is_gone);
}

}  // namespace hotfix
