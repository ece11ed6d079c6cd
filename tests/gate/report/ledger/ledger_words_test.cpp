// SPDX-License-Identifier: MIT
#include "gate/report/ledger/ledger_words.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kNow = 1'750'000'000, kHour = 3600;

Hotfix released(LandingState state, std::int64_t due_in) {
  Hotfix hotfix;
  hotfix.commit = std::string(40, '1');
  hotfix.deadline = kNow + due_in;
  hotfix.landing.state = state;
  hotfix.overdue = due_in < 0 && is_debt(hotfix);
  return hotfix;
}

LedgerReport with(std::vector<Hotfix> hotfixes) {
  LedgerReport report;
  report.refs.production_ref = "origin/kars-prod";
  report.refs.development_ref = "origin/kars-dev";
  report.now = kNow;
  report.hotfixes = std::move(hotfixes);
  return report;
}

std::vector<LedgerFix::When> whens(const Hotfix& hotfix) {
  std::vector<LedgerFix::When> result;
  for (const LedgerFix& fix : fixes(with({}), hotfix)) result.push_back(fix.when);
  return result;
}

}  // namespace

TEST_CASE("the headline tells the worst of the ledger", "[gate][ledger]") {
  const Hotfix late = released(LandingState::missing, -kHour),
               due = released(LandingState::missing, kHour),
               unknown = released(LandingState::undecided, kHour),
               back = released(LandingState::landed, -kHour);
  CHECK_THAT(headline(with({back, unknown, due, late})), contains("1 hotfix is overdue"));
  CHECK_THAT(headline(with({back, unknown, due})), contains("1 hotfix is not on kars-dev yet"));
  CHECK_THAT(headline(with({back, unknown})), contains("1 hotfix is undecided"));
  CHECK(headline(with({back})) == "nothing is owed: 1 hotfix of kars-prod, all settled");
  CHECK(headline(with({})) == "kars-prod has no hotfix that kars-dev could owe");
}

TEST_CASE("what production lost comes before all, wherever development has it", "[gate][ledger]") {
  Hotfix lost = released(LandingState::landed, kHour);
  lost.lost_on_production = std::string(40, '9');
  lost.overdue = true;
  const LedgerReport report = with({released(LandingState::missing, -kHour), lost});
  CHECK(headline(report) ==
        "1 hotfix was lost on kars-prod: a later commit took it out, and what it fixed is broken "
        "again");
  CHECK(owed(report).front()->lost_on_production == lost.lost_on_production);
  CHECK(settled(report).empty());
  CHECK(counts(report) == "2 hotfixes: 2 overdue, 0 due, 0 undecided, 0 waived, 0 settled");
  CHECK(urgency(report, lost) == "lost on production");
  CHECK_THAT(loss_words(report, lost), contains("lost on production by 999999999999"));
  CHECK(whens(lost) == std::vector{LedgerFix::When::owed});
  lost.landing.state = LandingState::missing;
  CHECK(whens(lost) == std::vector{LedgerFix::When::owed, LedgerFix::When::then});
}

TEST_CASE("a merge comes back to production under a hotfix's subject", "[gate][ledger]") {
  Hotfix lost = released(LandingState::landed, kHour);
  lost.lost_on_production = std::string(40, '9');
  lost.found_by = HotfixSign::merge;
  CHECK(chain(fixes(with({}), lost).front().commands) ==
        "git diff --stat --exit-code HEAD && git fetch origin refs/heads/kars-prod && "
        "git switch -c hotfix/again-111111111111 FETCH_HEAD && "
        "git cherry-pick -n -m 1 111111111111 && git commit -m 'hotfix: bring back 111111111111' "
        "-m '(cherry picked from commit " +
            lost.commit + ")' && git push -u origin refs/heads/hotfix/again-111111111111");
}

TEST_CASE("a rollback comes to development by a pull request", "[gate][ledger]") {
  Hotfix rollback = released(LandingState::missing, kHour);
  rollback.found_by = HotfixSign::rollback;
  const LedgerFix fix = fixes(with({}), rollback).front();
  CHECK(chain(fix.commands) ==
        "git diff --stat --exit-code HEAD && git fetch origin refs/heads/kars-dev && "
        "git switch -c backport/rollback-111111111111 FETCH_HEAD && "
        "git cherry-pick -x -m 1 111111111111 && git push -u origin "
        "refs/heads/backport/rollback-111111111111");
  CHECK_THAT(fix.then,
             contains("open the pull request from backport/rollback-111111111111 to kars-dev"));
  CHECK_THAT(fix.then, contains("Hotfix-Waive: backport 111111111111 <reason>"));
}

TEST_CASE("commits without a sign are not nothing", "[gate][ledger]") {
  LedgerReport report = with({});
  CHECK(unsigned_headline(report).empty());
  report.unsigned_commits.assign(3, released(LandingState::missing, kHour));
  for (char digit : {'1', '2', '3'}) {
    report.unsigned_commits[static_cast<std::size_t>(digit - '1')].commit = std::string(40, digit);
  }
  CHECK(headline(report) ==
        "nothing calls a commit of kars-prod a hotfix, but 3 production commits bear no sign of a "
        "hotfix and are not on kars-dev");
  CHECK(newest_unsigned(report, 2).front()->commit == std::string(40, '3'));
  CHECK_THAT(chain(unsigned_fix(report, 2)),
             contains("git cherry-pick -x -m 1 222222222222 333333333333"));
  CHECK(exit_status(report, FailOn::missing) == ExitStatus::pass);
}

TEST_CASE("a date that cannot be is told", "[gate][ledger]") {
  Hotfix hotfix = released(LandingState::missing, kHour);
  CHECK(false_date_words(hotfix).empty());
  hotfix.false_date = 1'950'000'000;
  CHECK_THAT(false_date_words(hotfix), contains("2031-10-17 10:40 UTC, cannot be"));
}

TEST_CASE("every hotfix is counted once", "[gate][ledger]") {
  CHECK(
      counts(with({released(LandingState::missing, -kHour), released(LandingState::lost, kHour),
                   released(LandingState::undecided, kHour), released(LandingState::waived, -kHour),
                   released(LandingState::withdrawn, -kHour)})) ==
      "5 hotfixes: 1 overdue, 1 due, 1 undecided, 1 waived, 1 settled");
}

TEST_CASE("how late a debt is, or how long it has", "[gate][ledger]") {
  const LedgerReport report = with({});
  CHECK(urgency(report, released(LandingState::missing, -3 * kHour)) == "3 h late");
  CHECK(urgency(report, released(LandingState::lost, 5 * kHour)) == "due in 5 h");
  CHECK(urgency(report, released(LandingState::undecided, -kHour)) == "undecided");
}

TEST_CASE("a settled hotfix has no fix, and an uncertain one a question", "[gate][ledger]") {
  using When = LedgerFix::When;
  CHECK(whens(released(LandingState::landed, kHour)).empty());
  CHECK(whens(released(LandingState::waived, kHour)).empty());
  CHECK(whens(released(LandingState::missing, kHour)) == std::vector{When::owed});
  Hotfix uncertain = released(LandingState::uncertain, kHour);
  CHECK(whens(uncertain) == std::vector{When::if_it_is, When::if_it_is_not});
  uncertain.landing.evidence = {std::string(40, '2')};
  CHECK(whens(uncertain) == std::vector{When::to_look, When::if_it_is, When::if_it_is_not});
}

TEST_CASE("evidence is three short ids at most", "[gate][ledger]") {
  Landing landing;
  CHECK(evidence_words(landing).empty());
  landing.evidence.assign(5, std::string(40, 'd'));
  CHECK(evidence_words(landing) == "dddddddddddd, dddddddddddd, dddddddddddd and 2 more");
}

TEST_CASE("a hotfix whose pick would change nothing is a question without a pick",
          "[gate][ledger]") {
  using When = LedgerFix::When;
  Hotfix there = released(LandingState::missing, kHour);
  there.pick = Forecast{Forecast::Outcome::present, {}};
  CHECK(whens(there) == std::vector{When::if_it_is});
}

TEST_CASE("a pick that will stop ends the commands, and what comes then stands apart",
          "[gate][ledger]") {
  Hotfix stops = released(LandingState::missing, kHour);
  stops.pick = Forecast{Forecast::Outcome::conflicts, {{"src/a.js", "1 place", 1, {}}}};
  const LedgerFix fix = fixes(with({}), stops).front();
  CHECK(fix.commands.back() == "git cherry-pick -x -m 1 111111111111");
  CHECK_THAT(fix.then, contains("It will stop at conflicts in src/a.js"));
  CHECK(fix.after == Commands{"git -c core.editor=true cherry-pick --continue",
                              "git push origin HEAD:refs/heads/kars-dev", "git checkout -"});
}
