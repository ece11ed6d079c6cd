// SPDX-License-Identifier: MIT
#include "rules/registry.h"
#include "rules/repair.h"
#include "rules/text.h"

namespace hotfix::rules {

namespace {

// A branch that was merged or squashed is recognised; one that was merged by hand may not be, and
// nothing is claimed about it.
std::string what_is_missing(const Facts& facts) {
  const Containment& containment = *facts.containment;
  const std::string& branch = facts.subject.branch;
  if (containment.in_production) {
    return branch + " is not on " + facts.refs.development +
           " yet; deleting the branch would lose the fix";
  }
  const std::string neither =
      containment.in_development ? "" : ", nor one of " + facts.refs.development + ",";
  return branch + " may not be released: no commit of " + facts.refs.production + neither +
         " could be matched with it";
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
  const Commands waive = {
      "git switch " + branch, "git diff --cached --quiet",
      "git commit --allow-empty -m 'hotfix: close this branch' --trailer 'Hotfix-Waive: "
      "branch-cleanup <reason>'",
      "git push " + shell_quote(subject.remote) + " " + branch};
  return "Open a pull request from " + subject.branch + " to " + facts.refs.production +
         ". A squash whose conflicts were resolved by hand cannot be recognised yet: if it was "
         "one, or if the hotfix is abandoned, say so on the branch before you delete it: " +
         chain(waive);
}

Findings check(const Facts& facts, const Options&) {
  const Containment& containment = *facts.containment;
  if (containment.in_production && containment.in_development) return {};
  Finding finding;
  finding.message = what_is_missing(facts);
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
    "its branch is gone, nothing is left to remind anyone.",
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
