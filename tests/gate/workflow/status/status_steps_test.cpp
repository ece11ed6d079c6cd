// SPDX-License-Identifier: MIT
#include "gate/workflow/status/status_steps.h"

#include "gate/report/flowchart.h"
#include "tests/gate/workflow/status/status_facts.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

// "done done done now later ...", in the order of the workflow.
std::string states(const StatusFacts& facts) {
  std::string text;
  for (const StepStatus& step : status_at(facts).steps) {
    text += (text.empty() ? "" : " ") + std::string(progress_name(step.progress));
  }
  return text;
}

std::string evidence(const StatusFacts& facts, WorkflowStep step) {
  return step_of(status_at(facts), step).evidence;
}

std::string state(const StatusFacts& facts, WorkflowStep step) {
  return std::string(progress_name(step_of(status_at(facts), step).progress));
}

StatusFacts deployed(std::int64_t ago) {
  StatusFacts facts = released_facts(3 * kStatusHour);
  facts.course.incident.deployed = kStatusNow - ago;
  return facts;
}

}  // namespace

// severity, record, branch, fix, test, commit, pull request, review, merge, deployed, verified,
// backport, post-mortem
TEST_CASE("each step is told at each moment", "[workflow]") {
  CHECK(states(begun_facts()) ==
        "done done done now later later later later later later later later later");
  CHECK(states(committed_facts()) ==
        "done done done done done done now later later later later later later");
  CHECK(states(pushed_facts()) ==
        "done unseen done done done done now unseen later later later later later");
  CHECK(states(requested_facts()) ==
        "done done done done done done done now later later later later later");
  CHECK(states(reviewed_facts()) ==
        "done done done done done done done done now later later later later");
  CHECK(states(released_facts(10 * kStatusMinute)) ==
        "done unseen done done done done done unseen done now later later later");
  CHECK(states(deployed(20 * kStatusMinute)) ==
        "done unseen done done done done done unseen done done now later later");
  CHECK(states(released_facts(3 * kStatusHour)) ==
        "done unseen done done done done done unseen done unseen unseen now later");
  CHECK(states(released_facts(30 * kStatusHour)) ==
        "done unseen done done done done done unseen done unseen unseen missing later");
  CHECK(states(finished_facts()) ==
        "done unseen done done done done done unseen done unseen unseen done later");
  CHECK(states(rolled_back_facts()) ==
        "done unseen done done done done done unseen missing later later later later");
  StatusFacts early = released_facts(10 * kStatusMinute, LandingState::equivalent);
  early.post_mortem = KnownPostMortem{};
  early.post_mortem->deadline = kStatusNow + kStatusHour;
  CHECK(states(early) == "done unseen done done done done done unseen done now later done later");
}

TEST_CASE("the post-mortem of what was taken back is due", "[workflow]") {
  StatusFacts facts = rolled_back_facts();
  facts.post_mortem = KnownPostMortem{};
  facts.post_mortem->deadline = kStatusNow - kStatusHour;
  CHECK(state(facts, WorkflowStep::post_mortem) == "missing");
  CHECK(evidence(facts, WorkflowStep::backport) == "nothing is owed: nothing like it is there");
}

TEST_CASE("the pull request that a merge names is told", "[workflow]") {
  StatusFacts facts = released_facts(kStatusHour);
  facts.course.released->subject = "Merge pull request #7 from keydata/hotfix/login";
  facts.course.commits.clear();
  CHECK(evidence(facts, WorkflowStep::pull_request) == "#7");
  CHECK(evidence(facts, WorkflowStep::commit) == "eeeeeeeeeeee");
}

TEST_CASE("at most one step is the one that it is at", "[workflow]") {
  for (const StatusFacts& facts :
       {begun_facts(), committed_facts(), refused_facts(), pushed_facts(), requested_facts(),
        released_facts(10 * kStatusMinute), deployed(20 * kStatusMinute),
        released_facts(3 * kStatusHour), finished_facts(), rolled_back_facts()}) {
    int now = 0;
    for (const StepStatus& step : status_at(facts).steps) {
      if (step.progress == StepProgress::now) ++now;
    }
    INFO(states(facts));
    CHECK(now <= 1);
  }
}

TEST_CASE("what a rule refuses is missing, in its own words", "[workflow]") {
  CHECK(state(refused_facts(), WorkflowStep::test) == "missing");
  CHECK(evidence(refused_facts(), WorkflowStep::test) ==
        refused_facts().report->findings.front().finding.message);
}

TEST_CASE("a warning is done, and marked", "[workflow]") {
  StatusFacts facts = committed_facts();
  Finding finding;
  finding.message = "it is long";
  finding.level = Level::warning;
  facts.report->findings = {{&rules::minimal_diff, finding}};
  const StepStatus step = step_of(status_at(facts), WorkflowStep::fix);
  CHECK(step.progress == StepProgress::done);
  CHECK(step.is_warned);
  CHECK(step.evidence == "it is long");
}

TEST_CASE("without a record the commits say the severity", "[workflow]") {
  StatusFacts facts = pushed_facts();
  facts.course.incident = {};
  CHECK(state(facts, WorkflowStep::severity) == "unseen");
  facts.course.said = {"P1", "Database issues", facts.course.commits.front().id};
  CHECK(evidence(facts, WorkflowStep::severity) == "P1, as commit aaaaaaaaaaaa says");
}

TEST_CASE("what is not pushed is counted", "[workflow]") {
  StatusFacts facts = committed_facts();
  CHECK(evidence(facts, WorkflowStep::pull_request) == "not pushed to origin");
  facts.course.remote_tip = id('9');
  CHECK(evidence(facts, WorkflowStep::pull_request) == "1 commit not pushed to origin");
  facts.remote.clear();
  CHECK(evidence(facts, WorkflowStep::pull_request) == "there is no remote");
}

TEST_CASE("the parts that development lacks are listed", "[workflow]") {
  StatusFacts facts = released_facts(3 * kStatusHour);
  Landing& landing = facts.course.released->landing;
  landing.signal = LandingSignal::parts;
  landing.reason = "1 of 2 places is absent";
  landing.parts = {{"src/a.js", 3, 5, PartState::absent},
                   {"src/b.js", 0, 0, PartState::in_effect},
                   {"src/c.js", 7, 7, PartState::undone}};
  CHECK(evidence(facts, WorkflowStep::backport) ==
        "due in 21 h, missing: 1 of 2 places is absent; src/a.js:3-5 absent, src/c.js:7 undone");
}

TEST_CASE("before the release the forecast is told", "[workflow]") {
  StatusFacts facts = pushed_facts();
  CHECK(evidence(facts, WorkflowStep::backport) == "will apply cleanly to kars-dev");
  facts.report->forecast->outcome = Forecast::Outcome::conflicts;
  facts.report->forecast->conflicts = {{"src/a.js", "deleted", 0, {}}};
  CHECK(evidence(facts, WorkflowStep::backport) == "will conflict with kars-dev in src/a.js");
}

TEST_CASE("a test that did not come with it is missed", "[workflow]") {
  StatusFacts facts = released_facts(kStatusHour);
  CHECK(evidence(facts, WorkflowStep::test) == "1 test file");
  facts.tests = 0;
  CHECK(state(facts, WorkflowStep::test) == "missing");
  facts.tests.reset();
  CHECK(state(facts, WorkflowStep::test) == "unseen");
}

TEST_CASE("a post-mortem that somebody looked for has its state", "[workflow]") {
  StatusFacts facts = finished_facts();
  facts.post_mortem = KnownPostMortem{};
  facts.post_mortem->deadline = kStatusNow + kStatusHour;
  CHECK(state(facts, WorkflowStep::post_mortem) == "now");
  facts.post_mortem->deadline = kStatusNow - kStatusHour;
  CHECK(state(facts, WorkflowStep::post_mortem) == "missing");
  CHECK(evidence(facts, WorkflowStep::post_mortem) == "1 h late");
  facts.post_mortem->is_complete = true;
  CHECK(state(facts, WorkflowStep::post_mortem) == "done");
}

TEST_CASE("what no rule looks at is not said to be done", "[workflow]") {
  StatusFacts facts = reviewed_facts();
  CHECK(state(facts, WorkflowStep::review) == "done");
  std::erase(facts.report->rules, &rules::emergency_review);
  CHECK(state(facts, WorkflowStep::review) == "unseen");
  CHECK(evidence(facts, WorkflowStep::review) == "no rule looks at it");
}
