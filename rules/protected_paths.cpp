// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Files = std::vector<const ChangedFile*>;

Files protected_files(const Facts& facts, const Options& options) {
  Files files;
  for (const ChangedFile& file : *facts.changes) {
    const bool before = !file.old_path.empty() && options.matches("paths", file.old_path);
    if (before || options.matches("paths", file.path)) files.push_back(&file);
  }
  return files;
}

std::string commit_subject(const Files& files) {
  const std::string what = files.size() == 1 ? files.front()->path : "the gate's own files";
  return "hotfix: leave " + what + " to its own pull request";
}

Findings check(const Facts& facts, const Options& options) {
  const Files files = protected_files(facts, options);
  if (files.empty()) return {};
  Finding finding;
  finding.message = "the branch changes what it is judged by: " +
                    (files.size() == 1 ? files.front()->path : count(files.size(), "file"));
  if (files.size() == 1) {
    finding.path = files.front()->path;
  } else {
    for (const ChangedFile* file : files) finding.details.push_back(file->path);
  }
  finding.fix = put_back(files, merge_base(*facts.history), commit_subject(files), facts);
  finding.hint = "Change these files by a pull request of their own, reviewed by their owners";
  return {finding};
}

}  // namespace

const Rule protected_paths{
    .id = "protected-paths",
    .summary = "A hotfix does not change the policy, the hooks or the workflows that judge it.",
    .why =
        "A branch that edits its own judge can pass anything, and under pressure nobody looks at "
        "that file twice.",
    .fix =
        "Put the files back as production has them and change them by a pull request of their own; "
        "the finding prints the commands.",
    .workflow = "Fast-Track Review: Focus on Safety, Scope, Testing",
    .step = WorkflowStep::fix,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::changes,
    .waivable = false,
    .options = {{"paths", OptionKind::globs, "Files a hotfix may not add, change, move or delete.",
                 Words{".hotfix.toml", ".github/workflows/**", ".github/actions/**",
                       ".gitlab-ci.yml", ".githooks/**", ".husky/**", "lefthook.yml",
                       ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml",
                       ".pre-commit-config.yaml", "CODEOWNERS", ".gitattributes"}}},
    .check = check,
};

}  // namespace hotfix::rules
