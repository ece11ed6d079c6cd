// SPDX-License-Identifier: MIT
#include "gate/report/json_page.h"

#include "gate/report/history/render_history.h"
#include "gate/report/ledger/render_landing.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/render.h"
#include "rules/model/registry.h"
#include "tests/gate/report/history/sample_history.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/json_paths.h"

using namespace hotfix;
using test::json_paths;

namespace {

void check_table(const std::string& name, const JsonKeys& keys) {
  test::check_golden_part(".github/docs/output.md", "<!-- " + name + ":begin -->",
                          "<!-- " + name + ":end -->", key_table(keys));
}

std::string golden(const std::string& name) { return test::tree_text("tests/golden/" + name); }

}  // namespace

TEST_CASE("the documentation has every key of the JSON, as it is", "[gate]") {
  check_table("judgement", report_keys());
  check_table("landed", landing_keys());
  check_table("ledger", ledger_keys());
  check_table("ledgers", ledgers_keys());
  check_table("history", history_keys());
}

TEST_CASE("every value of the JSON is of the type that the tables say", "[gate]") {
  test::check_types(golden("report.json"), report_keys());
  test::check_types(golden("ledger.json"), ledger_keys());
  test::check_types(golden("gate_blocked.json"), report_keys(), "reports[].");
  test::check_types(render_ledgers_json({{LedgerReport{}}}), ledgers_keys());
  Report report;  // of which nothing is known but the head
  report.subject.head = std::string(40, 'c');
  test::check_types(render_json(report), report_keys());
  test::check_types(render_landing_json({}), landing_keys());
}

TEST_CASE("the keys of a history are those of the table", "[gate][history]") {
  const std::string json = render_history_json(test::full_history());
  CHECK(json_paths(json) == json_paths(history_keys()));
  test::check_types(json, history_keys());
  test::check_types(render_history_json({}), history_keys());  // too few
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
  test::check_types(render_landing_json(answer), landing_keys());
}

TEST_CASE("the keys of a ledger are those of the table", "[gate][ledger]") {
  Hotfix hotfix;
  hotfix.landing.parts = {{"src/login.js", 12, 14, PartState::absent}};
  LedgerReport report;
  report.hotfixes = {hotfix};
  report.unsigned_commits = {hotfix};
  report.post_mortems.resize(1);  // of that hotfix, which has no commit either
  report.post_mortems[0].open = {"Root Cause"};
  const Rule* rule = find_rule("minimal-diff");
  Finding finding;
  finding.advice = {{"If so", {"git show"}}};
  report.findings = {{rule, finding}};
  report.waived = {{rule, "urgent", std::string(40, 'a'), {}}};
  report.undecided = {{rule, "history is shallow", "git fetch"}};
  CHECK(json_paths(render_ledger_json(report)) == json_paths(ledger_keys()));
}
