// SPDX-License-Identifier: MIT
#include "gate/workflow/status/next_step.h"

#include "gate/base/time_text.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/timeline.h"
#include "gate/report/report_markdown.h"
#include "gate/request/context.h"
#include "gate/workflow/backport.h"
#include "gate/workflow/start.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Seconds that the workflow gives some phases together, at most.
std::int64_t longest(std::initializer_list<std::string_view> names) {
  std::int64_t sum = 0;
  for (const TimelinePhase& phase : workflow_timeline()) {
    for (const std::string_view name : names) sum += phase.name == name ? phase.longest : 0;
  }
  return sum;
}

std::string quoted_name(const Course& course) { return shell_quote(name_of(course)); }

// A command of ours, told of the clone what this one was told.
std::string git_hotfix(const std::string& command, const StatusFacts& facts,
                       const std::string& more = {}) {
  return "git hotfix " + command + " " + quoted_name(facts.course) +
         (more.empty() ? "" : " " + more) + facts.given;
}

// What is given as "a command or a sentence".
NextStep with_fix(const std::string& words, const std::string& fix) {
  const bool is_command = fix.starts_with("git ") || fix.starts_with("gh ");
  if (is_command) return {words, {}, {fix}};
  return {fix.empty() ? words : words + ": " + fix};
}

NextStep by_forge(const std::string& words, const ForgeFix& fix) {
  if (!fix.commands.empty()) return {words, {}, fix.commands};
  return {words + ": " + fix.words};
}

std::string full_ref(const Course& course) { return "refs/heads/" + course.branch; }

// A command of the team's that several others depend on.
std::string as_one(const std::string& command) {
  const bool is_simple = command.find_first_of(";&|#\n") == std::string::npos;
  return is_simple ? command : "(\n" + command + "\n)";
}

// What is elsewhere must not be tested, or committed, here.
NextStep write_it(const StatusFacts& facts, const Policy& policy) {
  NextStep next{"write the fix, and a test that fails without it; commit both"};
  if (facts.course.is_unsure) {
    next.words += ". If " + facts.refs.production +
                  " has them already, name that commit in place of " + facts.course.branch;
  }
  const Words& tests = policy.workflow.test;
  const std::string commit = commit_command(policy, facts.course.incident);
  if (facts.is_checked_out) {
    next.first = tests;
    next.commands = {commit};
    return next;
  }
  next.commands = {facts.folder.empty() ? "git checkout " + shell_quote(facts.course.branch)
                                        : "cd " + shell_quote(facts.folder)};
  for (const std::string& test : tests) next.commands.push_back(as_one(test));
  next.commands.push_back(commit);
  return next;
}

NextStep push_it(const StatusFacts& facts) {
  const std::string ref = full_ref(facts.course);
  if (facts.remote.empty()) {
    return {"tell git where the team's repository is, and push the branch there",
            {},
            {"git remote add origin '<URL>'"}};
  }
  if (facts.behind == 0) {
    return {"push it", {}, {"git push -u " + shell_quote(facts.remote) + " " + shell_quote(ref)}};
  }
  const std::string there = "refs/remotes/" + facts.remote + "/" + facts.course.branch;
  return {facts.remote + " has " + count(facts.behind, "commit") + " of it that " +
              (facts.behind == 1 ? "is" : "are") + " not here, and here " +
              (facts.ahead == 1 ? "is " : "are ") + std::to_string(facts.ahead) +
              " that it does not have: look at both, and then rebase, or push yours over it",
          {},
          {"git log --oneline --left-right " + shell_quote(ref + "..." + there)}};
}

NextStep of_finding(const Finding& finding) {
  NextStep next{finding.message, {}, finding.fix};
  if (!finding.fix.empty()) return next;
  if (!finding.hint.empty()) {
    next.words += ". " + finding.hint;
  } else if (!finding.advice.empty()) {
    next.words += ". " + finding.advice.front().words;
    next.commands = finding.advice.front().commands;
  }
  return next;
}

// What the rules want first; empty: nothing.
NextStep by_rules(const StatusFacts& facts) {
  const FirstThing first = facts.report ? first_thing(*facts.report) : FirstThing();
  if (first.undecided) return with_fix(first.undecided->reason, first.undecided->fix);
  return first.finding ? of_finding(first.finding->finding) : NextStep();
}

bool is_waiting_alone(const StatusFacts& facts) {
  const FirstThing first = facts.report ? first_thing(*facts.report) : FirstThing();
  return first.finding && first.finding->finding.kind == FindingKind::waiting;
}

NextStep develop(const StatusFacts& facts) {
  return is_blocked(facts) ? by_rules(facts) : push_it(facts);
}

NextStep review(const StatusFacts& facts) {
  const std::string request(request_name(facts.forge));
  if (!facts.request) {
    const ForgeFix open =
        open_pull_request(facts.forge, facts.refs.production, facts.course.branch);
    return {
        open.words + " and ask for the emergency review, unless that was done", {}, open.commands};
  }
  const std::string number = request + " " + std::to_string(facts.request->number);
  switch (facts.request->state) {
    case KnownRequest::State::merged:
      return {number + " is merged; fetch " + facts.refs.production,
              {},
              {fetch_command(facts.remote, facts.refs.production)}};
    case KnownRequest::State::closed:
      return {number + " was closed and not merged: open it again, or open another one"};
    case KnownRequest::State::open:
      break;
  }
  if (const std::string& target = facts.request->target;
      !target.empty() && target != facts.refs.production) {
    Facts of_request;
    of_request.forge = facts.forge;
    of_request.pull_request.emplace().number = facts.request->number;
    return by_forge(number + " goes into " + target, set_target(of_request, facts.refs.production));
  }
  if (!facts.request->is_judged) {
    return {"what --pr-json says is of commit " + short_id(facts.request->head) +
            ", and the branch is at " + short_id(facts.course.tip()) + ": " +
            ask_again(facts.forge)};
  }
  const NextStep waiting = by_rules(facts);
  if (!waiting.words.empty()) return waiting;
  return by_forge("nothing is in the way of " + number,
                  squash_request(facts.forge, facts.request->number));
}

NextStep deploy(const StatusFacts& facts, const WorkflowPolicy& workflow) {
  NextStep next{"see that it is deployed and healthy, and tell the channel",
                workflow.monitor,
                {git_hotfix("announce deployed", facts)}};
  next.first.insert(next.first.end(), workflow.health.begin(), workflow.health.end());
  return next;
}

NextStep merge_backport(const StatusFacts& facts) {
  const std::string& branch = facts.backport->name;
  if (!facts.backport->is_pushed) {
    return {"its backport is made: push it", {}, {git_hotfix("backport", facts, "--push")}};
  }
  const ForgeFix open = open_pull_request(facts.forge, facts.refs.development, branch);
  return {open.words + ", unless that was done, and merge it", {}, open.commands};
}

// The moment that the post-mortem asks for; no command of ours sees it.
std::string note_verified(const Course& course) {
  return "git config " + shell_quote("hotfix." + course.branch + ".verified") + " \"$(date +%s)\"";
}

NextStep backport(const StatusFacts& facts) {
  const Landing& landing = facts.course.released->landing;
  const std::string& development = facts.refs.development;
  NextStep next{"bring it to " + development, {}, {git_hotfix("backport", facts, "--push")}};
  if (facts.is_promotion_taken_back) {
    const std::string id = short_id(facts.course.released->commit);
    return {id + " takes back a promotion: on " + development +
            " it would delete what was promoted; if nothing is wrong with that, say so in a "
            "commit there: Hotfix-Waive: backport " +
            id + " <reason>"};
  }
  if (landing.state == LandingState::uncertain) {
    next.words = "look whether " + development + " has it; if not, bring it there";
    if (!landing.evidence.empty()) next.first = {"git show " + short_id(landing.evidence.back())};
  } else if (landing.state == LandingState::lost) {
    next.words = development + " had it and undid it: bring it there again";
  } else if (!is_past_verification(facts)) {
    next.words = "see that the issue is resolved in production; then bring it to " + development;
    if (!facts.course.branch.empty()) {
      next.words =
          "see that the issue is resolved in production, note when, and bring it to " + development;
      next.first = {note_verified(facts.course)};
    }
  }
  return next;
}

NextStep on_production(const StatusFacts& facts, const Policy& policy) {
  const std::string& development = facts.refs.development;
  if (!facts.conflict.empty()) {
    return {"its backport conflicts with " + development + ": resolve that in " + facts.conflict +
                ", and go on",
            {},
            {"git hotfix backport --continue" + facts.given}};
  }
  if (!is_past_deployment(facts)) return deploy(facts, policy.workflow);
  if (facts.backport) return merge_backport(facts);
  return backport(facts);
}

// The channel hears first that it is deployed; then that it is over.
NextStep on_both(const StatusFacts& facts, const Policy& policy) {
  if (!is_past_deployment(facts)) return deploy(facts, policy.workflow);
  NextStep next{"delete its branch, and tell the channel that it is complete",
                {},
                {git_hotfix("finish", facts)}};
  if (!is_past_verification(facts)) {
    next.words = "see that the issue is resolved in production; then " + next.words;
  }
  return next;
}

// Production lost it without saying so: what brings it back is the ledger's fix.
NextStep bring_back(const StatusFacts& facts) {
  const Hotfix& released = *facts.course.released;
  LedgerReport ledger;
  ledger.refs = facts.refs;
  ledger.pages.forge = facts.forge;
  ledger.now = facts.now;
  const std::vector<LedgerFix> all = fixes(ledger, released);
  const std::string words = facts.refs.production + " lost it by " +
                            short_id(released.lost_on_production) +
                            ", which does not say that it takes it back: bring it there again";
  return {words, {}, all.empty() ? Commands() : all.front().commands};
}

NextStep write_post_mortem(const StatusFacts& facts) {
  if (facts.post_mortem && facts.post_mortem->is_complete) return {};
  NextStep next{"write the post-mortem", {}, {git_hotfix("post-mortem", facts, "--write")}};
  if (!facts.post_mortem) {
    next.words += ", unless it is there";
  } else if (!facts.post_mortem->words.empty()) {
    next.words =
        "complete the post-mortem, " + facts.post_mortem->words + ": " + facts.post_mortem->fault;
    next.commands.clear();
  }
  return next;
}

// Once its branch is gone, what is left of it is to be written down.
NextStep after_rollback(const StatusFacts& facts) {
  if (facts.course.released && !facts.course.released->lost_on_production.empty()) {
    return bring_back(facts);
  }
  const std::string another =
      git_hotfix("rollback", facts,
                 facts.course.severity().empty() ? "--option 3 --severity P0" : "--option 3");
  if (!facts.course.tip().empty()) {
    return {
        "find out why it failed, and begin another hotfix; or delete the branch, if nothing is "
        "left to fix",
        {},
        {another}};
  }
  NextStep next = write_post_mortem(facts);
  if (next.words.empty())
    return {"find out why it failed, and begin another hotfix", {}, {another}};
  next.words += "; if it is still to be fixed, begin another hotfix first: " + another;
  return next;
}

// What it broke is over when that one is.
NextStep set_right(const StatusFacts& facts) {
  const std::string& other = facts.set_right_by;
  return {"it is set right by " + other + ": go on with that",
          {},
          {"git hotfix status " + shell_quote(other) + facts.given}};
}

NextStep of_unknown(const StatusFacts& facts) {
  const std::string& production = facts.refs.production;
  if (!facts.course.commits.empty()) {
    return {"nothing of it is left to do on " + production + ": " + facts.course.production.reason +
            "; delete the branch, or commit what is missing"};
  }
  return {"its branch is gone, and no commit of " + production +
              " names it: find the one that brought it, and name that instead",
          {},
          {"git log --oneline --first-parent -20 " + shell_quote(facts.refs.production_ref)}};
}

bool is_released_long_ago(const StatusFacts& facts, std::int64_t seconds) {
  return facts.now - facts.course.released->released_at > seconds;
}

}  // namespace

bool is_past_deployment(const StatusFacts& facts) {
  const Incident& incident = facts.course.incident;
  return incident.deployed || incident.verified ||
         is_released_long_ago(facts, longest({"Deployment", "Verification"}));
}

bool is_past_verification(const StatusFacts& facts) {
  const Incident& incident = facts.course.incident;
  if (incident.verified) return true;
  const std::int64_t since = incident.deployed.value_or(facts.course.released->released_at);
  return facts.now - since > longest({"Deployment", "Verification"});
}

bool is_blocked(const StatusFacts& facts) {
  return !by_rules(facts).words.empty() && !is_waiting_alone(facts);
}

HotfixPhase phase_of(const StatusFacts& facts) {
  const Course& course = facts.course;
  if (!facts.unknown.empty()) return HotfixPhase::undecided;
  if (!course.took_back.empty()) return HotfixPhase::rolled_back;
  if (course.released) {
    const LandingState landing = course.released->landing.state;
    if (landing == LandingState::undecided) return HotfixPhase::undecided;
    if (!is_settled(landing)) return HotfixPhase::production;
    return course.tip().empty() ? HotfixPhase::complete : HotfixPhase::landed;
  }
  if (course.tip().empty() || is_there(course.production.state)) return HotfixPhase::unknown;
  if (course.commits.empty()) return HotfixPhase::begun;
  if (facts.request && facts.request->state == KnownRequest::State::merged) {
    return HotfixPhase::review;
  }
  const bool is_pushed = facts.ahead == 0 && !course.remote_tip.empty();
  return is_blocked(facts) || !is_pushed ? HotfixPhase::development : HotfixPhase::review;
}

NextStep next_step(const StatusFacts& facts, const Policy& policy) {
  if (!facts.set_right_by.empty()) return set_right(facts);
  switch (phase_of(facts)) {
    case HotfixPhase::begun:
      return write_it(facts, policy);
    case HotfixPhase::development:
      return develop(facts);
    case HotfixPhase::review:
      return review(facts);
    case HotfixPhase::production:
      return on_production(facts, policy);
    case HotfixPhase::rolled_back:
      return after_rollback(facts);
    case HotfixPhase::landed:
      return on_both(facts, policy);
    case HotfixPhase::complete:
      return is_past_deployment(facts) ? write_post_mortem(facts) : deploy(facts, policy.workflow);
    case HotfixPhase::unknown:
      return of_unknown(facts);
    case HotfixPhase::undecided:
      break;
  }
  if (!facts.unknown.empty()) return with_fix(facts.unknown, facts.unknown_fix);
  const Landing& landing = facts.course.released->landing;
  return with_fix(landing.reason, landing.fix);
}

}  // namespace hotfix
