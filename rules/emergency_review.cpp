// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/approvals.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

// Why a revert does not count as a rollback, which would not have to wait; empty for anything else.
std::string why_no_rollback(const Facts& facts) {
  if (!only_reverts(facts) || is_rollback(facts)) return {};
  for (const Revert& revert : *facts.reverts) {
    if (revert.state != Revert::State::exact) return {};
    const std::string what = "it takes back " + short_id(revert.reverted) + ", which is ";
    if (revert.of_revert) return what + "a revert itself: that change would come back";
    if (!revert.depth) return what + "not a commit of " + facts.refs.production + "'s own line";
    if (*revert.depth > 0) {
      return what + count(*revert.depth, "commit") + " below the tip of " + facts.refs.production;
    }
    for (const Commit& hotfix : revert.hotfixes) {
      if (hotfix.id != revert.reverted)
        return "it takes out hotfix " + short_id(hotfix.id) + " too";
    }
  }
  return {};
}

Findings check(const Facts& facts, const Options& options) {
  if (is_rollback(facts) && !options.flag("reverts")) return {};
  if (is_approved(facts, options)) return {};
  Finding finding = missing_approval(facts, options);
  const std::string why = why_no_rollback(facts);
  if (!why.empty()) {
    finding.hint += ". Only a rollback of the newest commits goes out at once; " + why;
  }
  return {finding};
}

}  // namespace

constexpr Rule emergency_review{
    .id = "emergency-review",
    .summary =
        "Somebody who did not write it has approved the very commit that goes to production.",
    .why =
        "A fix that is written in a hurry is where the next incident comes from. An approval of an "
        "earlier commit says nothing about what was pushed after it.",
    .fix =
        "Ask a reviewer; after a push, ask again. Only the latest review of each reviewer counts, "
        "and one that requests changes holds the hotfix back. The author of the pull request, "
        "whoever wrote or committed its head, and bots approve nothing. An exact revert of "
        "production's newest commits needs no approval; one of something older, or of a revert, "
        "does.",
    .workflow = "Fast-Track Review: Request Emergency Review, Senior Engineer Reviews",
    .step = WorkflowStep::review,
    .stages = {Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::reverts | Need::reviews,
    .waivable = false,
    .options = {{"reviewers", OptionKind::words,
                 "Logins of those who may approve, with or without @; teams are not looked up. "
                 "Empty: anyone whom the forge calls owner, member or collaborator, which does not "
                 "mean that they may write to the repository.",
                 WordTable{}},
                {"co_authors", OptionKind::flag,
                 "Those whom the head names as Co-authored-by may not approve it either; a forge "
                 "writes that for a reviewer's suggestion too.",
                 false},
                {"reverts", OptionKind::flag,
                 "Exact reverts of production's newest commits need an approval too; otherwise the "
                 "workflow lets such a rollback go out at once.",
                 false}},
    .check = check,
};

}  // namespace hotfix::rules
