// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/bringing.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

std::string last_evidence(const Landing& landing) {
  return landing.evidence.empty() ? "a commit there" : short_id(landing.evidence.back());
}

std::string likeness(const Landing& landing) {
  return std::to_string(static_cast<int>(landing.similarity * 100)) + " % of it is in " +
         last_evidence(landing);
}

std::string not_sure(const std::string& branch, const std::string& place, const Landing& landing) {
  return "it is not certain that " + place + " has " + branch + ": " + likeness(landing);
}

// It is released.
std::string what_development_lacks(const Facts& facts) {
  const Landing& landing = facts.containment->development;
  const std::string& branch = facts.subject.branch;
  const std::string& development = facts.refs.development;
  if (landing.state == LandingState::uncertain) return not_sure(branch, development, landing);
  const std::string would_lose = "; deleting the branch would lose the fix";
  if (landing.state == LandingState::lost) {
    return branch + " reached " + development + ", but " + last_evidence(landing) +
           " undid it there" + would_lose;
  }
  return branch + " is not on " + development + " yet" + would_lose;
}

// A branch whose release cannot be recognised may be released: nothing is claimed about it.
std::string what_is_missing(const Facts& facts) {
  const Containment& containment = *facts.containment;
  const std::string& branch = facts.subject.branch;
  if (is_there(containment.production.state)) return what_development_lacks(facts);
  if (containment.production.state == LandingState::uncertain) {
    return not_sure(branch, facts.refs.production, containment.production);
  }
  const std::string or_development =
      is_there(containment.development.state) ? "" : " or " + facts.refs.development;
  return "it is not certain that " + branch + " was released: no commit of " +
         facts.refs.production + or_development + " could be matched with it";
}

std::string deletion(const Subject& subject) {
  return "git push " + shell_quote(subject.remote) + " --delete " +
         shell_quote("refs/heads/" + subject.branch);
}

// A merge brings nothing that was there before: what was undone is picked from production.
std::vector<Bringing> work_of_backport(const Facts& facts) {
  const Containment& containment = *facts.containment;
  const std::vector<std::string>& ids = containment.production.evidence;
  const bool is_lost = containment.development.state == LandingState::lost;
  if (!is_lost || ids.empty()) {
    return {{{"git merge --no-edit " + short_id(facts.subject.old_head)}, {}}};
  }
  // The parts are those of the whole branch: of one commit where production has one.
  const Landing parts = ids.size() == 1 ? containment.development : Landing{};
  std::vector<Bringing> ways;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const bool is_tried = i < containment.picks.size();
    ways.push_back(bringing(ids[i], parts, is_tried ? containment.picks[i] : std::nullopt));
  }
  return ways;
}

// The backport as the workflow has it, then the deletion that was asked for.
BringingSteps backport(const Facts& facts) {
  return bringing_steps(work_of_backport(facts), [&](const Commands& work) {
    Commands commands = on_development(facts, work);
    commands.push_back(deletion(facts.subject));
    return commands;
  });
}

// The ledger asks about what was released, the deletion about the branch.
std::vector<Advice> confirm(const Facts& facts) {
  const Containment& containment = *facts.containment;
  const std::vector<std::string>& released = containment.production.evidence;
  Commands yes =
      on_development(facts, {confirm_landing(facts.subject.old_head,
                                             released.empty() ? std::string() : released.back())});
  yes.push_back(deletion(facts.subject));
  std::vector<Advice> all;
  if (!containment.development.evidence.empty()) {
    all.push_back({"Look at it", {"git show " + last_evidence(containment.development)}});
  }
  all.push_back({"If that is the fix, say so and delete the branch then", yes});
  const BringingSteps back = backport(facts);
  if (back.commands.empty()) return all;
  for (Advice& one : advice("If it is not, bring it back", back)) all.push_back(std::move(one));
  return all;
}

// A reason is asked for once, where it is needed.
std::vector<Advice> finish_or_abandon(const Facts& facts) {
  const Subject& subject = facts.subject;
  const std::string reason = "hotfix." + subject.branch + ".abandoned=<reason>";
  const std::string request(request_name(facts.forge));
  return {{"Open a " + request + " from " + subject.branch + " to " + facts.refs.production, {}},
          {"If it was released in a form that cannot be recognised, or if the hotfix is abandoned, "
           "say why when you delete it, in place of <reason>",
           {"git -c " + shell_quote(reason) + " push " + shell_quote(subject.remote) +
            " --delete " + shell_quote("refs/heads/" + subject.branch)}}};
}

// A person gave the reason, once: it is kept in the report.
Finding given_up(const Facts& facts) {
  const std::string tip = short_id(facts.subject.old_head);
  Finding finding;
  finding.level = Level::warning;
  finding.message = facts.subject.branch + " is given up: " + facts.containment->abandoned;
  finding.advice = {{"What it had is " + tip + ", as long as a clone has it; to bring it back",
                     {"git branch " + shell_quote(facts.subject.branch) + " " + tip}}};
  return finding;
}

// Production has it and nothing is owed to development, or production took it back itself.
bool is_done(const Containment& containment) {
  return (is_there(containment.production.state) && is_settled(containment.development.state)) ||
         containment.production.state == LandingState::lost ||
         containment.development.state == LandingState::withdrawn;
}

Findings check(const Facts& facts, const Options&) {
  const Containment& containment = *facts.containment;
  if (is_done(containment)) return {};
  const bool is_released = is_there(containment.production.state);
  if (!is_released && says_something(containment.abandoned)) return {given_up(facts)};
  Finding finding;
  finding.message = what_is_missing(facts);
  if (!is_released) {
    finding.advice = finish_or_abandon(facts);
  } else if (containment.development.state == LandingState::uncertain) {
    finding.advice = confirm(facts);
  } else {
    const BringingSteps steps = backport(facts);
    offer(finding, steps);
    if (steps.commands.empty()) finding.advice = confirm(facts);
  }
  return {finding};
}

}  // namespace

constexpr Rule branch_cleanup{
    .id = "branch-cleanup",
    .summary =
        "A hotfix branch is deleted only when production and development both have its change.",
    .why =
        "A hotfix that never came back to the development branch is undone by the next release. "
        "Once its branch is gone, nothing is left to remind anyone.",
    .fix =
        "Merge the hotfix into the development branch, push that, and delete the branch then; the "
        "finding prints the commands.",
    .workflow = "Backport to Dev: Delete Hotfix Branch",
    .step = WorkflowStep::backport,
    .stages = {Stage::push},
    .judges = {SubjectKind::removal},
    .needs = Need::containment,
    .check = check,
};

}  // namespace hotfix::rules
