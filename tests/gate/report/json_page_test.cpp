// SPDX-License-Identifier: MIT
#include "gate/report/json_page.h"

#include "gate/report/ledger/render_landing.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/render.h"
#include "rules/model/registry.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/json_paths.h"

using namespace hotfix;
using test::json_paths;

TEST_CASE("the page of the JSON keys shows them as they are", "[gate]") {
  test::check_golden("gate/report/README.md", json_page());
}

TEST_CASE("the keys of a report are those of the table", "[gate]") {
  const Rule* rule = find_rule("minimal-diff");
  Report report;
  Finding finding;
  finding.advice = {{"If so", {"git show"}}};
  report.findings = {{rule, finding}};
  report.waived = {{rule, "urgent", std::string(40, 'a'), {}}};
  report.undecided = {{rule, "history is shallow", "git fetch"}};
  CHECK(json_paths(render_json(report)) == json_paths(report_keys()));
}

TEST_CASE("the keys of an undecided landing are those of the table", "[gate][landed]") {
  LandingAnswer answer;
  answer.landing.parts = {{"src/login.js", 12, 14, PartState::absent}};
  CHECK(json_paths(render_landing_json(answer)) == json_paths(landing_keys()));
}

TEST_CASE("the keys of a ledger are those of the table", "[gate][ledger]") {
  Hotfix hotfix;
  hotfix.landing.parts = {{"src/login.js", 12, 14, PartState::absent}};
  LedgerReport report;
  report.hotfixes = {hotfix};
  report.unsigned_commits = {hotfix};
  CHECK(json_paths(render_ledger_json(report)) == json_paths(ledger_keys()));
}
