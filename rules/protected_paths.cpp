// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/approvals.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Files = std::vector<const ChangedFile*>;

Files protected_files(const Facts& facts, const Options& options) {
  Files files;
  for (const ChangedFile& file : *facts.changes) {
    const bool before = !file.old_path.empty() && options.matches("paths", file.old_path);
    const bool is_judge = file.is_of_ci || options.matches("paths", file.path);
    if (before || is_judge) files.push_back(&file);
  }
  return files;
}

std::string commit_subject(const Files& files) {
  const std::string what = files.size() == 1 ? files.front()->path : "the gate's own files";
  return "hotfix: leave " + what + " to its own pull request";
}

Finding about(const Files& files, const std::string& start) {
  Finding finding;
  finding.message = start + (files.size() == 1 ? files.front()->path : count(files.size(), "file"));
  if (files.size() == 1) {
    finding.path = files.front()->path;
  } else {
    for (const ChangedFile* file : files) finding.details.push_back(file->path);
  }
  return finding;
}

Finding changed(const Files& files, const Facts& facts) {
  Finding finding = about(files, "the branch changes what it is judged by: ");
  finding.fix = put_back(files, merge_base(*facts.history), commit_subject(files), facts);
  finding.hint =
      "Change these files on the development branch: they come to production with its release, "
      "which waits for a review";
  return finding;
}

// A rollback of a release has to be possible, whatever came with it: what is there again was
// reviewed once, but somebody has to see that it judges from now on.
Findings taken_back(const Files& files, const Facts& facts, const Options& options) {
  if (facts.subject.queued) return {};
  Finding finding = about(files, "the revert changes what the branch is judged by: ");
  if (facts.subject.stage == Stage::pull_request) {
    wait_for_approval(finding, facts, options);
    return finding.level == Level::error ? Findings{finding} : Findings{};
  }
  finding.level = Level::warning;
  finding.hint = "Its " + std::string(request_name(facts.forge)) + " needs a review for that";
  return {finding};
}

Findings check(const Facts& facts, const Options& options) {
  const Files files = protected_files(facts, options);
  if (files.empty()) return {};
  if (only_exact_reverts(facts)) return taken_back(files, facts, options);
  return {changed(files, facts)};
}

// What judges: this product, the CI that really runs, the hooks and what starts them, and who has
// to approve.
constexpr std::string_view kJudges[] = {".hotfix.toml",
                                        ".github/workflows/**",
                                        ".github/actions/**",
                                        ".gitlab-ci.yml",
                                        ".gitlab/**",
                                        ".gitea/workflows/**",
                                        ".forgejo/workflows/**",
                                        "Jenkinsfile",
                                        "Jenkinsfile.*",
                                        ".circleci/**",
                                        "azure-pipelines*.yml",
                                        "azure-pipelines*.yaml",
                                        ".azure-pipelines/**",
                                        "bitbucket-pipelines.yml",
                                        ".buildkite/**",
                                        ".drone.*",
                                        ".woodpecker*",
                                        ".woodpecker/",
                                        ".travis.yml",
                                        "appveyor.yml",
                                        ".appveyor.yml",
                                        ".cirrus.*",
                                        ".semaphore/**",
                                        ".teamcity/**",
                                        ".githooks/**",
                                        ".husky/",
                                        "lefthook.*",
                                        "lefthook-local.*",
                                        ".lefthook*",
                                        ".lefthook/",
                                        ".lefthook-local/",
                                        ".pre-commit-config.yaml",
                                        "prek.toml",
                                        ".overcommit.yml",
                                        ".git-hooks/**",
                                        "simple-git-hooks.*",
                                        ".simple-git-hooks.*",
                                        "/CODEOWNERS",
                                        "/.github/CODEOWNERS",
                                        "/docs/CODEOWNERS",
                                        ".gitattributes"};

}  // namespace

constexpr Rule protected_paths{
    .id = "protected-paths",
    .summary = "A hotfix does not change the policy, the hooks or the CI that judge it.",
    .why =
        "A branch that edits its own judge can pass anything, and under pressure nobody looks at "
        "that file twice.",
    .fix =
        "Put the files back as production has them and change them on the development branch, with "
        "whose release they come to production; the finding prints the commands. An exact revert "
        "may change them, with the approval that "
        "emergency-review would ask for.",
    .workflow = "Fast-Track Review: Focus on Safety, Scope, Testing",
    .step = WorkflowStep::fix,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::changes | Need::reverts,
    .waivable = false,
    .options =
        {{"paths", OptionKind::globs,
          "Files a hotfix may not add, change, move or delete; upper and lower case are one, "
          "as on many file systems.",
          kJudges, true}},
    .check = check,
    .shares_options_of = "emergency-review",
};

}  // namespace hotfix::rules
