// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

// Drops the false revert and makes a true one. On a hotfix branch the new commit says so the way
// commit-message wants it, and keeps git's own lines.
Commands revert_again(const Revert& revert, const Subject& subject) {
  const std::string id = short_id(revert.commit), git = git_for(subject);
  Plan plan;
  plan.for_head_only = true;
  plan.work = {
      git + " rebase --onto " + id + "~1 " + id,
      git + " revert --no-edit " + (revert.of_merge ? "-m 1 " : "") + short_id(revert.reverted)};
  if (subject.kind == SubjectKind::hotfix) {
    plan.work.push_back(git + " log --no-show-signature -1 --format='hotfix: %B' | " + git +
                        " commit --amend --only -F -");
  }
  const bool shared = subject.kind == SubjectKind::production;
  plan.rewrites = shared ? Rewrites::no : Rewrites::yes;
  return commands_of(plan, subject);
}

Finding about(const Revert& revert, const std::string& what) {
  Finding finding;
  finding.message = "commit " + short_id(revert.commit) + " says that it reverts " +
                    short_id(revert.reverted) + " " + what;
  finding.commit = revert.commit;
  finding.details = revert.paths;
  return finding;
}

Finding differs(const Revert& revert, const Subject& subject) {
  Finding finding = about(revert, "and does something else");
  finding.fix = revert_again(revert, subject);
  finding.hint =
      "If it is meant to do more, it is not a revert: write a subject of its own, and take \"This "
      "reverts commit\" out of its message, so that it is judged as a fix";
  return finding;
}

Finding conflicts(const Revert& revert) {
  Finding finding =
      about(revert, "and was made by hand: later changes are in the way of a plain revert");
  finding.level = Level::warning;
  finding.advice = {
      {"Look at these files: a machine cannot tell whether they are as they should be",
       {"git show " + short_id(revert.commit)}}};
  return finding;
}

Finding several(const Revert& revert) {
  Finding finding;
  finding.message = "commit " + short_id(revert.commit) +
                    " says that it reverts several commits at once, which cannot be compared; "
                    "revert them one commit each";
  finding.commit = revert.commit;
  finding.level = Level::warning;
  return finding;
}

Findings check(const Facts& facts, const Options&) {
  Findings findings;
  for (const Revert& revert : *facts.reverts) {
    if (revert.state == Revert::State::differs) {
      findings.push_back(differs(revert, facts.subject));
    } else if (revert.state == Revert::State::conflicts) {
      findings.push_back(conflicts(revert));
    } else if (revert.state == Revert::State::several) {
      findings.push_back(several(revert));
    }
  }
  return findings;
}

}  // namespace

const Rule exact_revert{
    .id = "exact-revert",
    .summary = "A commit that says it reverts another restores exactly what that one changed.",
    .why =
        "A rollback is let through with little review because it brings back a known state. One "
        "that also changes something else brings production to a state nobody has seen.",
    .fix =
        "Make the revert again with git revert, or say in the message what it really is; the "
        "finding prints the commands.",
    .workflow = "Rollback Plan, option 2: git revert HEAD",
    .step = WorkflowStep::commit,
    .stages = {Stage::lint, Stage::push, Stage::pull_request, Stage::merge_group, Stage::released},
    .judges = {SubjectKind::hotfix, SubjectKind::revert, SubjectKind::production},
    .needs = Need::reverts,
    .waivable = false,
    .check = check,
};

}  // namespace hotfix::rules
