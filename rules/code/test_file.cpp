// SPDX-License-Identifier: MIT
#include "rules/code/test_file.h"

#include <algorithm>
#include <set>

#include "rules/support/text.h"

namespace hotfix {

namespace {

// Inside a file of code tests begin with a line that says so.
std::vector<LiveLine> tests_in(const ChangedFile& file, const std::vector<LiveLine>& lines,
                               const Options& options) {
  if (file.path_class == PathClass::test) return lines;
  if (file.path_class != PathClass::code) return {};
  const auto begin = std::find_if(lines.begin(), lines.end(), [&](const LiveLine& line) {
    return !line.is_text && options.matches("inline_tests", line.text);
  });
  return {begin, lines.end()};
}

}  // namespace

std::map<std::string_view, int> surplus(const std::vector<LiveLine>& before,
                                        const std::vector<LiveLine>& after) {
  std::map<std::string_view, int> texts;
  for (const LiveLine& line : after) ++texts[trim(line.text)];
  for (const LiveLine& line : before) --texts[trim(line.text)];
  return texts;
}

std::vector<std::size_t> fresh_lines(const ChangedFile& file, const std::vector<LiveLine>& before,
                                     const std::vector<LiveLine>& after) {
  std::set<std::size_t> added;
  for (const Line& line : file.added_lines) added.insert(line.number);
  std::map<std::string_view, int> left = surplus(before, after);
  std::vector<std::size_t> fresh;
  for (const bool is_added : {true, false}) {
    for (std::size_t i = after.size(); i-- > 0;) {
      if (added.contains(after[i].number) != is_added) continue;
      if (left[trim(after[i].text)]-- > 0) fresh.push_back(i);
    }
  }
  std::sort(fresh.begin(), fresh.end());
  return fresh;
}

TestFile::TestFile(const ChangedFile& file_, const Options& options)
    : file(file_),
      before(tests_in(file_, file_.live_before, options)),
      after(tests_in(file_, file_.live_after, options)),
      fresh(fresh_lines(file_, before, after)),
      cases_before(test_cases(before, options)),
      cases_after(test_cases(after, options)) {}

TestFiles test_files(const std::vector<ChangedFile>& changes, const Options& options) {
  TestFiles files;
  for (const ChangedFile& file : changes) {
    TestFile one(file, options);
    if (file.path_class == PathClass::test || !one.after.empty() || !one.before.empty()) {
      files.push_back(std::move(one));
    }
  }
  return files;
}

}  // namespace hotfix
