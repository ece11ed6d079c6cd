// SPDX-License-Identifier: MIT
#include "gate/report/ledger/post_mortem_words.h"

#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "rules/model/registry.h"
#include "tests/gate/report/ledger/sample_ledgers.h"
#include "tests/support/catch.h"

using namespace hotfix;
using namespace hotfix::test;

TEST_CASE("a post-mortem is late or due, or is what became of it", "[gate][ledger]") {
  LedgerReport report = report_of({released('1', LandingState::landed, 5 * 86'400)});
  PostMortem one = post_mortem(report.hotfixes.front(), PostMortemState::missing);
  CHECK(urgency(report, one) == "3 d late");
  one.overdue = false;
  one.deadline = report.now + 31 * 3600;
  CHECK(urgency(report, one) == "due in 1 d 7 h");
  one.state = PostMortemState::written;
  CHECK(urgency(report, one) == "written");
}

TEST_CASE("a rule that blocks fails a ledger that owes no backport, and one that warns does not",
          "[gate][ledger]") {
  LedgerReport report = report_of({released('1', LandingState::landed, 5 * 86'400)});
  report.post_mortems = {post_mortem(report.hotfixes.front(), PostMortemState::missing)};
  report.findings = {found(report.post_mortems.front(), "no post-mortem", Level::warning)};
  CHECK(exit_status(report, FailOn::overdue) == ExitStatus::pass);
  CHECK_THAT(headline(report), contains("nothing is owed"));
  CHECK_THAT(render_ledger_text(report, false), contains("PASSED  nothing is owed"));
  report.findings[0].finding.level = Level::error;
  CHECK(exit_status(report, FailOn::overdue) == ExitStatus::blocked);
  CHECK_THAT(render_ledger_text(report, false),
             contains("BLOCKED  no backport is owed, but 1 hotfix breaks post-mortem\n"));
  CHECK_THAT(render_ledger_html(report), contains("BLOCKED"));
  CHECK(headline(Ledgers{report}) ==
        "1 repository: nothing is owed; a rule blocks or is undecided in 1 of them");
}

TEST_CASE("a rule that could not decide leaves a ledger undecided where it would block",
          "[gate][ledger]") {
  LedgerReport report = report_of({});
  report.undecided = {{&rule_with(Role::post_mortem), "a blob is not here", "git fetch",
                       Cause::other, Level::warning}};
  CHECK(exit_status(report, FailOn::overdue) == ExitStatus::pass);
  report.undecided[0].level = Level::error;
  CHECK(exit_status(report, FailOn::overdue) == ExitStatus::undecided);
  CHECK_THAT(render_ledger_text(report, false),
             contains("UNDECIDED  no backport is owed, but post-mortem could not be decided\n"));
  CHECK_THAT(render_ledger_text(report, false),
             contains("  undecided  post-mortem: a blob is not here\n    fix  git fetch\n"));
}

TEST_CASE("of many findings the first are told and the others counted", "[gate][ledger]") {
  LedgerReport report = ledger_of_many(9);
  for (const Hotfix& one : report.hotfixes) {
    report.findings.push_back(
        found(post_mortem(one, PostMortemState::missing), "no post-mortem", Level::warning));
  }
  const std::string text = render_ledger_text(report, false);
  CHECK_THAT(text, contains("      and 4 older\n    why  "));
}
