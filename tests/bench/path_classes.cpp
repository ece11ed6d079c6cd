// SPDX-License-Identifier: MIT
// path-classes REPOSITORY TESTS [WITHOUT [--list]]: see README.md beside this file.
#include <cstdio>
#include <string>
#include <vector>

#include "gate/facts/path_classes.h"
#include "gate/git/commit.h"
#include "gate/match/pattern.h"
#include "gate/policy/policy.h"
#include "rules/code/live_lines.h"

using namespace hotfix;

namespace {

struct Sum {
  std::size_t all = 0, as_tests = 0;
  std::vector<std::string> wrong;
};

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print(const Sum& sum, bool list) {
  if (!list) return;
  for (const std::string& path : sum.wrong) std::printf("  %s\n", path.c_str());
}

int measure(const std::string& path, const std::string& tests, const std::string& without,
            bool list) {
  const Repository repository = Repository::open(path);
  const Policy policy = default_policy();
  const Matcher is_test = pattern_matcher({tests}), is_left_out = pattern_matcher({without});
  const Oid head = *repository.commit_of_ref("HEAD");
  const Oid tree = parse_commit_header(repository.read(head, ObjectType::commit).data()).tree;
  PathClasses classes(repository, policy, head);
  Sum test_files, code_files;
  for (const TreeChange& change : diff_trees(repository, Oid{}, tree)) {
    const bool is_file = change.after.mode == kModeFile || change.after.mode == 0100755;
    if (!is_file || !is_source(change.path) || is_left_out(change.path)) continue;
    const bool is_meant = is_test(change.path);
    const bool is_taken = classes.of(change.path, change.after) == PathClass::test;
    Sum& sum = is_meant ? test_files : code_files;
    ++sum.all;
    sum.as_tests += is_taken ? 1 : 0;
    if (is_meant != is_taken) sum.wrong.push_back(change.path);
  }
  std::printf("tests known: %zu of %zu (%.2f %%)\n", test_files.as_tests, test_files.all,
              percent(test_files.as_tests, test_files.all));
  print(test_files, list);
  std::printf("code taken for tests: %zu of %zu (%.2f %%)\n", code_files.as_tests, code_files.all,
              percent(code_files.as_tests, code_files.all));
  print(code_files, list);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("path-classes REPOSITORY TESTS [WITHOUT [--list]]\n", stderr);
    return 2;
  }
  const char* const kNothing = "a^";
  return measure(argv[1], argv[2], argc > 3 ? argv[3] : kNothing, argc > 4);
}
