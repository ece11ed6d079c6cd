// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

std::string branch_of(const Subject& subject) {
  return "branch " + subject.branch + (subject.fork.empty() ? "" : " of " + subject.fork);
}

bool looks_like_fix(const std::string& branch) {
  const std::string name = lower(branch);
  const auto has = [&](const char* word) { return name.find(word) != std::string::npos; };
  return has("fix") || has("bug") || has("urgent") || has("emergency");
}

std::string hotfix_name(const Facts& facts) {
  const std::string& branch = facts.subject.branch;
  const std::string part = slug(branch.substr(branch.find('/') + 1));
  return facts.refs.hotfix_prefix + (part.empty() ? "fix-production" : part);
}

// Which commits to pick stays a person's choice: where the branch grew from development, most of
// them do not belong to the fix.
std::vector<Advice> begin_hotfix(const Facts& facts) {
  const std::string& production = facts.refs.production;
  const std::string remote = production_remote(facts);
  Commands begin = on_new_branch(hotfix_name(facts),
                                 remote.empty() ? shell_quote(production) : "FETCH_HEAD", {}, {});
  if (!remote.empty()) {
    begin.insert(begin.begin() + 1, "git fetch " + shell_quote(remote) + " " +
                                        shell_quote("refs/heads/" + production));
  }
  return {{"If production needs it now, begin a hotfix branch from " + production, begin},
          {"Pick only the commits of the fix onto it, and open its own " +
               std::string(request_name(facts.forge)),
           {}}};
}

Finding not_for_production(const Facts& facts) {
  const Refs& refs = facts.refs;
  Finding finding;
  finding.message = branch_of(facts.subject) + " may not go to " + refs.production +
                    ", which takes only hotfixes, reverts and promotions of " + refs.development;
  finding.advice = begin_hotfix(facts);
  if (!looks_like_fix(facts.subject.branch)) {
    offer(finding, set_target(facts, refs.development));
    return finding;
  }
  finding.advice.push_back(
      advice("If it can wait for the next release", set_target(facts, refs.development)));
  return finding;
}

// From the repository itself it would be a promotion, not a stray.
Finding promotion_of_fork(const Facts& facts) {
  const Refs& refs = facts.refs;
  Finding finding;
  finding.message = branch_of(facts.subject) + " may not go to " + refs.production +
                    ": a promotion comes from the repository itself";
  finding.advice = {advice("When its work is on " + refs.development + " here, promote that",
                           open_pull_request(facts.forge, refs.production, refs.development))};
  offer(finding, set_target(facts, refs.development));
  return finding;
}

Finding wrong_way(const Facts& facts) {
  Finding finding;
  finding.message = "hotfix " + branch_of(facts.subject) + " goes to " + facts.subject.target +
                    ", not to " + facts.refs.production;
  offer(finding, set_target(facts, facts.refs.production));
  return finding;
}

// A fix may be reviewed on top of another one.
bool may_take_hotfix(const Facts& facts, const Options& options) {
  const std::string& target = facts.subject.target;
  return target.starts_with(facts.refs.hotfix_prefix) || options.matches("also_to", target);
}

Findings check(const Facts& facts, const Options& options) {
  const Subject& subject = facts.subject;
  if (subject.kind != SubjectKind::stray) return {};
  if (subject.target != facts.refs.production) {
    if (may_take_hotfix(facts, options)) return {};
    return {wrong_way(facts)};
  }
  const bool is_promotion = subject.branch == facts.refs.development;
  return {is_promotion ? promotion_of_fork(facts) : not_for_production(facts)};
}

}  // namespace

constexpr Rule pr_target{
    .id = "pr-target",
    .summary =
        "A hotfix goes to production, and production takes only hotfixes, reverts and promotions.",
    .why =
        "A branch that is judged neither as a hotfix nor as a promotion reaches production without "
        "any rule that guards it; a hotfix that goes elsewhere fixes nothing that users see.",
    .fix =
        "Set the base of the pull request to the branch it belongs to; the finding prints the "
        "command. What production needs now becomes a hotfix branch, which begins at production.",
    .workflow = "Create PR: hotfix/* to kars-prod",
    .step = WorkflowStep::pull_request,
    .stages = {Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert, SubjectKind::promotion,
               SubjectKind::backport, SubjectKind::stray},
    .needs = Need::none,
    .waivable = false,
    .options = {{"also_to", OptionKind::globs,
                 "Other branches that a hotfix may go to, such as a staging branch.", WordTable{}}},
    .check = check,
};

}  // namespace hotfix::rules
