// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "rules/code/skips.h"
#include "rules/code/test_file.h"
#include "rules/code/test_patterns.h"
#include "rules/code/test_proof.h"
#include "rules/code/version_line.h"
#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Status = ChangedFile::Status;
using Content = ChangedFile::Content;

// True when more than spacing, names or modes changed.
bool has_new_content(const ChangedFile& file) {
  if (file.same_blob) return false;
  return file.content != ChangedFile::Content::text || file.added + file.deleted > file.spacing;
}

// A release changes these lines, and no test can say much about them.
bool only_names_version(const ChangedFile& file) {
  const auto is_version = [](const Line& line) {
    return trim(line.text).empty() || is_version_line(line.text);
  };
  const bool has_lines = !file.added_lines.empty() && !file.removed_lines.empty();
  return has_lines && std::all_of(file.added_lines.begin(), file.added_lines.end(), is_version) &&
         std::all_of(file.removed_lines.begin(), file.removed_lines.end(), is_version);
}

bool needs_test(const ChangedFile& file, const Options& options) {
  const bool config = file.path_class == PathClass::config && options.flag("config_needs_test");
  return (file.path_class == PathClass::code || config) && has_new_content(file) &&
         !only_names_version(file) && !options.matches("no_test_needed", file.path);
}

// Why the file is no test of the fix; empty: it is one.
std::string missed(const TestFile& one, const TestProof& proof, const Options& options) {
  const ChangedFile& file = one.file;
  if (options.matches("support", file.path)) return "what tests use is no test";
  if (file.content == Content::symlink) return "a symbolic link";
  if (file.content != Content::text) return "it has no lines to read";
  if (file.status == Status::deleted) return "deleted";
  if (file.same_blob) return "nothing in it changed";
  if (!file.copy_of.empty()) return "a copy of " + file.copy_of;
  if (proof.is_in(one)) return "";
  return one.cases_after.empty() ? "there is no test case in it"
                                 : "nothing new in it is checked by a test";
}

// "MyAttestations.test.jsx" has the words my, attestations, test and jsx.
bool has_word_test(const std::string& path) {
  std::string word;
  const auto is_test = [&word] {
    const std::string whole = lower(std::exchange(word, {}));
    return whole == "test" || whole == "tests" || whole == "spec" || whole == "specs";
  };
  for (const char c : path) {
    const bool is_letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    const bool begins = !is_letter || (std::isupper(static_cast<unsigned char>(c)) != 0 &&
                                       !word.empty() && word.back() >= 'a');
    if (begins && is_test()) return true;
    if (is_letter) word += c;
  }
  return is_test();
}

// Code that may be meant as a test.
bool sounds_like_test(const ChangedFile& file) {
  return file.path_class == PathClass::code && file.status != Status::deleted &&
         has_word_test(file.path);
}

// The files that come nearest to a test, each with what it lacks.
std::vector<std::string> near_misses(const Facts& facts, const TestFiles& files,
                                     const TestProof& proof, const Options& options) {
  std::vector<std::string> rows;
  for (const TestFile& one : files) {
    const std::string reason = missed(one, proof, options);
    if (!reason.empty()) rows.push_back("not a test of it: " + one.file.path + " (" + reason + ")");
  }
  for (const ChangedFile& file : *facts.changes) {
    if (!sounds_like_test(file)) continue;
    rows.push_back("not a test of it: " + file.path + " (code, by [paths] tests of the policy)");
  }
  return rows;
}

Findings judge_presence(const Facts& facts, const TestFiles& files, const Options& options) {
  const TestProof proof(files, options);
  for (const TestFile& one : files) {
    if (missed(one, proof, options).empty()) return {};
  }
  std::vector<std::string> untested;
  for (const ChangedFile& file : *facts.changes) {
    if (needs_test(file, options)) untested.push_back(file.path);
  }
  if (untested.empty()) return {};
  Finding finding;
  finding.message = count(untested.size(), "file") + " of production code changed and no test did";
  finding.details = std::move(untested);
  for (std::string& row : near_misses(facts, files, proof, options)) {
    finding.details.push_back(std::move(row));
  }
  finding.details.push_back("[paths] tests of the policy says which files are tests");
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

// Not what tests only use: one that misses it says so.
Findings judge_deletions(const Facts& facts, const TestFiles& files, const Options&) {
  Findings findings;
  for (const TestFile& one : files) {
    const bool was_test = one.file.was_test_name || !one.cases_before.empty();
    if (was_test && one.file.path_class == PathClass::test && one.file.status == Status::deleted) {
      findings.push_back(deleted(one.file, facts));
    }
  }
  return findings;
}

// A runner finds tests by their names.
Findings judge_names(const Facts& facts, const TestFiles&, const Options&) {
  Findings findings;
  for (const ChangedFile& file : *facts.changes) {
    const bool is_test = file.path_class == PathClass::test && file.status == Status::renamed;
    if (!is_test || !file.was_test_name || file.is_test_name) continue;
    Finding finding;
    finding.message = "test file " + file.old_path + " is renamed to " + file.path +
                      ", where nothing looks for tests";
    finding.hint = "Give it a name that [paths] tests of the policy has";
    finding.path = file.path;
    findings.push_back(std::move(finding));
  }
  return findings;
}

using Names = std::multiset<std::string>;

Names names_of(const std::vector<TestCase>& cases) {
  Names names;
  for (const TestCase& one : cases) names.insert(one.name);
  return names;
}

// The names that are in `one` more often than in `other`.
Names without(const Names& one, const Names& other) {
  Names rest;
  std::set_difference(one.begin(), one.end(), other.begin(), other.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

// The cases a file has lost. One that is named anew in its file is still there, and so is one that
// stands in another file now. A deleted file has a finding of its own.
std::size_t lost_cases(const TestFile& one, Names& elsewhere) {
  if (one.file.status == Status::deleted) return 0;
  const Names before = names_of(one.cases_before), after = names_of(one.cases_after);
  const Names gone = without(before, after);
  const std::size_t fresh = without(after, before).size();
  std::size_t moved = 0;
  for (const std::string& name : gone) {
    const auto found = elsewhere.find(name);
    if (found == elsewhere.end()) continue;
    elsewhere.erase(found);
    ++moved;
  }
  return gone.size() - std::min(gone.size(), moved + fresh);
}

// Names of cases that are new in their file.
Names new_cases(const TestFiles& files) {
  Names names;
  for (const TestFile& one : files) {
    names.merge(without(names_of(one.cases_after), names_of(one.cases_before)));
  }
  return names;
}

// What went, to be looked at.
Commands look_at(const Facts& facts, const std::string& path) {
  const std::string diff =
      "git diff " + merge_base(*facts.history) + " " + short_id(facts.subject.head) + " --";
  return {with_path(diff, path)};
}

// Deleted, commented out, or within `if (false)`: none of them runs any more.
Findings judge_cases(const Facts& facts, const TestFiles& files, const Options&) {
  Names elsewhere = new_cases(files);
  std::size_t total = 0, most = 0;
  Finding finding;
  for (const TestFile& one : files) {
    const std::size_t lost = lost_cases(one, elsewhere);
    total += lost;
    if (lost <= most) continue;
    most = lost;
    finding.path = one.file.path;
  }
  if (total == 0) return {};
  finding.message = count(total, "test case") + " removed, most from " + finding.path;
  finding.advice = {{"Put them back: a test that is in the way of a fix is a reason to look again",
                     look_at(facts, finding.path)}};
  return {finding};
}

// Cases by name: how many there are, how many of them check something, and whether a line of one
// is new.
struct Checked {
  int all = 0, checking = 0;
  bool is_rewritten = false;
};

std::map<std::string, Checked> checked(const std::vector<TestCase>& cases,
                                       const std::vector<std::size_t>& fresh) {
  std::map<std::string, Checked> names;
  for (const TestCase& one : cases) {
    Checked& sum = names[one.name];
    ++sum.all;
    sum.checking += one.checks ? 1 : 0;
    const auto line = std::lower_bound(fresh.begin(), fresh.end(), one.first + 1);
    sum.is_rewritten = sum.is_rewritten || (line != fresh.end() && *line <= one.last);
  }
  return names;
}

// A case that is still there and checks nothing any more. One that was rewritten may check by what
// it calls.
Findings judge_emptied(const Facts& facts, const TestFiles& files, const Options&) {
  Findings findings;
  for (const TestFile& one : files) {
    std::map<std::string, Checked> now = checked(one.cases_after, one.fresh);
    for (const auto& [name, was] : checked(one.cases_before, {})) {
      const Checked is = now[name];
      if (is.all < was.all || is.checking >= was.checking) continue;
      Finding finding;
      finding.level = is.is_rewritten ? Level::warning : Level::error;
      finding.message = "a test checks nothing any more: " + name;
      finding.advice = {{"Put its checks back", look_at(facts, one.file.path)}};
      finding.path = one.file.path;
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

Finding skipped(const ChangedFile& file, const LiveLine& line) {
  Finding finding;
  finding.message = "a test is switched off: " + std::string(trim(line.text));
  finding.hint = "Let the test run; when it fails, the fix is not done";
  finding.path = file.path;
  finding.line = line.number;
  return finding;
}

Findings judge_skips(const Facts&, const TestFiles& files, const Options& options) {
  Findings findings;
  for (const TestFile& one : files) {
    for (const std::size_t number : one.fresh) {
      const LiveLine& line = one.after[number];
      if (is_skip(line, options) && !may_skip(one, number)) {
        findings.push_back(skipped(one.file, line));
      }
    }
  }
  return findings;
}

// A line of a configuration that keeps tests from being run, or one of a list below such a line.
bool excludes(const ChangedFile& file, std::size_t number, const Options& options) {
  const std::string name = file.path.substr(file.path.rfind('/') + 1);
  const auto matches = [&](const LiveLine& line) {
    return options.matches("exclusions", name + ": " + std::string(trim(line.text)));
  };
  const LiveLine& line = file.live_after[number];
  if (line.is_text || !has_words(line.text)) return false;
  const LiveLine* list = line_around(file.live_after, number);
  return matches(line) || (list != nullptr && matches(*list));
}

Findings judge_exclusions(const Facts& facts, const TestFiles&, const Options& options) {
  Findings findings;
  for (const ChangedFile& file : *facts.changes) {
    for (const std::size_t number : fresh_lines(file, file.live_before, file.live_after)) {
      if (!excludes(file, number, options)) continue;
      const LiveLine& line = file.live_after[number];
      Finding finding;
      finding.message = "tests are kept from being run: " + std::string(trim(line.text));
      finding.hint = "Take the line out; what tests are run is not for a hotfix to change";
      finding.path = file.path;
      finding.line = line.number;
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

Findings check(const Facts& facts, const Options& options) {
  if (only_exact_reverts(facts)) return {};
  const TestFiles files = test_files(*facts.changes, options);
  Findings findings;
  for (auto judge : {judge_presence, judge_deletions, judge_names, judge_cases, judge_emptied,
                     judge_skips, judge_exclusions}) {
    for (Finding& finding : judge(facts, files, options)) findings.push_back(std::move(finding));
  }
  return findings;
}

constexpr std::string_view kNoTestNeeded[] = {
    "*.css",  "*.scss",  "*.sass",  "*.less",  "*.styl",     "*.po",      "*.pot",  "*.csv",
    "*.png",  "*.jpg",   "*.jpeg",  "*.gif",   "*.ico",      "*.webp",    "*.avif", "*.svg",
    "*.woff", "*.woff2", "*.ttf",   "*.otf",   "*.eot",      "*.pdf",     "*.mp3",  "*.mp4",
    "*.mdx",  "*.d.ts",  "*.d.mts", "*.d.cts", "robots.txt", "humans.txt"};

constexpr std::string_view kSupport[] = {
    "*.snap",      "__mocks__/",  "__fixtures__/", "__snapshots__/", "testdata/", "fixtures/",
    "conftest.py", "*.config.js", "*.config.ts",   "*.config.mjs",   "*.json",    "Dockerfile*"};

}  // namespace

constexpr Rule tests_present{
    .id = "tests-present",
    .summary =
        "When production code changes, a test changes with it, and no test is lost or switched "
        "off.",
    .why =
        "A fix without a test that reproduces the bug is a guess, and the next release can bring "
        "the bug back without anyone seeing it.",
    .fix =
        "Write a test that fails without the fix and passes with it. What checks nothing does not "
        "count; put back tests that were removed or switched off.",
    .workflow = "Write Test for Fix",
    .step = WorkflowStep::test,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::lines,
    .options =
        {{"config_needs_test", OptionKind::flag, "Changed configuration needs a test too.", false},
         {"no_test_needed", OptionKind::globs,
          "Files that count as code and that a test cannot say much about.", kNoTestNeeded},
         {"support", OptionKind::globs, "Files of tests that prove nothing by themselves.",
          kSupport},
         {"inline_tests", OptionKind::patterns, "Lines that begin tests inside a file of code.",
          test_patterns::kInsideCode},
         {"test_cases", OptionKind::patterns, "Lines that begin a test case in a test file.",
          test_patterns::kCases},
         {"frameworks", OptionKind::patterns,
          "Lines that make a test framework known: a file that may be a test is one with such a "
          "line, or with a test case and a line that checks something.",
          test_patterns::kFrameworks},
         {"assertions", OptionKind::patterns,
          "Lines that check something: a test case without one tests nothing.",
          test_patterns::kAssertions},
         {"imports", OptionKind::patterns,
          "Lines of a test that only make a name known, and test nothing.",
          test_patterns::kImports},
         {"skips", OptionKind::patterns, "Lines that switch a test off, or all the others.",
          test_patterns::kSkips},
         {"exclusions", OptionKind::patterns,
          "Lines of any file, each after the file's name and a colon, that keep tests from "
          "being run.",
          test_patterns::kExclusions}},
    .check = check,
    .role = Role::tests,
};

}  // namespace hotfix::rules
