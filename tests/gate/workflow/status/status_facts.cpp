// SPDX-License-Identifier: MIT
#include "tests/gate/workflow/status/status_facts.h"

#include "gate/report/evaluate.h"
#include "gate/workflow/status/make_status.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

namespace hotfix::test {

namespace {

// With a fix and its test, unless it has changes already.
Report judged(Facts facts) {
  if (facts.changes->empty()) {
    facts.changes = {edited("src/login.js", PathClass::code, {"if (!user) return null;"}),
                     edited("tests/login.test.js", PathClass::test,
                            {"test('a missing user is refused', () => {",
                             "  expect(login(undefined)).toBeNull();", "});"})};
  }
  return evaluate(facts, default_policy());
}

}  // namespace

StatusFacts begun_facts() {
  StatusFacts facts;
  facts.refs = pushed_hotfix().refs;
  facts.forge = Forge::github;
  facts.remote = "origin";
  facts.is_checked_out = true;
  facts.now = kStatusNow;
  facts.course.branch = "hotfix/login";
  facts.course.local_tip = id('0');
  Incident& incident = facts.course.incident;
  incident.severity = "P0";
  incident.criterion = "Authentication system failure";
  incident.issue = "nobody can log in";
  incident.impact = "all users";
  incident.detected = kStatusNow - 2 * kStatusHour;
  incident.started = kStatusNow - 100 * kStatusMinute;
  return facts;
}

StatusFacts committed_facts() {
  StatusFacts facts = begun_facts();
  Course& course = facts.course;
  course.local_tip = id('a');
  course.commits = {commit('a', "hotfix: refuse a missing user\n")};
  course.begun_at = course.finished_at = kStatusNow - 40 * kStatusMinute;
  course.production.state = LandingState::missing;
  facts.ahead = 1;
  facts.report = judged(pushed_hotfix());
  return facts;
}

StatusFacts refused_facts() {
  StatusFacts facts = committed_facts();
  Facts judged_facts = pushed_hotfix();
  judged_facts.changes = {edited("src/login.js", PathClass::code, {"if (!user) return null;"})};
  facts.report = judged(judged_facts);
  return facts;
}

StatusFacts pushed_facts() {
  StatusFacts facts = committed_facts();
  facts.course.remote_tip = facts.course.local_tip;
  facts.ahead = 0;
  return facts;
}

StatusFacts requested_facts() {
  StatusFacts facts = reviewed_facts();
  Facts judged_facts = pull_request_of_hotfix();
  judged_facts.pull_request->reviews = std::vector<Review>{};
  facts.report = judged(judged_facts);
  return facts;
}

StatusFacts reviewed_facts() {
  StatusFacts facts = pushed_facts();
  facts.request = KnownRequest{KnownRequest::State::open, 12, id('a'), "kars-prod", true};
  facts.report = judged(pull_request_of_hotfix());
  return facts;
}

StatusFacts released_facts(std::int64_t age, LandingState state) {
  StatusFacts facts = pushed_facts();
  facts.report.reset();
  facts.course.production.state = LandingState::equivalent;
  facts.course.production.evidence = {id('e')};
  Hotfix released;
  released.commit = id('e');
  released.subject = "hotfix: refuse a missing user (#12)";
  released.author = "On Call";
  released.released_at = kStatusNow - age;
  released.deadline = released.released_at + 24 * kStatusHour;
  released.overdue = kStatusNow > released.deadline && !is_settled(state);
  released.landing.state = state;
  released.landing.signal = LandingSignal::none;
  released.landing.reason = "nothing like it is there";
  if (is_there(state)) {
    released.landing.signal = LandingSignal::equal_change;
    released.landing.reason = "the same change by another commit";
    released.landing.evidence = {id('f')};
    released.landed_at = kStatusNow - age / 2;
  }
  facts.course.released = released;
  facts.course.brought = {released.commit};
  const std::int64_t before = kStatusNow - age - 20 * kStatusMinute;
  facts.course.begun_at = facts.course.finished_at = before;
  facts.course.incident.started = before - 50 * kStatusMinute;
  facts.course.incident.detected = before - 70 * kStatusMinute;
  facts.tests = 1;
  return facts;
}

StatusFacts finished_facts() {
  StatusFacts facts = released_facts(5 * kStatusHour, LandingState::equivalent);
  facts.course.local_tip.clear();
  facts.course.remote_tip.clear();
  facts.course.commits.clear();
  facts.is_checked_out = false;
  return facts;
}

StatusFacts rolled_back_facts() {
  StatusFacts facts = released_facts(kStatusHour, LandingState::withdrawn);
  facts.course.production.state = LandingState::lost;
  facts.course.took_back = {id('b')};
  return facts;
}

StatusFacts hostile_facts() {
  StatusFacts facts = released_facts(3 * kStatusHour);
  const std::string evil = "\x1b[31m<b>|`$(id)` @team #1\xff\xe2\x80\xae";
  facts.course.branch = "hotfix/" + evil;
  facts.course.incident.issue = facts.course.incident.criterion = evil;
  facts.course.released->subject = evil;
  facts.course.released->landing.reason = evil;
  facts.course.released->landing.parts = {{evil, 1, 2, PartState::absent}};
  facts.refs.development = evil;
  facts.conflict = evil;
  return facts;
}

HotfixStatus status_at(const StatusFacts& facts) { return status_of(facts, default_policy()); }

StatusReport report_at(const std::vector<StatusFacts>& all) {
  StatusReport report;
  report.refs = begun_facts().refs;
  report.now = kStatusNow;
  report.repository = "keydata/kars";
  report.is_list = all.size() != 1;
  for (const StatusFacts& facts : all) report.hotfixes.push_back(status_at(facts));
  return report;
}

const StepStatus& step_of(const HotfixStatus& status, WorkflowStep step) {
  const auto index = static_cast<std::size_t>(step);
  REQUIRE(index < status.steps.size());
  return status.steps[index];
}

}  // namespace hotfix::test
