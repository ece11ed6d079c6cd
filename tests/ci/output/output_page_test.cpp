// SPDX-License-Identifier: MIT
#include "ci/output/output_page.h"

#include "ci/output/formats.h"
#include "ci/output/github_output.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/json_paths.h"

using namespace hotfix;
using test::json_paths;

TEST_CASE("the documentation has what the gate leaves for programs, as it is", "[ci]") {
  const std::string page = ".github/docs/output.md";
  test::check_golden_part(page, "<!-- gate:begin -->", "<!-- gate:end -->", key_table(gate_keys()));
  test::check_golden_part(page, "<!-- step outputs:begin -->", "<!-- step outputs:end -->",
                          output_table());
}

TEST_CASE("the keys of the gate's JSON are those of the tables", "[ci]") {
  GateReport report = test::blocked_report();
  report.ledger = test::ledger_event().ledger;
  report.ledger->unsigned_commits = {report.ledger->hotfixes.front()};
  report.ledger->hotfixes.front().landing.parts = {{"src/login.js", 12, 14, PartState::absent}};
  report.ledger->findings = report.reports.front().findings;
  report.ledger->waived = report.reports.front().waived;
  report.ledger->undecided = report.reports.front().undecided;
  std::set<std::string> keys = json_paths(gate_keys());
  keys.merge(json_paths(report_keys(), "reports[]."));
  keys.merge(json_paths(ledger_keys(), "ledger."));
  CHECK(json_paths(render_gate_json(report)) == keys);
  test::check_types(render_gate_json(report), gate_keys());
  test::check_types(render_gate_json({}), gate_keys());
}

TEST_CASE("the action hands on every step output, in the same words", "[ci]") {
  std::string outputs;
  for (const StepOutput& output : step_outputs()) {
    const std::string name(output.name);
    outputs += "  " + name + ":\n    description: " + std::string(output.words) +
               "\n    value: ${{ steps.judge.outputs." + name + " }}\n";
  }
  test::check_golden_part("ci/action.yml", "\n  # outputs:begin", "  # outputs:end", outputs);
}
