// SPDX-License-Identifier: MIT
#include "tests/ci/output/gate_reports.h"

#include "gate/facts/needs.h"
#include "rules/model/registry.h"
#include "tests/support/judge.h"

namespace hotfix::test {

namespace {

constexpr std::int64_t kNow = 1'750'000'000, kDay = 86'400;

Subject subject() {
  Subject subject;
  subject.stage = Stage::pull_request;
  subject.kind = SubjectKind::hotfix;
  subject.branch = "hotfix/fix-login";
  subject.target = "kars-prod";
  subject.head = id('c');
  return subject;
}

Refs refs() {
  Refs refs;
  refs.production_ref = "origin/kars-prod";
  refs.production_id = id('b');
  refs.development_ref = "origin/kars-dev";
  refs.development_id = id('d');
  return refs;
}

PullRequest pull_request() {
  PullRequest pull_request;
  pull_request.number = 42;
  pull_request.title = "hotfix: sign-in fails without a password";
  pull_request.author = "oncall";
  pull_request.live = true;
  pull_request.reviews.emplace();
  return pull_request;
}

Event event() {
  Event event;
  event.kind = Event::Kind::pull_request;
  event.name = "pull_request";
  event.branch = "hotfix/fix-login";
  event.target = "kars-prod";
  event.head = id('c');
  event.pull_request = pull_request();
  return event;
}

Report report() {
  Report report;
  report.subject = subject();
  report.refs = refs();
  report.base = id('a');
  report.rules = applicable_rules(default_policy(), report.subject);
  report.diff[PathClass::code] = {2, 31, 9};
  report.diff[PathClass::test] = {1, 28, 0};
  report.budget = DiffBudget{2, 5, 40, 100};
  report.forecast = Forecast{};
  report.pull_request = pull_request();
  report.now = kNow;
  return report;
}

Finding finding(const std::string& message, Level level = Level::error) {
  Finding finding;
  finding.message = message;
  finding.level = level;
  return finding;
}

void undecide(Report& report, const Rule& rule, const std::string& reason, const std::string& fix) {
  std::erase(report.rules, &rule);
  report.undecided.push_back({&rule, reason, fix});
}

Hotfix debt(char digit, const std::string& subject, LandingState state, std::int64_t age) {
  Hotfix hotfix;
  hotfix.commit = id(digit);
  hotfix.subject = subject;
  hotfix.author = "Ann";
  hotfix.found_by = HotfixSign::subject;
  hotfix.released_at = kNow - age;
  hotfix.deadline = hotfix.released_at + kDay;
  hotfix.landing.state = state;
  hotfix.landing.reason = "no commit of kars-dev makes this change";
  hotfix.overdue = !is_settled(state) && kNow > hotfix.deadline;
  return hotfix;
}

Finding foreign_commits() {
  Finding foreign = finding("2 commits of kars-dev would ride along to kars-prod");
  foreign.details = {"111111111111 feat: a new dashboard", "222222222222 chore: tidy up"};
  foreign.fix = {"git rebase --onto bbbbbbbbbbbb 111111111111 hotfix/fix-login",
                 "git push --force-with-lease origin hotfix/fix-login"};
  return foreign;
}

Finding too_large() {
  Finding large = finding(
      "9 files and 300 lines of production code changed (budget: 5 files, 100 "
      "lines)");
  large.details = {"  120 +100 -20 src/session.js", "   90 +90 -0 src/login.js",
                   "not counted: 1 test file +28 -0"};
  large.hint = "Split it: keep what stops the incident, and take the rest to the regular release";
  return large;
}

Finding skipped_test() {
  Finding skipped = finding("this test is skipped: it.skip(", Level::warning);
  skipped.path = "tests/login.test.js";
  skipped.line = 7;
  skipped.hint = "Let it run, or take it out";
  skipped.advice = {{"If it was switched off before, look at it",
                     {"git log -S skip -- tests/login.test.js", "git show HEAD"}}};
  return skipped;
}

Forecast conflicts() {
  Forecast forecast;
  forecast.outcome = Forecast::Outcome::conflicts;
  forecast.conflicts = {{"src/login.js",
                         "2 places were changed by both",
                         2,
                         {{id('7'), "Bob", "feat: sign in by mail"}}},
                        {"src/old.js", "deleted on kars-dev", 0, {}}};
  return forecast;
}

LedgerReport ledger() {
  LedgerReport ledger;
  ledger.refs = refs();
  ledger.now = kNow;
  ledger.hotfixes = {debt('1', "hotfix: totals are rounded twice", LandingState::missing, 4 * kDay),
                     debt('2', "hotfix: the export times out", LandingState::landed, 9 * kDay),
                     debt('3', "hotfix: an empty cart crashes", LandingState::missing, kDay / 2)};
  PostMortem due, unfinished;
  due.commit = ledger.hotfixes[2].commit;
  due.subject = ledger.hotfixes[2].subject;
  due.deadline = kNow + kDay;
  unfinished.commit = ledger.hotfixes[1].commit;
  unfinished.subject = ledger.hotfixes[1].subject;
  unfinished.path = "docs/post-mortems/2025-06-06-the-export-times-out.md";
  unfinished.state = PostMortemState::unfinished;
  unfinished.open = {"Root Cause"};
  unfinished.deadline = kNow - 7 * kDay;
  unfinished.overdue = true;
  ledger.post_mortems = {unfinished, due};
  Finding open = finding("the post-mortem of 2 is not filled in: Root Cause", Level::warning);
  open.path = unfinished.path;
  open.commit = unfinished.commit;
  ledger.findings = {{&rules::post_mortem, open}};
  return ledger;
}

}  // namespace

GateReport passing_report() {
  GateReport gate;
  gate.event = event();
  gate.reports = {report()};
  gate.policy_source = "origin/kars-prod:.hotfix.toml";
  return gate;
}

GateReport waiting_report() {
  GateReport gate = passing_report();
  Report& report = gate.reports.front();
  Finding waiting = finding("waiting for review: nobody has approved cccccccccccc yet");
  waiting.kind = FindingKind::waiting;
  waiting.hint = "Ask for an emergency review in #kars-incidents";
  report.findings = {{&rules::emergency_review, waiting}};
  report.verdict = Verdict::blocked;
  return gate;
}

GateReport blocked_report() {
  GateReport gate = passing_report();
  Report& report = gate.reports.front();
  report.verdict = Verdict::blocked;
  Finding severity = finding("the severity is P2, which is not a hotfix");
  severity.hint = "Schedule it for the regular release";
  Finding conflict =
      finding("the backport to kars-dev will conflict in src/login.js (2 places)", Level::warning);
  conflict.fix = {"git switch kars-dev", "git cherry-pick -x bbbbbbbbbbbb..hotfix/fix-login"};
  report.findings = {{&rules::production_base, foreign_commits()},
                     {&rules::tests_present, skipped_test()},
                     {&rules::severity, severity},
                     {&rules::backport, conflict}};
  report.waived = {{&rules::minimal_diff, "the parser is one file", id('e'), {too_large()}}};
  undecide(report, rules::emergency_review, "the reviews were not asked for",
           "give the job a token that may read pull requests");
  report.budget = DiffBudget{9, 5, 300, 100};
  report.forecast = conflicts();
  report.debts = {debt('1', "hotfix: totals are rounded twice", LandingState::missing, 4 * kDay),
                  debt('3', "hotfix: an empty cart crashes", LandingState::lost, kDay / 2)};
  report.notes = {"waiver of 'no-such-rule' in eeeeeeeeeeee names no rule"};
  gate.warnings = {"this run was started again: its payload is as old as the first run"};
  return gate;
}

GateReport ledger_event() {
  GateReport gate;
  gate.event.kind = Event::Kind::ledger;
  gate.event.name = "schedule";
  gate.ledger = ledger();
  gate.policy_source = "origin/kars-prod:.hotfix.toml";
  return gate;
}

GateReport failed_report() {
  GateReport gate;
  gate.event = event();
  gate.failure = {ExitStatus::undecided, "history is shallow",
                  "in the step of actions/checkout, set: fetch-depth: 0"};
  return gate;
}

GateReport mistaken_report() {
  GateReport gate;
  gate.event = event();
  gate.failure = {ExitStatus::usage, "origin/kars-prod:.hotfix.toml:2:1: unknown key 'pahts'", {}};
  return gate;
}

GateReport not_applicable() {
  GateReport gate;
  gate.event = event();
  gate.event.branch = "feature/x";
  gate.event.target = "kars-dev";
  gate.not_applicable = "a pull request of feature/x into kars-dev is not a hotfix";
  return gate;
}

}  // namespace hotfix::test
