// SPDX-License-Identifier: MIT
#include "gate/report/report_markdown.h"

#include "gate/report/backport_markdown.h"
#include "gate/report/budget_markdown.h"
#include "rules/model/registry.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Report ran(const char* rule) {
  Report report;
  report.rules = {find_rule(rule)};
  return report;
}

Finding saying(const std::string& message) {
  Finding finding;
  finding.message = message;
  return finding;
}

Finding warning(const std::string& message) {
  Finding finding = saying(message);
  finding.level = Level::warning;
  return finding;
}

Report found(Finding finding) {
  Report report = ran("severity");
  report.findings = {{report.rules.front(), std::move(finding)}};
  return report;
}

}  // namespace

TEST_CASE("the table has the rules that ran, and no others", "[gate][markdown]") {
  const std::string table = rules_table_markdown(ran("severity"));
  CHECK_THAT(table, contains("| ✅ | Severity | `severity` | ok |\n"));
  CHECK(table.find("`backport`") == std::string::npos);
}

TEST_CASE("several findings of a rule are one row that counts them", "[gate][markdown]") {
  Report report = found(saying("first"));
  report.findings.push_back({report.rules.front(), saying("second")});
  CHECK_THAT(rules_table_markdown(report), contains("first <i>and 1 more</i>"));
}

TEST_CASE("an error is open and a warning is closed", "[gate][markdown]") {
  CHECK_THAT(findings_markdown(found(saying("x"))), contains("<details open>\n"));
  CHECK_THAT(findings_markdown(found(warning("x"))), contains("<details>\n"));
}

TEST_CASE("a finding has its place, its commands and the reason once", "[gate][markdown]") {
  Finding first = saying("x");
  first.fix = {"git a"};
  first.path = "src/a";
  first.line = 3;
  Report report = found(first);
  report.findings.push_back({report.rules.front(), saying("y")});
  const std::string text = findings_markdown(report);
  CHECK_THAT(text, contains("In <code>src/a&#58;3</code>"));
  CHECK_THAT(text, contains("To fix it:\n\n```sh\ngit a\n```\n"));
  CHECK(text.find("<i>Why: ") == text.rfind("<i>Why: "));
}

TEST_CASE("what nobody counted or asked has no section", "[gate][markdown]") {
  CHECK(budget_markdown({}).empty());
  CHECK(backport_markdown({}).empty());
  CHECK(findings_markdown({}).empty());
}

TEST_CASE("the bar is full only when the budget is used up", "[gate][markdown]") {
  Report report;
  report.budget = DiffBudget{1, 5, 99, 100};
  CHECK_THAT(budget_markdown(report), contains("| Files | `▓▓░░░░░░░░` | 1 of 5 |"));
  CHECK_THAT(budget_markdown(report), contains("| Lines | `▓▓▓▓▓▓▓▓▓░` | 99 of 100 |"));
  report.diff[PathClass::test] = {2, 80, 3, 4'100'000};
  CHECK_THAT(budget_markdown(report), contains("Not counted: 2 test files +80 -3 and 4.1 MB\n"));
}

TEST_CASE("the forecast says that a hotfix applies", "[gate][markdown]") {
  Report report;
  report.forecast = Forecast{};
  CHECK_THAT(backport_markdown(report), contains("applies cleanly to <code>kars-dev</code>"));
}
