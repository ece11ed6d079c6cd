// SPDX-License-Identifier: MIT
#include "gate/report/flowchart.h"

#include <algorithm>

#include "rules/model/registry.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::string chart_of(const GateReport& report) {
  return workflow_flowchart(report.reports.front());
}

Report with(const Rule& rule, Level level) {
  Report report = passing_report().reports.front();
  Finding finding;
  finding.level = level;
  report.findings = {{&rule, finding}};
  return report;
}

}  // namespace

TEST_CASE("every step of the workflow is in the picture", "[gate][flowchart]") {
  const std::string chart = chart_of(passing_report());
  for (const WorkflowStep step : workflow_steps()) {
    CHECK_THAT(chart, contains("\"" + std::string(label_of(step)) + "\"") ||
                          contains(" " + std::string(label_of(step)) + "\""));
  }
}

TEST_CASE("the steps together have every rule once", "[gate][flowchart]") {
  std::vector<const Rule*> placed, all = all_rules();
  for (const WorkflowStep step : workflow_steps()) {
    for (const Rule* rule : rules_of(step)) placed.push_back(rule);
  }
  std::sort(placed.begin(), placed.end());
  std::sort(all.begin(), all.end());
  CHECK(placed == all);
}

TEST_CASE("a rule without findings is done, and one that did not run is not", "[gate][flowchart]") {
  const Report report = passing_report().reports.front();
  CHECK(state_of(rules::severity, report) == StepState::done);
  CHECK(state_of(rules::direct_push, report) == StepState::later);
}

TEST_CASE("an error blocks a step and a warning does not", "[gate][flowchart]") {
  CHECK(state_of(rules::severity, with(rules::severity, Level::error)) == StepState::blocked);
  CHECK(state_of(rules::severity, with(rules::severity, Level::warning)) == StepState::warned);
}

TEST_CASE("a step is as bad as the worst of its rules", "[gate][flowchart]") {
  CHECK_THAT(workflow_flowchart(with(rules::protected_paths, Level::error)),
             contains("[\"⛔ Minimal fix\"]:::blocked"));
}

TEST_CASE("a missing review waits in the picture", "[gate][flowchart]") {
  CHECK_THAT(chart_of(waiting_report()), contains("[\"⏳ Review\"]:::waiting"));
}

TEST_CASE("what comes after the merge is not done before it", "[gate][flowchart]") {
  const std::string chart = chart_of(passing_report());
  for (const char* label : {"Squash & merge", "Deployed", "Verified", "Backport", "Post-mortem"}) {
    CHECK_THAT(chart, contains("[\"" + std::string(label) + "\"]:::later"));
  }
}

TEST_CASE("a conflict that waits after the merge is seen before it", "[gate][flowchart]") {
  CHECK_THAT(chart_of(blocked_report()), contains("[\"⚠️ Backport\"]:::warned"));
}

TEST_CASE("a waiver and an undecided rule are seen in the picture", "[gate][flowchart]") {
  CHECK_THAT(chart_of(blocked_report()), contains("[\"⚠️ Minimal fix\"]:::warned"));
  CHECK_THAT(chart_of(blocked_report()), contains("[\"❓ Review\"]:::undecided"));
}

TEST_CASE("every state of the picture has its own sign and class", "[gate][flowchart]") {
  std::vector<std::string_view> icons;
  for (const StepState state : {StepState::later, StepState::done, StepState::warned,
                                StepState::waiting, StepState::undecided, StepState::blocked}) {
    icons.push_back(icon_of(state));
  }
  std::sort(icons.begin(), icons.end());
  CHECK(std::adjacent_find(icons.begin(), icons.end()) == icons.end());
}

TEST_CASE("the picture runs from top to bottom, one step below the other", "[gate][flowchart]") {
  const std::string chart = chart_of(passing_report());
  CHECK_THAT(chart, contains("\nflowchart TD\n"));
  CHECK(chart.find("subgraph") == std::string::npos);
  CHECK_THAT(chart, contains("  s0 --> s1 --> s2 --> "));
}

TEST_CASE("the steps are a line of text as well", "[gate][flowchart]") {
  CHECK(workflow_line(waiting_report().reports.front()) ==
        "✅ Severity → ✅ Incident record → ✅ Branch from production → ✅ Minimal fix → ✅ Test → "
        "✅ Commit → ✅ Pull request → ⏳ Review → Squash & merge → Deployed → Verified → Backport → "
        "Post-mortem");
}

TEST_CASE("nothing that a stranger wrote is in the picture", "[gate][flowchart]") {
  CHECK(chart_of(hostile_report()) == chart_of(blocked_report()));
}
