// SPDX-License-Identifier: MIT
#include "tests/support/judge.h"

#include <algorithm>

#include "gate/page/markdown.h"
#include "gate/policy/policy.h"
#include "rules/code/live_lines.h"
#include "rules/support/text.h"
#include "tests/support/catch.h"

namespace hotfix {

namespace {

std::vector<Line> numbered(const std::vector<std::string>& texts) {
  std::vector<Line> lines;
  for (const std::string& text : texts) lines.push_back({lines.size() + 1, text});
  return lines;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + "\n";
  return all;
}

}  // namespace

Options options_of(const Rule& rule, const std::string& settings) {
  if (settings.empty()) {
    static const Policy defaults = default_policy();
    return defaults.setting(rule.id).options;
  }
  const std::string section = "[rules." + std::string(rule.id) + "]\n";
  return parse_policy(section + settings, "test").setting(rule.id).options;
}

Findings judge(const Rule& rule, const Facts& facts, const std::string& settings) {
  return rule.check(facts, options_of(rule, settings));
}

Finding only(const Findings& findings) {
  INFO("the first one says: " << (findings.empty() ? "" : findings.front().message));
  REQUIRE(findings.size() == 1);
  return findings.front();
}

bool judges(const Rule& rule, SubjectKind kind) {
  return std::find(rule.judges.begin(), rule.judges.end(), kind) != rule.judges.end();
}

std::string id(char digit) { return std::string(40, digit); }

std::string short_id_of(char digit) { return short_id(id(digit)); }

Commit commit(char digit, const std::string& message, const std::string& parents) {
  Commit result;
  result.id = id(digit);
  for (char parent : parents) result.parents.push_back(id(parent));
  result.author = "On Call";
  result.message = message;
  return result;
}

ChangedFile changed(const std::string& path, std::size_t added, std::size_t deleted,
                    PathClass path_class) {
  ChangedFile file;
  file.path = path;
  file.path_class = path_class;
  file.added = added;
  file.deleted = deleted;
  return file;
}

ChangedFile edited(const std::string& path, PathClass path_class,
                   const std::vector<std::string>& added, const std::vector<std::string>& removed) {
  ChangedFile file = changed(path, added.size(), removed.size(), path_class);
  file.added_lines = numbered(added);
  file.removed_lines = numbered(removed);
  file.live_before = live_lines(path, joined(removed));
  file.live_after = live_lines(path, joined(added));
  return file;
}

Facts pushed_hotfix() {
  Facts facts;
  Subject& subject = facts.subject;
  subject.stage = Stage::push;
  subject.kind = SubjectKind::hotfix;
  subject.branch = subject.local_branch = "hotfix/fix-login";
  subject.remote = "origin";
  subject.head = id('a');
  facts.refs.production_ref = "origin/kars-prod";
  facts.refs.production_id = id('0');
  facts.refs.development_ref = "origin/kars-dev";
  facts.refs.development_id = id('d');
  facts.history = History{};
  facts.history->commits = {commit('a', "hotfix: sign-in fails without a password\n")};
  facts.history->merge_bases = {id('0')};
  facts.origin = Origin{};
  facts.changes = std::vector<ChangedFile>{};
  facts.reverts = std::vector<Revert>{};
  facts.forecast = Forecast{};
  facts.debts = std::vector<Hotfix>{};
  return facts;
}

std::string good_description() {
  return "## Severity\r\n"
         "- [x] P0: Authentication system failure\r\n"
         "- [ ] P1: Core functionality unavailable\r\n"
         "## Issue\r\n"
         "Nobody can sign in without a password since 02:10, see #345\r\n"
         "## Impact\r\n"
         "- Users affected: about 300\r\n"
         "- Data at risk: none\r\n"
         "- Workarounds: none\r\n"
         "## Root cause\r\n"
         "The session check calls a field that single sign-on leaves out\r\n"
         "## Rollback plan\r\n"
         "- [x] Railway rollback: `railway rollback`\r\n"
         "- [ ] Git revert: `git revert HEAD` on production, then push\r\n"
         "## Database backup\r\n"
         "kars-prod-0214.dump\r\n";
}

Facts pull_request_of_hotfix() {
  Facts facts = pushed_hotfix();
  facts.forge = Forge::github;
  facts.subject.stage = Stage::pull_request;
  facts.subject.local_branch.clear();
  facts.subject.remote.clear();
  facts.subject.target = facts.refs.production;
  PullRequest request;
  request.number = 12;
  request.url = "https://github.com/keydata/kars/pull/12";
  request.title = "hotfix: sign-in fails without a password";
  request.body = good_description();
  request.author = "oncall";
  request.author_known = true;
  request.live = true;
  request.reviews = {{"senior", true, Review::State::approved, facts.subject.head}};
  facts.description = read_markdown(request.body);
  facts.pull_request = std::move(request);
  return facts;
}

std::string chain(const std::vector<std::string>& commands) {
  std::string line;
  for (const std::string& command : commands) line += (line.empty() ? "" : " && ") + command;
  return line;
}

std::string advice_of(const Finding& finding) {
  std::string text = finding.hint;
  for (const Advice& one : finding.advice) {
    text += (text.empty() ? "" : ". ") + one.words;
    if (!one.commands.empty()) text += ": " + chain(one.commands);
  }
  return text;
}

std::string script(const Finding& finding) {
  std::string text;
  for (const std::string& command : finding.fix) text += command + "\n";
  return text;
}

}  // namespace hotfix
