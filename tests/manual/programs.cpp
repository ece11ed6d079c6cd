// SPDX-License-Identifier: MIT
#include "tests/manual/programs.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include "ci/hotfix_gate.h"
#include "hooks/git_hotfix/git_hotfix.h"
#include "hooks/hotfix_lint.h"
#include "rules/model/registry.h"
#include "tests/manual/read_app.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix::manual {

namespace {

Command lint() {
  Command command;
  see_lint_command_line([&](const CLI::App& app) { command = read_app(app); });
  return command;
}

Command git_hotfix_command() {
  Command command;
  see_git_hotfix_command_line([&](const CLI::App& app) { command = read_app(app); });
  return command;
}

Command gate() {
  Command command;
  see_gate_command_line([&](const CLI::App& app) { command = read_app(app); });
  return command;
}

// The one executable: the lines of its --help that begin with a blank name its programs.
Command one_binary() {
  Command command{"hotfix", "all programs of hotfix-gate in one file"};
  std::istringstream lines(run_program({program("hotfix"), "--help"}).out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  ")) continue;
    const auto end = line.find(' ', 2);
    command.commands.push_back(
        {line.substr(2, end - 2), line.substr(line.find_first_not_of(' ', end))});
  }
  return command;
}

Script script(const std::string& name, const std::string& path) {
  std::ifstream file(test::source_folder() + "/" + path);
  return read_script(name, {std::istreambuf_iterator<char>(file), {}});
}

const std::pair<std::string, std::string> kPolicyFile = {
    ".hotfix.toml",
    "The policy: branch names, limits, the level of each rule. It is read from the tip of the "
    "production branch, never from the branch that is judged. Without one, the defaults hold. "
    "`hotfix-lint policy --sample` prints it with every key."};
const Entries kCacheFiles = {
    {"$GIT_DIR/hotfix/",
     "A cache of what was found out about commits, and of the policies that "
     "production's tips carry. It may be deleted."},
    {"~/.local/state/hotfix/seal",
     "The key of the seal that this user's caches are under; a cache without it is not believed."}};
const std::pair<std::string, std::string> kNoCache = {
    "HOTFIX_NO_CACHE", "When it is set, no cache is read or written."};
const std::pair<std::string, std::string> kNoColor = {
    "NO_COLOR",
    "When it is set, a terminal gets no colors, unless `--color always` asks for them."};
const Entries kNames = {
    {"hotfix.production", "The name of the production branch, over what the policy says."},
    {"hotfix.development", "The name of the development branch, over what the policy says."},
    {"hotfix.remote", "The remote that production lives on, where that is not origin."}};

Entries joined(Entries list, const Entries& more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

Page lint_page() {
  Page page{lint(), "hooks/manual/hotfix-lint.1", "", {}};
  page.description = {
      "hotfix-lint judges a branch by the rules of the team's emergency workflow, and prints what "
      "is wrong, why it matters, and the command that fixes it. It is the verdict that "
      "hotfix-pre-push(1) gives at a push. It judges any branch as if "
      "it were a hotfix, and development as a release.",
      "Its commands tell whether a hotfix has come back to the development branch, list what is "
      "owed, explain the rules and the policy, and install the hooks.",
      "It makes no connection, runs nothing of the repository, and writes nothing but a cache."};
  page.files = joined({kPolicyFile}, kCacheFiles);
  page.environment = {
      kNoCache,
      kNoColor,
      {"FORCE_HYPERLINK", "1 says that the terminal opens links, 0 that it does not."}};
  page.configuration = joined(
      kNames,
      {{"hotfix.<branch>.abandoned",
        "Why the hotfix of that branch is given up, for the one push that deletes it: `git -c "
        "hotfix.<branch>.abandoned='<reason>' push origin --delete <branch>`."},
       {"hotfix.missing",
        "`warn` lets a committed hook pass where the programs are not installed."}});
  page.see_also = {"hotfix-gate(1)", "hotfix-pre-push(1)", "hotfix-commit-msg(1)", "githooks(5)"};
  return page;
}

Page git_hotfix_page() {
  Page page{git_hotfix_command(), "hooks/manual/git-hotfix.1", "", {}};
  page.description = {
      "git hotfix does the git part of a hotfix, moment by moment, and says what comes next: git "
      "finds it as `git hotfix`.",
      "A command that changes something shows first what it will run, and afterwards what takes it "
      "back; `--dry-run` only shows it. It asks where a person is at a terminal, and nowhere else. "
      "What it runs is git, with the hooks and the settings of whoever starts it. Commands of the "
      "policy are printed, and never run.",
      "Whether something has come to production or to development is what hotfix-lint(1) says of "
      "it."};
  page.files = joined({kPolicyFile}, kCacheFiles);
  page.environment = {kNoCache, kNoColor};
  page.configuration = joined(
      kNames, {{"hotfix.<branch>.severity, .criterion, .issue, .impact, .estimate, .assigned",
                "The record of an incident, made by `git hotfix start`. It outlives its branch."},
               {"hotfix.<branch>.released, .fixes",
                "Commits of production: the one that brought it, kept by `git hotfix finish`, and "
                "the hotfix that it sets right."},
               {"hotfix.<branch>.detected, .started, .deployed, .verified",
                "When that was, in seconds since the epoch."}});
  page.see_also = {"hotfix-lint(1)", "hotfix-pre-push(1)", "git-config(1)"};
  return page;
}

Page gate_page() {
  Page page{gate(), "ci/manual/hotfix-gate.1", "", {}};
  page.description = {
      "hotfix-gate learns from the event what happened, judges it by the rules of the team's "
      "emergency workflow, and says so in the form that the CI shows: whether a pull request may "
      "go to production, whether what went there was right, and what is still owed to the "
      "development branch.",
      "On GitHub it finds the event by itself. Any other CI describes it by options. What the "
      "forge "
      "knows of a pull request comes from `--pr-json`; without it a hotfix is undecided, which is "
      "not a pass.",
      "It makes no connection and runs nothing of the repository."};
  page.command.examples = {
      {"hotfix-gate --event pull_request --base kars-prod --branch hotfix/login --head \"$SHA\" "
       "--pr-json pr.json",
       "judge a pull request"},
      {"hotfix-gate --event push --branch kars-prod --before \"$OLD\" --head \"$NEW\"",
       "judge what was pushed to production"},
      {"hotfix-gate --event ledger", "list what is owed; fail when a hotfix is overdue"}};
  page.files = joined({kPolicyFile}, kCacheFiles);
  page.environment = {
      {"GITHUB_EVENT_NAME", "The event, where `--event` is not given."},
      {"GITHUB_EVENT_PATH", "The file of its payload, where `--payload` is not given."},
      {"GITHUB_STEP_SUMMARY", "Where the summary goes, where `--summary` is not given."},
      {"GITHUB_OUTPUT", "Where the outputs of the step go, where `--output` is not given."},
      {"GITHUB_ACTIONS", "`true`: the job runs on GitHub, and the default format is github."},
      {"GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT",
       "What the pages link to, and which attempt this is."},
      {"GITLAB_CI, CI_PROJECT_URL, CI_JOB_URL", "The same on GitLab."},
      kNoCache,
      kNoColor};
  page.configuration = kNames;
  page.see_also = {"hotfix-lint(1)", "hotfix-backport(1)", "hotfix-gate-gitlab(1)"};
  return page;
}

Page pre_push_page() {
  Page page{{"hotfix-pre-push", "refuses a push that breaks the emergency workflow"},
            "hooks/manual/hotfix-pre-push.1",
            "REMOTE URL",
            {}};
  page.description = {
      "The pre-push hook of githooks(5): git starts it with the name and the URL of the remote, "
      "and "
      "writes a line to its standard input for each reference. It judges each one that the "
      "workflow speaks of, and says nothing about a good hotfix or a branch that is not one. "
      "`hotfix-lint install` lets git start it.",
      "Then it runs the hook that was there before, with the same arguments and input.",
      "What could not be judged is said loudly and let go, unless the policy sets "
      "`hooks.undecided` to \"block\": the gate in CI decides again. `git push --no-verify` skips "
      "every hook."};
  page.command.statuses = {{"0", "the push goes"},
                           {"1", "a rule refuses it"},
                           {"2", "the input or the policy is wrong"},
                           {"3", "it could not be judged, and the policy blocks that"}};
  page.files = joined({kPolicyFile}, kCacheFiles);
  page.environment = {
      {"HOTFIX_NEXT_HOOK", "The hook that was there before; the installed one sets it."},
      kNoCache,
      kNoColor};
  page.configuration = lint_page().configuration;
  page.see_also = {"hotfix-lint(1)", "hotfix-commit-msg(1)", "git-push(1)", "githooks(5)"};
  return page;
}

Page commit_msg_page() {
  Page page{{"hotfix-commit-msg", "refuses a commit message that does not say what it fixes"},
            "hooks/manual/hotfix-commit-msg.1",
            "FILE",
            {}};
  page.description = {
      "The commit-msg hook of githooks(5): git starts it with the file that holds the message. On "
      "a "
      "hotfix branch it judges the message as git will record it; elsewhere it says nothing. "
      "`hotfix-lint install` lets git start it.",
      "A message that is refused is kept, and the command that brings it back is printed. The hook "
      "that was there before runs first, as it may rewrite the message. `git commit --no-verify` "
      "skips every hook."};
  page.command.statuses = {{"0", "the commit goes, or could not be judged, which is said"},
                           {"1", "the message is refused"}};
  page.files = joined({kPolicyFile}, kCacheFiles);
  page.environment = {
      {"HOTFIX_NEXT_HOOK", "The hook that was there before; the installed one sets it."},
      kNoCache,
      kNoColor};
  page.configuration = kNames;
  page.see_also = {"hotfix-lint(1)", "hotfix-pre-push(1)", "git-commit(1)", "githooks(5)"};
  return page;
}

Page script_page(const Script& script, const std::string& file) {
  return {script.command, file, script.usage, {script.description}};
}

Page backport_page() {
  Page page = script_page(script("hotfix-backport", "ci/backport"), "ci/manual/hotfix-backport.1");
  page.environment = {
      {"GH_TOKEN", "What gh(1) speaks to the forge with."},
      {"GITHUB_REPOSITORY, GITHUB_SERVER_URL",
       "The repository that is asked about, where GH_REPO does not say it."},
      {"GITHUB_STEP_SUMMARY", "Where it says what it did, beside the log."},
      {"HOTFIX_RETRY_AFTER", "Seconds before what failed is tried once more; 5 by default."}};
  page.see_also = {"hotfix-lint(1)", "hotfix-gate(1)", "gh(1)"};
  return page;
}

Page gitlab_page() {
  Page page = script_page(script("hotfix-gate-gitlab", "ci/gitlab/judge"),
                          "ci/manual/hotfix-gate-gitlab.1");
  page.environment = {{"HOTFIX_GITLAB_TOKEN",
                       "A token with the scope read_api. Without it, approvals are undecided."},
                      {"HOTFIX_PRODUCTION, HOTFIX_DEVELOPMENT",
                       "Names of the branches, over what the policy says."}};
  page.see_also = {"hotfix-gate(1)"};
  return page;
}

Page one_binary_page() {
  Page page{one_binary(), "hooks/manual/hotfix.1", "PROGRAM [ARGUMENT...]", {}};
  page.description = {
      "Every program of hotfix-gate is this one file, and goes by the name that it was started by: "
      "`hotfix-lint` is a link to it. By its own name it takes its first argument for the program: "
      "`hotfix lint` is `hotfix-lint`. Each has a page of its own."};
  page.command.statuses = {{"2", "there is no program of that name"}};
  page.see_also = {"git-hotfix(1)", "hotfix-lint(1)", "hotfix-gate(1)", "hotfix-pre-push(1)",
                   "hotfix-commit-msg(1)"};
  return page;
}

}  // namespace

std::vector<Page> pages() {
  return {one_binary_page(), git_hotfix_page(), lint_page(),     pre_push_page(),
          commit_msg_page(), gate_page(),       backport_page(), gitlab_page()};
}

std::vector<Command> completed_programs() { return {git_hotfix_command(), lint(), gate()}; }

Words rule_ids() {
  Words ids;
  for (const Rule* rule : all_rules()) ids.emplace_back(rule->id);
  return ids;
}

}  // namespace hotfix::manual
