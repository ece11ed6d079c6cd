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

TEST_CASE("the first thing is told in full, and the others open", "[gate][markdown]") {
  const std::string first = first_thing_markdown(found(saying("x")));
  CHECK(first.starts_with("<b>First:</b> x (`severity`)\n\n"));
  CHECK(findings_markdown(found(saying("x"))).empty());
  CHECK(first_thing_markdown(found(warning("x"))).empty());
  CHECK_THAT(findings_markdown(found(warning("x"))), contains("<details>\n<summary>⚠️ "));
}

TEST_CASE("what can be put right comes before what others do", "[gate][markdown]") {
  Report report = ran("severity");
  Finding waiting = saying("nobody has approved it");
  waiting.kind = FindingKind::waiting;
  report.findings = {{find_rule("severity"), waiting}, {find_rule("backport"), saying("wrong")}};
  CHECK_THAT(first_thing_markdown(report), contains("<b>First:</b> wrong (`backport`)"));
  CHECK_THAT(findings_markdown(report), contains("nobody has approved it"));
  report.findings.pop_back();
  CHECK_THAT(first_thing_markdown(report), contains("<b>First:</b> nobody has approved it"));
}

TEST_CASE("what blocks comes before warnings, whatever the order of the workflow",
          "[gate][markdown]") {
  Report report = ran("severity");
  report.findings = {{find_rule("severity"), saying("first")},
                     {find_rule("branch-name"), warning("a warning")},
                     {find_rule("backport"), saying("an error")}};
  const std::string text = findings_markdown(report);
  CHECK(text.find("an error") < text.find("a warning"));
}

TEST_CASE("what could not be decided comes first when nothing else blocks", "[gate][markdown]") {
  Report report = ran("severity");
  report.verdict = Verdict::undecided;
  report.undecided = {{find_rule("severity"), "history is shallow", "git fetch --unshallow"}};
  CHECK(first_thing_markdown(report) ==
        "<b>First:</b> history is shallow (`severity`)\n\nTo fix it:\n\n```\ngit fetch "
        "--unshallow\n```\n\n");
  CHECK(findings_markdown(report).empty());
}

TEST_CASE("a finding has its place, its commands and the reason once", "[gate][markdown]") {
  Finding first = saying("x");
  first.fix = {"git a"};
  first.path = "src/a";
  first.line = 3;
  Report report = found(first);
  report.findings.push_back({report.rules.front(), saying("y")});
  const std::string text = first_thing_markdown(report) + findings_markdown(report);
  CHECK_THAT(text, contains("In <code>src/a&#58;3</code>"));
  CHECK_THAT(text, contains("To fix it:\n\n```sh\ngit a\n```\n"));
  CHECK(text.find("<i>Why: ") == text.rfind("<i>Why: "));
}

TEST_CASE("the file, the commit and the rule of a finding are linked", "[gate][markdown]") {
  Finding finding = saying("x");
  finding.path = "src/a (b).js";
  finding.line = 3;
  finding.commit = std::string(40, 'a');
  Report report = found(finding);
  report.subject.head = std::string(40, 'b');
  FindingsStyle style{pages_of(Forge::github, "https://github.com/o/r")};
  style.pages.rules = "https://github.com/o/gate/blob/v1/rules/README.md";
  const std::string text = first_thing_markdown(report, style);
  CHECK_THAT(text, contains("](https://github.com/o/r/blob/" + report.subject.head +
                            "/src/a%20%28b%29.js#L3), commit [<code>aaaaaaaaaaaa</code>]("
                            "https://github.com/o/r/commit/" +
                            finding.commit + ")"));
  CHECK_THAT(text, contains("[`severity`](" + style.pages.rules + "#severity)"));
  CHECK_THAT(rules_table_markdown(report, style.pages), contains("[`severity`]("));
}

TEST_CASE("of many lines a few are seen, and all of them open", "[gate][markdown]") {
  Finding finding = saying("x");
  for (int i = 1; i <= 300; ++i) finding.details.push_back("line " + std::to_string(i) + ".");
  const std::string text = first_thing_markdown(found(finding));
  CHECK_THAT(text, contains("\nand 289 more\nline 298.\nline 299.\nline 300.\n```\n\n<details>\n"
                            "<summary>all 300</summary>"));
  CHECK_THAT(text, contains("line 200.\n```\n\nand 100 more, in the report as JSON"));
  const std::string brief = first_thing_markdown(found(finding), {{}, true});
  CHECK_THAT(brief, contains("\nand 289 more\n"));
  CHECK(brief.find("line 9.") == std::string::npos);
}

TEST_CASE("commands that would fill a comment are left to the terminal", "[gate][markdown]") {
  Finding finding = saying("x");
  finding.fix = {"git rm " + std::string(30'000, 'y')};
  CHECK_THAT(first_thing_markdown(found(finding), {{}, true}),
             contains("The commands are too long for this page (30 kB): hotfix-lint prints them."));
  CHECK_THAT(first_thing_markdown(found(finding)), contains("yyy"));
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
