// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/model/registry.h"
#include "rules/support/bringing.h"
#include "rules/support/commit_subject.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

bool is_whole_branch(const Claim& claim) { return claim.sign == ClaimSign::branch; }

// The commit is in this repository, so that git can show and pick it.
bool is_here(const Claim& claim) { return is_whole_branch(claim) || !claim.subject.empty(); }

std::string hotfix_of(const Claim& claim) {
  const std::string id = short_id(claim.commit);
  return claim.subject.empty() ? id : id + " \"" + claim.subject + "\"";
}

std::string name_of(const Claim& claim, const Subject& subject) {
  return is_whole_branch(claim) ? "branch " + subject.branch : hotfix_of(claim);
}

// "commit abc says that it brings def "hotfix: x""
std::string claim_line(const Claim& claim, const Subject& subject) {
  const std::string by = short_id(claim.said_by), hotfix = hotfix_of(claim);
  switch (claim.sign) {
    case ClaimSign::branch:
      return "branch " + subject.branch + " says that it brings " + hotfix;
    case ClaimSign::merge:
      return "merge " + by + " takes in " + hotfix;
    case ClaimSign::history:
      return "branch " + subject.branch + " grew from " + hotfix;
    case ClaimSign::subject:
      return "commit " + by + " has the subject of " + hotfix;
    case ClaimSign::message:
      break;
  }
  return "commit " + by + " says that it brings " + hotfix;
}

// `place`: the branch that the landing is about.
void explain(Finding& finding, const std::string& place, const Landing& landing) {
  if (!landing.reason.empty()) finding.details.push_back(place + ": " + landing.reason);
  for (const std::string& id : landing.evidence) {
    finding.details.push_back("see " + short_id(id));
  }
}

// What a person looks at to say whether the one is the other.
std::string comparison(const Claim& claim, const Landing& landing) {
  const std::string hotfix = short_id(claim.commit);
  if (landing.evidence.empty()) return "git show " + hotfix;
  const std::string other = short_id(landing.evidence.back());
  const auto alone = [](const std::string& id) { return " " + id + "~.." + id; };
  return "git range-diff --creation-factor=99" + alone(hotfix) + alone(other);
}

Finding to_be_looked_at(const Claim& claim, const std::string& place, const Landing& landing,
                        std::string message) {
  Finding finding;
  finding.level = Level::warning;
  finding.commit = claim.said_by;
  finding.message = std::move(message);
  explain(finding, place, landing);
  finding.advice = {landing.fix.empty() ? Advice{"Compare them", {comparison(claim, landing)}}
                                        : Advice{"To find out: " + landing.fix, {}}};
  return finding;
}

Finding not_released_branch(const Claim& claim, const Facts& facts) {
  const std::string& production = facts.refs.production;
  Finding finding;
  finding.message =
      facts.subject.branch + " is not on " + production + " yet: a hotfix goes to production first";
  explain(finding, facts.refs.production, claim.production);
  offer(finding, set_target(facts, production));
  return finding;
}

Finding not_released(const Claim& claim, const Facts& facts) {
  const Refs& refs = facts.refs;
  const std::string& ref = refs.production_ref.empty() ? refs.production : refs.production_ref;
  Finding finding;
  finding.commit = claim.said_by;
  finding.message =
      claim_line(claim, facts.subject) +
      (is_here(claim) ? ", which is not on " + refs.production : ", but no such commit is here");
  explain(finding, facts.refs.production, claim.production);
  finding.advice = {{"If this brings no hotfix, leave the claim out of the message", {}},
                    {"Else name the commit that " + refs.production + " has; it is listed by",
                     {"git log --oneline --first-parent " + shell_quote(ref)}}};
  return finding;
}

// Perhaps development wants it all the same: a person decides.
Finding taken_back(const Claim& claim, const Facts& facts) {
  Finding finding;
  finding.level = Level::warning;
  finding.commit = claim.said_by;
  finding.message = facts.refs.production + " has taken back " + name_of(claim, facts.subject);
  explain(finding, facts.refs.production, claim.production);
  finding.hint = "Find out why before " + facts.refs.development + " gets it";
  return finding;
}

Finding judge_production(const Claim& claim, const Facts& facts) {
  const std::string& production = facts.refs.production;
  const std::string name = name_of(claim, facts.subject);
  switch (claim.production.state) {
    case LandingState::uncertain:
      return to_be_looked_at(claim, production, claim.production,
                             name + " is perhaps on " + production);
    case LandingState::undecided:
      return to_be_looked_at(claim, production, claim.production,
                             "whether " + name + " is on " + production + " is not known");
    case LandingState::lost:
    case LandingState::withdrawn:
      return taken_back(claim, facts);
    default:
      return is_whole_branch(claim) ? not_released_branch(claim, facts)
                                    : not_released(claim, facts);
  }
}

BringingSteps bring_again(const Claim& claim, const Subject& subject) {
  return bringing_steps({bringing(claim.commit, claim.head, claim.pick)},
                        [&](const Commands& work) {
                          return commands_of({work, Rewrites::no}, subject);
                        });
}

std::string what_is_wrong(const Landing& head) {
  const bool is_part = is_half_there(head);
  if (head.state == LandingState::lost) {
    return is_part ? ", but the branch undid a part of it" : ", but the branch undid it";
  }
  return is_part ? ", but a part of it is not there" : ", but its change is not there";
}

Finding not_brought(const Claim& claim, const Facts& facts) {
  Finding finding;
  finding.commit = claim.said_by;
  finding.message = claim_line(claim, facts.subject) + what_is_wrong(claim.head);
  explain(finding, facts.subject.branch, claim.head);
  if (is_half_there(claim.head)) {
    for (const std::string& place : absent_places(claim.head)) {
      finding.details.push_back("not there: " + place);
    }
  }
  const BringingSteps steps = bring_again(claim, facts.subject);
  offer(finding, steps);
  if (steps.commands.empty()) {
    finding.advice = {{"Compare them", {comparison(claim, claim.head)}}};
  }
  return finding;
}

Finding judge_head(const Claim& claim, const Facts& facts) {
  const std::string& branch = facts.subject.branch;
  const std::string line = claim_line(claim, facts.subject);
  if (!absent_places(claim.head).empty()) return not_brought(claim, facts);
  switch (claim.head.state) {
    case LandingState::uncertain:
      return to_be_looked_at(claim, branch, claim.head, line + ", but has only something like it");
    case LandingState::undecided:
      return to_be_looked_at(claim, branch, claim.head,
                             line + ", but whether it does is not known");
    default:
      return not_brought(claim, facts);
  }
}

Findings judge_claims(const std::vector<Claim>& claims, const Facts& facts) {
  Findings findings;
  std::vector<std::string> seen;
  for (const Claim& claim : claims) {
    if (one_of(claim.commit, seen)) continue;
    seen.push_back(claim.commit);
    if (!is_there(claim.production.state)) {
      findings.push_back(judge_production(claim, facts));
    } else if (!is_settled(claim.head.state)) {
      findings.push_back(judge_head(claim, facts));
    }
  }
  return findings;
}

// Which commit brings it, a person has to know: no command can be given.
Finding says_nothing(const Facts& facts) {
  Finding finding;
  finding.message = "no commit here says which hotfix it brings back";
  finding.hint =
      "Pick the hotfix from " + facts.refs.production +
      " by cherry-pick -x, which names it, or name it in the commit that brings it, by a "
      "line of its own at the end: Hotfix-Landed: <id>";
  return finding;
}

Finding riders(std::size_t n, Forge forge) {
  Finding finding;
  finding.message = count(n, "commit rides", "commits ride") + " along with the backport, and " +
                    (n == 1 ? "brings" : "bring") + " no hotfix";
  finding.hint = "Review them as what they are, or take them to a " +
                 std::string(request_name(forge)) + " of their own";
  return finding;
}

Findings judge_others(const Backport& backport, const Facts& facts) {
  if (backport.others.empty()) return {};
  Finding finding =
      backport.claims.empty() ? says_nothing(facts) : riders(backport.others.size(), facts.forge);
  finding.level = Level::warning;
  finding.details = headlines(backport.others);
  return {finding};
}

Findings check(const Facts& facts, const Options&) {
  Findings findings = judge_claims(facts.backport->claims, facts);
  for (Finding& finding : judge_others(*facts.backport, facts)) findings.push_back(finding);
  return findings;
}

}  // namespace

constexpr Rule backport_claims{
    .id = "backport-claims",
    .summary = "A backport brings the hotfixes that it says it brings.",
    .why =
        "Nobody looks for a hotfix that a message says is back. When its change was dropped "
        "in a conflict, the next release undoes the fix.",
    .fix =
        "Pick the hotfix again as production has it; the finding prints the commands. A hotfix "
        "that was not released yet goes to production first.",
    .workflow = "Backport to Dev: Merge Hotfix",
    .step = WorkflowStep::backport,
    .stages = {Stage::pull_request},
    .judges = {SubjectKind::backport},
    .needs = Need::claims,
    .check = check,
};

}  // namespace hotfix::rules
