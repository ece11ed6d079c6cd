// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/code/version_line.h"
#include "rules/model/registry.h"
#include "rules/support/commit_subject.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Files = std::vector<const ChangedFile*>;

// "refactor(test): ..." does not touch what runs in production.
bool is_about_tests(const CommitSubject& subject) {
  return one_of(lower(subject.scope), {"(test)", "(tests)"});
}

bool is_off_purpose(const Commit& commit, const Options& options) {
  const auto subject = parse_subject(autosquash_target(commit.subject()));
  return subject && commit.parents.size() < 2 && !is_about_tests(*subject) &&
         one_of(lower(subject->type), options.words("types"));
}

// True when the branch would still have a commit without those that are not a fix.
bool has_a_fix(const std::vector<Commit>& commits, const Options& options) {
  return std::any_of(commits.begin(), commits.end(), [&](const Commit& commit) {
    return commit.parents.size() == 1 && !is_off_purpose(commit, options);
  });
}

// What `git rebase` is told to leave the commit out.
std::string drop(const Commit& commit) {
  return "rebase --onto " + short_id(commit.parents.front()) + " " + short_id(commit.id);
}

Finding off_purpose(const Commit& commit) {
  Finding finding;
  finding.message = "commit " + short_id(commit.id) +
                    " is not a fix by its own words: " + std::string(commit.subject());
  finding.commit = commit.id;
  return finding;
}

// Newest first, so that dropping one leaves the ids of the next ones alone. The first finding drops
// them all.
Findings judge_types(const Facts& facts, const Options& options) {
  const std::vector<Commit> commits = own_commits(facts);
  const bool droppable = has_a_fix(commits, options);
  Findings findings;
  std::vector<std::string> drops;
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
    if (!is_off_purpose(*commit, options)) continue;
    Finding finding = off_purpose(*commit);
    if (droppable && !commit->parents.empty()) {
      drops.push_back(drop(*commit));
      finding.hint = "Take the commit to " + facts.refs.development + " instead" +
                     (findings.empty() ? "" : "; the fix above leaves it out too");
    } else {
      finding.hint =
          "If this is the fix, give it a subject that begins with \"hotfix: \". If it is not, it "
          "goes out with the regular release";
    }
    findings.push_back(finding);
  }
  if (!drops.empty()) findings.front().fix = rebased(drops, facts.subject);
  return findings;
}

// The commands that take files out of the hotfix; empty when they cannot be given.
Commands leave_out(const Files& files, const std::string& what, const Facts& facts) {
  return put_back(files, merge_base(*facts.history), "hotfix: leave out " + what, facts);
}

// `words` and a look at what became of the file since the merge base; the words alone when there is
// none.
Advice with_look(const std::string& words, const std::string& path, const Facts& facts) {
  const std::string base = merge_base(*facts.history);
  if (base.empty() || !can_be_quoted(path)) return {words, {}};
  const std::string diff = "git diff -w " + base + " " + short_id(facts.subject.head) + " --";
  return {words, {with_path(diff, path)}};
}

bool is_reformatted(const ChangedFile& file, const Options& options) {
  const bool counted = file.path_class == PathClass::code || file.path_class == PathClass::config;
  return counted && file.reformatted > options.number("reformat_lines") &&
         file.reformatted * 2 > file.added + file.deleted;
}

Finding reformatted(const ChangedFile& file, const Facts& facts) {
  const std::size_t lines = file.added + file.deleted;
  Finding finding;
  finding.message = std::to_string(file.reformatted) + " of " + count(lines, "changed line") +
                    " of " + file.path + " only change spacing";
  finding.path = file.path;
  if (file.reformatted >= lines) {
    finding.fix = leave_out({&file}, "new spacing", facts);
  } else {
    finding.advice = {with_look(
        "Make the change again with format-on-save switched off, and only the lines that matter",
        file.path, facts)};
  }
  return finding;
}

Findings judge_spacing(const Facts& facts, const Options& options) {
  Findings findings;
  for (const ChangedFile& file : *facts.changes) {
    if (is_reformatted(file, options)) findings.push_back(reformatted(file, facts));
  }
  return findings;
}

Findings judge_moves(const Facts& facts, const Options& options) {
  Files moved;
  std::vector<std::string> names;
  for (const ChangedFile& file : *facts.changes) {
    const bool pure = file.status == ChangedFile::Status::renamed && file.same_blob;
    if (!pure || file.path_class != PathClass::code) continue;
    moved.push_back(&file);
    names.push_back(file.old_path + " -> " + file.path);
  }
  if (moved.size() <= options.number("moves")) return {};
  Finding finding;
  finding.message = count(moved.size(), "file") + " of code moved without a change in them";
  finding.details = std::move(names);
  finding.fix = leave_out(moved, "moved files", facts);
  finding.hint =
      "Move files with the regular release; code of the fix that uses a new path needs "
      "the old one again";
  return {finding};
}

bool is_noise(const ChangedFile& manifest, const Options& options) {
  const auto quiet = [&](const Line& line) {
    return trim(line.text).empty() || is_version_line(line.text) ||
           options.matches("manifest_noise", line.text);
  };
  return std::all_of(manifest.added_lines.begin(), manifest.added_lines.end(), quiet) &&
         std::all_of(manifest.removed_lines.begin(), manifest.removed_lines.end(), quiet);
}

Finding beside_code(const ChangedFile& manifest, const Facts& facts) {
  Finding finding;
  finding.level = Level::warning;
  finding.message = "dependencies change alongside the fix, in " + manifest.path;
  finding.path = manifest.path;
  finding.advice = {
      with_look("If the fix works without it, put it back together with its lock file",
                manifest.path, facts)};
  return finding;
}

Findings judge_manifests(const Facts& facts, const Options& options) {
  const std::vector<ChangedFile>& changes = *facts.changes;
  const bool code = std::any_of(changes.begin(), changes.end(), [](const ChangedFile& file) {
    return file.path_class == PathClass::code && !file.manifest;
  });
  Findings findings;
  for (const ChangedFile& file : changes) {
    if (code && file.manifest && !is_noise(file, options)) {
      findings.push_back(beside_code(file, facts));
    }
  }
  return findings;
}

Findings check(const Facts& facts, const Options& options) {
  if (only_exact_reverts(facts)) return {};
  Findings findings;
  for (auto judge : {judge_types, judge_spacing, judge_moves, judge_manifests}) {
    for (Finding& finding : judge(facts, options)) findings.push_back(std::move(finding));
  }
  return findings;
}

constexpr std::string_view kTypes[] = {"feat", "feature", "refactor", "style"};

constexpr std::string_view kManifestNoise[] = {
    R"re(^\s*"?(version|name|description|license|author|homepage|repository|url)"?\s*[:=])re",
    R"re(^\s*"?(type|main|module|node|npm|private|keywords|scripts|engines)"?\s*[:=])re",
    R"re(^\s*[\[\]{}()]+,?\s*$)re",
    R"re(^\s*"[^"]+"\s*:\s*"[A-Za-z][^\s"@]* )re"};  // a script: "test": "jest --ci"

}  // namespace

constexpr Rule single_purpose{
    .id = "single-purpose",
    .summary =
        "A hotfix fixes one thing: no feature, no refactoring, no new formatting, no moved files.",
    .why =
        "What is mixed into a fix is released with it, unseen, and has to be rolled back with it. "
        "Spacing and moves also hide the line that matters from the reviewer.",
    .fix =
        "Drop the commit, or put the files back as production has them; the finding prints the "
        "commands. The rest goes out with the regular release.",
    .workflow = "DON'T add new features during hotfix, DON'T refactor unrelated code",
    .step = WorkflowStep::fix,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::lines,
    .options =
        {{"types", OptionKind::words,
          "Conventional commit types that are not a fix, in lower case.", kTypes},
         {"reformat_lines", OptionKind::number,
          "Most lines of one file that may change spacing only, where these are more than half.",
          std::int64_t{10}},
         {"moves", OptionKind::number, "Most files of code that may move unchanged.",
          std::int64_t{1}},
         {"manifest_noise", OptionKind::patterns,
          "Lines of a dependency manifest that do not change a dependency.", kManifestNoise}},
    .check = check,
};

}  // namespace hotfix::rules
