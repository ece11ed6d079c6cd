// SPDX-License-Identifier: MIT
#include "rules/registry.h"
#include "rules/repair.h"
#include "rules/text.h"

namespace hotfix::rules {

namespace {

std::string where_missing(const Facts& facts) {
  const Containment& containment = *facts.containment;
  if (containment.in_production) return "is not on " + facts.refs.development + " yet";
  if (containment.in_development) return "is not on " + facts.refs.production + " yet";
  return "is neither on " + facts.refs.production + " nor on " + facts.refs.development;
}

// The backport as the workflow has it, then the deletion that was asked for.
Commands backport(const Facts& facts) {
  const Subject& subject = facts.subject;
  const std::string remote = shell_quote(subject.remote);
  const std::string development = shell_quote(facts.refs.development);
  return {"git switch " + development, "git pull --ff-only " + remote + " " + development,
          "git merge --no-edit " + short_id(subject.old_head),
          "git push " + remote + " " + development,
          "git push " + remote + " --delete " + shell_quote(subject.branch)};
}

std::string finish_or_abandon(const Facts& facts) {
  const Subject& subject = facts.subject;
  const std::string branch = shell_quote(subject.branch);
  return "Open a pull request from " + subject.branch + " to " + facts.refs.production +
         ". If the hotfix is abandoned, say so on the branch before you delete it: git switch " +
         branch +
         " && git commit --allow-empty -m 'hotfix: abandon this fix' --trailer 'Hotfix-Waive: "
         "branch-cleanup <reason>' && git push " +
         shell_quote(subject.remote) + " " + branch;
}

Findings check(const Facts& facts, const Options&) {
  const Containment& containment = *facts.containment;
  if (containment.in_production && containment.in_development) return {};
  Finding finding;
  finding.message = facts.subject.branch + " " + where_missing(facts) +
                    "; deleting the branch would lose the fix";
  if (containment.in_production) {
    finding.fix = backport(facts);
  } else {
    finding.hint = finish_or_abandon(facts);
  }
  return {finding};
}

}  // namespace

const Rule branch_cleanup{
    "branch-cleanup",
    "A hotfix branch is deleted only when production and development both have its change.",
    "A hotfix that never came back to the development branch is undone by the next release. Once "
    "its "
    "branch is gone, nothing is left to remind anyone.",
    "Merge the hotfix into the development branch, push that, and delete the branch then; the "
    "finding prints the commands.",
    "Backport to Dev: Delete Hotfix Branch",
    {Stage::push},
    {SubjectKind::removal},
    Need::containment,
    true,
    {},
    check};

}  // namespace hotfix::rules
