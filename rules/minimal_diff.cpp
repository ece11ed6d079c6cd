// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "rules/model/registry.h"
#include "rules/support/diff_budget.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Content = ChangedFile::Content;
using Files = std::vector<const ChangedFile*>;

std::string plus_minus(std::size_t added, std::size_t deleted) {
  return "+" + std::to_string(added) + " -" + std::to_string(deleted);
}

// "  120 +100 -20 src/x.js"
std::string row(const ChangedFile& file) {
  const std::string total = std::to_string(counted_lines(file));
  const std::string indent(total.size() < 5 ? 5 - total.size() : 0, ' ');
  std::string text = indent + total + " " + plus_minus(file.added, file.deleted) + " " + file.path;
  if (const std::size_t forced = forced_spacing(file); forced > 0) {
    text += " (" + std::to_string(forced) + " more change only spacing)";
  }
  if (file.overlong > 0) {
    text += " (a long line counts once per " + count(kBytesOfLine, "byte") + ")";
  }
  return text;
}

std::string file_words(PathClass path_class) {
  switch (path_class) {
    case PathClass::test:
      return "test file";
    case PathClass::docs:
      return "documentation file";
    case PathClass::lock:
      return "lock file";
    case PathClass::generated:
      return "generated file";
    case PathClass::vendored:
      return "vendored file";
    default:
      return "file";
  }
}

// "not counted: 2 test files +80 -3, 1 lock file +4 -1"; empty when every file counts.
std::string not_counted(const std::vector<ChangedFile>& changes) {
  struct Sum {
    std::size_t files = 0, added = 0, deleted = 0, bytes = 0;
  };
  std::map<PathClass, Sum> sums;
  for (const ChangedFile& file : changes) {
    if (is_counted(file)) continue;
    Sum& sum = sums[file.path_class];
    ++sum.files;
    sum.added += file.added;
    sum.deleted += file.deleted;
    sum.bytes += has_lines(file) ? 0 : file.bytes;
  }
  std::string text;
  for (const auto& [path_class, sum] : sums) {
    text += (text.empty() ? "not counted: " : ", ") + count(sum.files, file_words(path_class)) +
            " " + plus_minus(sum.added, sum.deleted);
    if (sum.bytes > 0) text += " and " + size_words(sum.bytes) + " without lines";
  }
  return text;
}

Files counted_files(const std::vector<ChangedFile>& changes) {
  Files files;
  for (const ChangedFile& file : changes) {
    if (is_counted(file)) files.push_back(&file);
  }
  std::stable_sort(files.begin(), files.end(), [](const ChangedFile* a, const ChangedFile* b) {
    return counted_lines(*a) > counted_lines(*b);
  });
  return files;
}

std::vector<std::string> breakdown(const Files& files, const std::vector<ChangedFile>& changes) {
  std::vector<std::string> rows;
  for (const ChangedFile* file : files) rows.push_back(row(*file));
  const std::string rest = not_counted(changes);
  if (!rest.empty()) rows.push_back(rest);
  return rows;
}

Advice say_why(const Subject& subject) {
  Plan plan = {
      {git_for(subject) +
       " commit --amend --only --no-edit --trailer 'Hotfix-Waive: minimal-diff <reason>'"}};
  plan.keeps_uncommitted = plan.for_head_only = true;
  return {"If the fix cannot be smaller, say why in its commit, with the reason for <reason>",
          commands_of(plan, subject)};
}

Findings judge_budget(const Facts& facts, const Options& options) {
  const std::vector<ChangedFile>& changes = *facts.changes;
  const DiffBudget budget = diff_budget(changes, options);
  if (budget.files <= budget.max_files && budget.lines <= budget.max_lines) return {};
  Finding finding;
  finding.message = count(budget.files, "file") + " and " + count(budget.lines, "line") +
                    " of production code changed (budget: " + count(budget.max_files, "file") +
                    ", " + count(budget.max_lines, "line") + ")";
  finding.details = breakdown(counted_files(changes), changes);
  finding.hint = "Split it: keep what stops the incident, and take the rest to the regular release";
  finding.advice = {say_why(facts.subject)};
  return {finding};
}

// Files of the classes that do not count, the biggest first.
std::vector<std::string> uncounted_rows(const std::vector<ChangedFile>& changes) {
  Files files;
  for (const ChangedFile& file : changes) {
    if (!is_counted(file)) files.push_back(&file);
  }
  const auto weight = [](const ChangedFile* file) {
    return std::pair(counted_lines(*file), has_lines(*file) ? 0 : file->bytes);
  };
  std::stable_sort(files.begin(), files.end(), [&](const ChangedFile* a, const ChangedFile* b) {
    return weight(a) > weight(b);
  });
  std::vector<std::string> rows;
  for (const ChangedFile* file : files) {
    rows.push_back(row(*file) + (has_lines(*file) ? "" : " (" + size_words(file->bytes) + ")"));
  }
  return rows;
}

// What does not count has an end, too: nobody reviews ten thousand lines in an emergency, whatever
// they are called.
Findings judge_uncounted(const Facts& facts, const Options& options) {
  const std::vector<ChangedFile>& changes = *facts.changes;
  const Uncounted sum = uncounted(changes);
  const std::size_t max_lines = options.number("max_uncounted_lines");
  const std::size_t max_lock = options.number("max_lock_lines");
  const std::size_t max_bytes = options.number("max_uncounted_bytes");
  std::vector<std::string> excess;
  if (sum.lines > max_lines) {
    excess.push_back(count(sum.lines, "line") + " (most: " + std::to_string(max_lines) + ")");
  }
  if (sum.lock_lines > max_lock) {
    excess.push_back(count(sum.lock_lines, "line") +
                     " of lock files (most: " + std::to_string(max_lock) + ")");
  }
  if (sum.bytes > max_bytes) {
    excess.push_back(size_words(sum.bytes) +
                     " of files without lines (most: " + size_words(max_bytes) + ")");
  }
  if (excess.empty()) return {};
  Finding finding;
  for (const std::string& words : excess) {
    finding.message += (finding.message.empty() ? "" : ", ") + words;
  }
  finding.message += " changed in files that do not count as production code";
  finding.details = uncounted_rows(changes);
  finding.hint = "Leave to the regular release what the fix does not need";
  finding.advice = {say_why(facts.subject)};
  return {finding};
}

Finding about(const ChangedFile& file, Level level, std::string message, std::string hint) {
  Finding finding;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.path = file.path;
  finding.level = level;
  return finding;
}

std::string octal(unsigned mode) {
  std::string digits;
  for (; mode != 0; mode /= 8) digits.insert(digits.begin(), static_cast<char>('0' + mode % 8));
  return digits;
}

// Where a file without lines runs, or is handed to those who run it. In tests and documentation it
// does not, and a package manager checks what its lock files list.
bool runs(PathClass path_class) {
  return path_class != PathClass::test && path_class != PathClass::docs &&
         path_class != PathClass::lock;
}

// Content that has no lines cannot be weighed, and never counts as nothing, wherever it lies.
Findings judge_uncountable(const ChangedFile& file, const Options& options) {
  const std::string suffix = " and cannot be counted, so it cannot be reviewed as a small change";
  const auto refused = [&](const std::string& what, std::string hint) {
    return Findings{about(file, Level::error, file.path + what + suffix, std::move(hint))};
  };
  const char* const assets =
      "Take it out of the hotfix; the kinds of binary files that may change are the policy's "
      "rules.minimal-diff.assets";
  switch (file.content) {
    case Content::submodule:
      return refused(" is a submodule",
                     "Fix it in the submodule's own repository, or leave its pin as it is");
    case Content::executable:
      return refused(" is a program for a machine",
                     "Take it out of the hotfix; what is built belongs where builds are kept");
    case Content::too_large:
      if (!is_counted(file) || options.matches("assets", file.path)) return {};
      return refused(" is too large to read",
                     "Take it out of the hotfix; a file that a program writes belongs under "
                     "paths.generated in the policy, which is changed apart from a hotfix");
    case Content::binary:
      if (!runs(file.path_class) || options.matches("assets", file.path)) return {};
      return refused(" is binary", assets);
    case Content::lfs_pointer:
      if (!runs(file.path_class) || options.matches("assets", file.path)) return {};
      return refused(" is kept in Git LFS", assets);
    default:
      return {};
  }
}

Findings judge_mode(const ChangedFile& file) {
  if (file.content == Content::symlink) {
    return {about(file, Level::warning, file.path + " is a symbolic link",
                  "Look where it leads: what it points to is what runs")};
  }
  const bool both = file.old_mode != 0 && file.new_mode != 0;
  if (!both || file.old_mode == file.new_mode || file.content == Content::submodule) return {};
  return {about(file, Level::warning,
                "the mode of " + file.path + " changed from " + octal(file.old_mode) + " to " +
                    octal(file.new_mode),
                "Check that this is meant; a copy from another file system changes modes too")};
}

// A branch may be pushed before there is anything on it; a pull request asks for a review of it.
// Where development brought every commit, production-base judges what they change.
bool changes_nothing(const Facts& facts) {
  const bool is_own = facts.history->commits.empty() || !own_commits(facts).empty();
  return facts.subject.stage == Stage::pull_request && facts.changes->empty() && is_own;
}

Finding nothing_changed(const Facts& facts) {
  Finding finding;
  finding.message = facts.subject.branch + " changes nothing on " + facts.refs.production;
  finding.hint =
      "Is the fix on another branch, not committed, or on " + facts.refs.production + " already?";
  return finding;
}

Findings check(const Facts& facts, const Options& options) {
  if (only_exact_reverts(facts)) return {};
  if (changes_nothing(facts)) return {nothing_changed(facts)};
  Findings findings = judge_budget(facts, options);
  for (Finding& finding : judge_uncounted(facts, options)) findings.push_back(finding);
  for (const ChangedFile& file : *facts.changes) {
    for (Finding& finding : judge_uncountable(file, options)) findings.push_back(finding);
    for (Finding& finding : judge_mode(file)) findings.push_back(finding);
  }
  return findings;
}

constexpr std::string_view kAssets[] = {"*.png",  "*.jpg", "*.jpeg", "*.gif",   "*.ico", "*.webp",
                                        "*.avif", "*.svg", "*.woff", "*.woff2", "*.ttf", "*.otf",
                                        "*.eot",  "*.pdf", "*.mp3",  "*.mp4"};

}  // namespace

constexpr Rule minimal_diff{
    .id = "minimal-diff",
    .summary = "A hotfix changes little production code: 5 files and 100 lines by default.",
    .why =
        "Emergency review is fast, and a large change cannot be reviewed fast. Every line that "
        "does not stop the incident is a chance of a second one.",
    .fix =
        "Keep the lines that stop the incident and leave the rest to the regular release. A fix "
        "that cannot be smaller is waived in its commit message, with the reason.",
    .workflow = "Implement Fix: Minimal Changes Only",
    .step = WorkflowStep::fix,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::lines,
    .options =
        {{"max_files", OptionKind::number, "Most files of code and configuration.",
          std::int64_t{5}},
         {"max_lines", OptionKind::number,
          "Most added and deleted lines of these. A long line counts once per 120 bytes that "
          "change; lines that a new block around them indents do not count.",
          std::int64_t{100}},
         {"max_uncounted_lines", OptionKind::number,
          "Most lines, counted the same way, of tests, documents, generated and vendored "
          "files together.",
          std::int64_t{3000}},
         {"max_lock_lines", OptionKind::number, "Most lines of lock files.", std::int64_t{30000}},
         {"max_uncounted_bytes", OptionKind::number,
          "Most bytes of tests and documents without lines: binary ones, very large ones, "
          "and what is kept in Git LFS.",
          std::int64_t{1'000'000}},
         {"assets", OptionKind::globs, "Binary files that may change; each counts as one file.",
          kAssets}},
    .check = check,
    .role = Role::diff_budget,
};

}  // namespace hotfix::rules
