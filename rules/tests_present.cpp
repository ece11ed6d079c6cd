// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_set>

#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Status = ChangedFile::Status;

// True when more than spacing, names or modes changed.
bool has_new_content(const ChangedFile& file) {
  if (file.same_blob) return false;
  return file.content != ChangedFile::Content::text || file.added + file.deleted > file.spacing;
}

bool needs_test(const ChangedFile& file, const Options& options) {
  const bool config = file.path_class == PathClass::config && options.flag("config_needs_test");
  return (file.path_class == PathClass::code || config) && has_new_content(file) &&
         !options.matches("no_test_needed", file.path);
}

bool adds_test(const ChangedFile& file, const Options& options) {
  const auto& lines = file.added_lines;
  if (file.path_class == PathClass::test && has_new_content(file)) {
    return !options.matches("support", file.path) &&
           std::any_of(lines.begin(), lines.end(),
                       [](const Line& line) { return !trim(line.text).empty(); });
  }
  return file.path_class == PathClass::code &&
         std::any_of(lines.begin(), lines.end(),
                     [&](const Line& line) { return options.matches("inline_tests", line.text); });
}

Findings judge_presence(const Facts& facts, const Options& options) {
  std::vector<std::string> untested;
  for (const ChangedFile& file : *facts.changes) {
    if (adds_test(file, options)) return {};
    if (needs_test(file, options)) untested.push_back(file.path);
  }
  if (untested.empty()) return {};
  Finding finding;
  finding.message = count(untested.size(), "file") + " of production code changed and no test did";
  finding.details = first_few(std::move(untested));
  finding.hint =
      "Write the test that fails without the fix, commit it on the same branch, and push again";
  return {finding};
}

Finding deleted(const ChangedFile& file, const Facts& facts) {
  Finding finding;
  finding.message = "test file " + file.path + " is deleted";
  finding.path = file.path;
  finding.fix = put_back({&file}, merge_base(*facts.history), "hotfix: keep the test", facts);
  if (finding.fix.empty()) finding.hint = "Put the file back as production has it";
  return finding;
}

Findings judge_deletions(const Facts& facts, const Options&) {
  Findings findings;
  for (const ChangedFile& file : *facts.changes) {
    if (file.path_class == PathClass::test && file.status == Status::deleted) {
      findings.push_back(deleted(file, facts));
    }
  }
  return findings;
}

std::ptrdiff_t cases_in(const std::vector<Line>& lines, const Options& options) {
  return std::count_if(lines.begin(), lines.end(),
                       [&](const Line& line) { return options.matches("test_cases", line.text); });
}

// Counted over all test files together, so that moving or renaming a test loses none. A deleted
// file has a finding of its own.
Findings judge_cases(const Facts& facts, const Options& options) {
  std::ptrdiff_t total = 0, most = 0;
  Finding finding;
  for (const ChangedFile& file : *facts.changes) {
    if (file.path_class != PathClass::test || file.status == Status::deleted) continue;
    const auto lost = cases_in(file.removed_lines, options) - cases_in(file.added_lines, options);
    total += lost;
    if (lost <= most) continue;
    most = lost;
    finding.path = file.path;
  }
  if (total <= 0) return {};
  finding.message =
      count(static_cast<std::size_t>(total), "test case") + " removed, most from " + finding.path;
  const std::string diff =
      "git diff " + merge_base(*facts.history) + " " + short_id(facts.subject.head) + " --";
  finding.advice = {{"Put them back: a test that is in the way of a fix is a reason to look again",
                     {with_path(diff, finding.path)}}};
  return {finding};
}

// A line that is nothing but a comment switches nothing off. "#[" is Rust or PHP, not a comment.
bool is_comment(std::string_view line) {
  const std::string_view text = trim(line);
  return text.starts_with("//") || text.starts_with("*") || text.starts_with("/*") ||
         (text.starts_with("#") && !text.starts_with("#["));
}

Finding skipped(const ChangedFile& file, const Line& line) {
  Finding finding;
  finding.message = "a test is switched off: " + std::string(trim(line.text));
  finding.hint = "Let the test run; when it fails, the fix is not done";
  finding.path = file.path;
  finding.line = line.number;
  return finding;
}

void add_skips(Findings& findings, const ChangedFile& file, const Options& options) {
  std::unordered_set<std::string_view> before;  // a skip that only moves or is indented is not new
  for (const Line& line : file.removed_lines) before.insert(trim(line.text));
  for (const Line& line : file.added_lines) {
    if (is_comment(line.text) || before.count(trim(line.text)) != 0) continue;
    if (options.matches("skips", line.text)) findings.push_back(skipped(file, line));
  }
}

Findings judge_skips(const Facts& facts, const Options& options) {
  Findings findings;
  for (const ChangedFile& file : *facts.changes) {
    if (file.path_class == PathClass::test) add_skips(findings, file, options);
  }
  return findings;
}

Findings check(const Facts& facts, const Options& options) {
  if (only_exact_reverts(facts)) return {};
  Findings findings;
  for (auto judge : {judge_presence, judge_deletions, judge_cases, judge_skips}) {
    for (Finding& finding : judge(facts, options)) findings.push_back(std::move(finding));
  }
  return findings;
}

const Words& no_test_needed() {
  static const Words globs = {"*.css", "*.scss", "*.sass", "*.less", "*.styl", "*.po",
                              "*.pot", "*.csv",  "*.png",  "*.jpg",  "*.jpeg", "*.gif",
                              "*.ico", "*.webp", "*.avif", "*.svg",  "*.woff", "*.woff2",
                              "*.ttf", "*.otf",  "*.eot",  "*.pdf",  "*.mp3",  "*.mp4"};
  return globs;
}

const Words& inline_tests() {
  static const Words patterns = {R"(^\s*#\[(\w+::)?test\b)", R"(^\s*#\[cfg\(test\)\])"};
  return patterns;
}

const Words& test_cases() {
  static const Words patterns = {
      R"(^\s*[xf]?(it|test|describe|context|specify|suite)(\.\w+)*\s*[(`])",     // JS, TypeScript
      R"(^\s*(async\s+)?def\s+test)",                                            // Python, minitest
      R"(^\s*func\s+(\([^)]*\)\s*)?(Test|Fuzz|Example)\w*\s*\()",                // Go
      R"(^\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory)\b)",             // JUnit
      R"(^\s*(TYPED_)?TEST(_F|_P|_CASE|_CASE_METHOD)?\s*\(|^\s*SCENARIO\s*\()",  // C++
      R"(^\s*(it|specify|test|scenario|describe|context)\s+['"])",               // Ruby
      R"(^\s*#\[(\w+::)?(test|rstest)\b)",                                       // Rust
      R"(^\s*\[(Fact|Theory|Test|TestCase|TestMethod)\b)",                       // C#
      R"(\bfunction\s+test\w*\s*\(|^\s*\*\s*@test\b|^\s*#\[Test\])"};            // PHP
  return patterns;
}

const Words& skips() {
  static const Words patterns = {
      R"re(\b(it|test|describe|context|suite|specify)(\.\w+)*\.(skip|skipIf|todo|failing|only)\b)re",
      R"re(^\s*[xf](it|test|describe|context|specify)(\.\w+)*\s*[(`])re",
      R"re(\bthis\.skip\()re",
      R"re(^\s*@(pytest\.mark\.|unittest\.)?(skip|skipif|skipIf|skipUnless|xfail|expectedFailure)\b)re",
      R"re(\bpytest\.(skip|xfail|importorskip)\(|\bself\.skipTest\(|\bpytestmark\s*=.*\bskip)re",
      R"re(\b[tbf]\.Skip(f|Now)?\()re",
      R"re(@(Ignore|Disabled|DisabledIf\w*|DisabledOn\w*)\b)re",
      R"re(\bGTEST_SKIP\b|\bDISABLED_\w*[a-z])re",
      R"re(#\[ignore\b)re",
      R"re(\[Ignore\b|\bSkip\s*=\s*")re",
      R"re(\bmarkTest(Skipped|Incomplete)\()re",
      R"re(^\s*(xit|xdescribe|xcontext|xspecify|xscenario|skip|pending)\s+['"])re",
      R"re(^\s*(skip|pending)\s*$)re"};
  return patterns;
}

}  // namespace

const Rule tests_present{
    .id = "tests-present",
    .summary =
        "When production code changes, a test changes with it, and no test is lost or switched "
        "off.",
    .why =
        "A fix without a test that reproduces the bug is a guess, and the next release can bring "
        "the bug back without anyone seeing it.",
    .fix =
        "Write a test that fails without the fix and passes with it. Lines that are blank or only "
        "deleted do not count; put back tests that were removed or skipped.",
    .workflow = "Write Test for Fix",
    .step = WorkflowStep::test,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::lines,
    .options = {{"config_needs_test", OptionKind::flag, "Changed configuration needs a test too.",
                 false},
                {"no_test_needed", OptionKind::globs,
                 "Files that count as code and that a test cannot say much about.",
                 no_test_needed()},
                {"support", OptionKind::globs, "Files of tests that prove nothing by themselves.",
                 Words{"*.snap", "__mocks__/", "__fixtures__/", "__snapshots__/", "testdata/",
                       "conftest.py"}},
                {"inline_tests", OptionKind::patterns,
                 "Lines that begin a test inside a file of code.", inline_tests()},
                {"test_cases", OptionKind::patterns, "Lines that begin a test case in a test file.",
                 test_cases()},
                {"skips", OptionKind::patterns, "Lines that switch a test off, or all the others.",
                 skips()}},
    .check = check,
};

}  // namespace hotfix::rules
