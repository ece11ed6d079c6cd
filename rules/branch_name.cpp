// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

// What is left of a name without the word that says what kind of branch it is.
std::string without_kind(const std::string& name) {
  static const Words folders = {"hotfix", "hotfixes", "hot-fix", "hot_fix", "fix", "fixes",
                                "bugfix", "bug-fix",  "bug",     "feature", "feat"};
  const auto slash = name.find('/');
  if (slash != std::string::npos && one_of(name.substr(0, slash), folders)) {
    return name.substr(slash + 1);
  }
  for (std::string_view word : {"hotfixes", "hotfix", "hot-fix", "hot_fix"}) {
    if (name.starts_with(word)) return name.substr(word.size());
  }
  return name;
}

// The same of a lookalike: its first word is the kind, whatever it is written with.
std::string without_lookalike(const std::string& name) {
  const std::string rest = without_kind(name);
  const auto slash = rest.rfind('/');
  return rest == name && slash != std::string::npos ? rest.substr(slash + 1) : rest;
}

// A name that the rule accepts; empty when the policy asks for something that cannot be guessed.
std::string suggestion(const Facts& facts, const Options& options) {
  const std::string& name = facts.subject.branch;
  const std::string& start = facts.refs.hotfix_prefix;
  const std::size_t limit = options.number("max_length");
  if (limit <= start.size()) return {};
  const bool is_meant = facts.subject.kind == SubjectKind::lookalike;
  const std::string rest = is_meant ? without_lookalike(lower(name)) : without_kind(lower(name));
  std::string part = slug(rest, limit - start.size());
  if (part.empty()) part = "fix-production";
  const bool good = options.matches("slug", part) && start.size() + part.size() <= limit;
  return good && start + part != name ? start + part : std::string();
}

bool is_shared(const std::string& branch, const Refs& refs) {
  return one_of(branch, {refs.production, refs.development, "main", "master", "develop", "trunk"});
}

// A clone need not have the branch of a pull request: it is fetched, and pushed under the new name.
bool is_on_remote_only(const Subject& subject) {
  return subject.stage == Stage::pull_request && !subject.remote.empty();
}

// Gives the branch its new name where that is the person's own branch; anything else is left alone
// and only pushed, or copied, under the new name.
Commands rename(const Facts& facts, const std::string& name) {
  const Subject& subject = facts.subject;
  if (is_on_remote_only(subject)) {
    return {"git fetch " + shell_quote(subject.remote) + " " +
                shell_quote("refs/heads/" + subject.branch),
            push_as(name, subject.head, subject.remote)};
  }
  const std::string &old = subject.branch, &remote = subject.remote;
  const bool is_own = subject.local_branch == old && !old.starts_with("-");
  if ((!is_own && remote.empty()) || is_shared(old, facts.refs)) {
    return {"git switch -c " + shell_quote(name) + " " + short_id(subject.head)};
  }
  if (!is_own) return {push_as(name, subject.head, remote)};
  Commands commands = {"git branch -m " + shell_quote(old) + " " + shell_quote(name)};
  if (!remote.empty()) {
    commands.push_back("git push " + shell_quote(remote) + " " + shell_quote("refs/heads/" + name));
  }
  return commands;
}

// What is left to do once the branch has its name.
std::vector<Advice> afterwards(const Facts& facts, const std::string& name) {
  const Subject& subject = facts.subject;
  if (subject.stage == Stage::pull_request) {
    std::vector<Advice> all = {
        advice("A " + std::string(request_name(facts.forge)) +
                   " keeps the branch it was made from: close this one and open another",
               open_pull_request(facts.forge, subject.target, name))};
    if (is_on_remote_only(subject) && !subject.branch.starts_with("-")) {
      all.push_back({"Rename it in a clone that has it",
                     {"git branch -m " + shell_quote(subject.branch) + " " + shell_quote(name)}});
    }
    return all;
  }
  if (subject.remote.empty() || subject.old_head.empty()) return {};
  return {{"The remote keeps the old name until you delete it",
           {"git push " + shell_quote(subject.remote) + " --delete " +
            shell_quote("refs/heads/" + subject.branch)}}};
}

Finding renamed(std::string message, Level level, const Facts& facts, const Options& options) {
  const std::string name = suggestion(facts, options);
  Finding finding;
  finding.message = std::move(message);
  finding.level = level;
  if (name.empty()) {
    finding.hint = "Rename it to " + facts.refs.hotfix_prefix +
                   "<slug>, with the slug and the length that the policy asks for";
    return finding;
  }
  finding.fix = rename(facts, name);
  finding.advice = afterwards(facts, name);
  return finding;
}

// Letters that only look like others are no slip.
bool is_ascii(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Finding lookalike(const Facts& facts, const Options& options) {
  const std::string& name = facts.subject.branch;
  if (name.find('/') != std::string::npos || !is_ascii(name)) {
    return renamed("branch " + name + " is meant as a hotfix and is not named " +
                       facts.refs.hotfix_prefix + "<slug>",
                   Level::error, facts, options);
  }
  return renamed("branch " + name +
                     " looks like a hotfix branch; no other hotfix rule judges it under this name",
                 Level::warning, facts, options);
}

// What names the fix: all that follows the prefix.
std::string slug_of(const std::string& name, const std::string& prefix) {
  if (name.starts_with(prefix)) return name.substr(prefix.size());
  return name.substr(name.find('/') + 1);  // the whole name when it has no slash
}

// What is wrong with the name of a hotfix branch; empty when nothing is.
std::string problem(const Facts& facts, const Options& options) {
  const std::string& name = facts.subject.branch;
  const std::string part = slug_of(name, facts.refs.hotfix_prefix);
  if (!facts.subject.well_named) {
    return "branch " + name + " is not named " + facts.refs.hotfix_prefix + "<slug>";
  }
  if (!options.matches("slug", part)) {
    return "branch " + name + " has a slug the policy does not accept: " + part;
  }
  const std::size_t limit = options.number("max_length");
  if (name.size() <= limit) return {};
  return "branch name is " + count(name.size(), "byte") + " long (limit: " + std::to_string(limit) +
         ")";
}

Findings check(const Facts& facts, const Options& options) {
  if (facts.subject.branch.empty()) return {};
  if (facts.subject.kind == SubjectKind::lookalike) return {lookalike(facts, options)};
  const std::string what = problem(facts, options);
  if (what.empty()) return {};
  return {renamed(what, Level::error, facts, options)};
}

constexpr std::string_view kSlugs[] = {"^[a-z0-9][a-z0-9._-]*$"};

}  // namespace

constexpr Rule branch_name{
    .id = "branch-name",
    .summary = "A hotfix branch is named hotfix/<slug>, in lower case.",
    .why =
        "The name is what every gate goes by: a branch called hotfix-x is judged by no other rule "
        "when it is pushed, and its pull request into production is refused.",
    .fix =
        "Rename the branch and push it under the new name; the finding prints the commands. "
        "Nothing in the commits changes.",
    .workflow = "Create Hotfix Branch: git checkout -b hotfix/critical-issue",
    .step = WorkflowStep::branch,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::lookalike},
    .needs = Need::none,
    .options = {{"slug", OptionKind::patterns, "What may follow the first slash.", kSlugs},
                {"max_length", OptionKind::number, "Longest name, in bytes.", std::int64_t{80}}},
    .check = check,
};

}  // namespace hotfix::rules
