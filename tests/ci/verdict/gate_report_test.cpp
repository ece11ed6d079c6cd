// SPDX-License-Identifier: MIT
#include "ci/verdict/gate_report.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

GateReport with(Verdict verdict) {
  GateReport report;
  report.reports.resize(1);
  report.reports[0].verdict = verdict;
  return report;
}

}  // namespace

TEST_CASE("the worst of the judged decides the status of the gate", "[ci]") {
  CHECK(exit_status(GateReport{}) == ExitStatus::pass);
  CHECK(exit_status(with(Verdict::pass)) == ExitStatus::pass);
  CHECK(exit_status(with(Verdict::undecided)) == ExitStatus::undecided);
  CHECK(exit_status(with(Verdict::blocked)) == ExitStatus::blocked);
}

TEST_CASE("a failure is never a pass, and its status is told", "[ci]") {
  GateReport report = with(Verdict::pass);
  report.failure = {ExitStatus::usage, "broken policy", {}};
  CHECK(verdict_of(report) == Verdict::undecided);
  CHECK(exit_status(report) == ExitStatus::usage);
}

TEST_CASE("what was blocked before a failure stays blocked", "[ci]") {
  GateReport report = with(Verdict::blocked);
  report.failure = {ExitStatus::undecided, "cut off", "git fetch"};
  CHECK(exit_status(report) == ExitStatus::blocked);
}

TEST_CASE("an overdue debt blocks", "[ci]") {
  GateReport report = with(Verdict::pass);
  report.ledger.emplace().hotfixes.emplace_back().overdue = true;
  report.ledger->hotfixes[0].landing.state = LandingState::missing;
  CHECK(verdict_of(report) == Verdict::blocked);
}
