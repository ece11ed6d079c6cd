// SPDX-License-Identifier: MIT
#include "gate/report/render.h"

#include <nlohmann/json.hpp>

#include "rules/model/registry.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

// One of everything, with what hostile people write.
Report full_report() {
  Report report;
  report.verdict = Verdict::blocked;
  report.subject.branch = "hotfix/login";
  report.subject.head = std::string(40, 'c');
  report.base = std::string(40, 'a');
  report.refs.production_ref = "origin/kars-prod";
  report.refs.production_id = std::string(40, 'b');
  report.rules = {find_rule("production-base"), find_rule("minimal-diff"),
                  find_rule("tests-present")};
  Finding foreign;
  foreign.message = "2 commits of kars-dev would ride along to kars-prod";
  foreign.details = {"111111111111 feat: \x1b[31mdashboard", "222222222222 caf\xe9"};
  foreign.fix = {"git rebase --onto bbbbbbbbbbbb 111111111111 'hotfix/login'",
                 "git push --force-with-lease origin hotfix/login"};
  Finding untested;
  untested.message = "1 file of production code changed and no test did";
  untested.hint =
      "write the test that fails without this fix, and passes with it; whoever reviews the fix "
      "will look for it";
  untested.advice = {
      {"If there is one already, name where it is", {"git add .hotfix.toml", "git commit"}},
      {"Else ask for a waiver", {}}};
  Finding skipped;
  skipped.message = "this test is skipped: it.skip(";
  skipped.path = "tests/a\nb.test.js";
  skipped.line = 7;
  skipped.level = Level::warning;
  report.findings = {
      {report.rules[0], foreign}, {report.rules[2], untested}, {report.rules[2], skipped}};
  Finding large;
  large.message = "9 files and 300 lines of production code changed";
  report.waived = {{find_rule("minimal-diff"), "a vendored parser", std::string(40, 'd'), {large}}};
  report.undecided = {{find_rule("exact-revert"), "commit 123 is not here", "git fetch origin"}};
  report.diff[PathClass::code] = {1, 3, 1};
  report.diff[PathClass::lock] = {1, 900, 20};
  report.notes = {"compared with the local branch"};
  return report;
}

}  // namespace

TEST_CASE("a report for a terminal reads like this", "[gate]") {
  test::check_golden("tests/golden/report.txt", render_text(full_report(), {}));
}

TEST_CASE("only commands are called a fix, advice is something to do", "[gate]") {
  Report report = full_report();
  const std::string text = render_text(report, {});
  CHECK_THAT(text, contains("    do   write the test that fails without this fix"));
  report.findings.front().finding.hint = "fetch first";
  CHECK_THAT(render_text(report, {}), contains("    note fetch first\n"));
}

TEST_CASE("a command is one line, however long, and words stand apart from it", "[gate]") {
  Report report = full_report();
  const std::string command = "git push origin " + std::string(200, 'x');
  report.findings.front().finding.fix = {command, command};
  report.findings.front().finding.advice = {{"If it was meant", {command}}};
  const std::string text = render_text(report, {});
  CHECK_THAT(text, contains("    fix  " + command + " &&\n         " + command + "\n"));
  CHECK_THAT(text, contains("    note If it was meant:\n         " + command + "\n"));
}

TEST_CASE("a report in a hook reads like this", "[gate]") {
  Report report = full_report();
  report.verdict = Verdict::undecided;
  report.findings.clear();
  TextStyle style;
  style.hook = true;
  test::check_golden("tests/golden/report_hook.txt", render_text(report, style));
}

TEST_CASE("a report as JSON reads like this", "[gate]") {
  test::check_golden("tests/golden/report.json", render_json(full_report()));
}

TEST_CASE("a hook is silent when there is nothing to say", "[gate]") {
  TextStyle style;
  style.hook = true;
  CHECK(render_text(Report{}, style).empty());
}

TEST_CASE("a hook that has nothing else to say tells in one line what is left to CI", "[gate]") {
  Report report;
  report.subject.branch = "hotfix/x";
  report.left_to_ci = Need::forecast | Need::debts;
  TextStyle style;
  style.hook = true;
  CHECK(render_text(report, style) ==
        "hotfix/x: not looked at here, CI will: whether the change applies to development; the "
        "hotfixes of production that development does not have\n");
}

TEST_CASE("among other things a report notes what is left to CI", "[gate]") {
  Report report = full_report();
  report.left_to_ci = Need::debts;
  CHECK_THAT(render_text(report, {}), contains("note: not looked at here, CI will: the hotfixes"));
}

TEST_CASE("a person who asks always gets a verdict", "[gate]") {
  CHECK_THAT(render_text(Report{}, {}), contains("PASSED"));
}

TEST_CASE("production that a range names by its commit is told once", "[gate]") {
  Report report = full_report();
  report.refs.production_ref = std::string(12, 'b');
  CHECK_THAT(render_text(report, {}), contains("  judged cccccccccccc against bbbbbbbbbbbb\n"));
}

TEST_CASE("without color no escape byte comes out, whatever went in", "[gate]") {
  const std::string text = render_text(full_report(), {});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\xe9') == std::string::npos);
}

TEST_CASE("with color every style is closed again", "[gate]") {
  TextStyle style;
  style.color = true;
  const std::string text = render_text(full_report(), style);
  std::size_t opened = 0, closed = 0;
  for (std::size_t at = text.find("\x1b["); at != std::string::npos;
       at = text.find("\x1b[", at + 1)) {
    (text.compare(at, 4, "\x1b[0m") == 0 ? closed : opened) += 1;
  }
  CHECK(opened > 0);
  CHECK(opened == closed);
}

TEST_CASE("in a terminal a message is broken at its width, below its first word", "[gate]") {
  TextStyle style;
  style.width = 60;
  CHECK_THAT(render_text(full_report(), style),
             contains("  production-base  2 commits of kars-dev would ride along to\n"
                      "                   kars-prod\n"));
}

TEST_CASE("where there is no terminal a message stays on its line", "[gate]") {
  Report report = full_report();
  report.findings.front().finding.message = std::string(60, 'x') + " " + std::string(60, 'y');
  CHECK_THAT(render_text(report, {}), contains(std::string(60, 'x') + " y"));
}

TEST_CASE("the name of a rule is a link where the terminal has links and the policy a page",
          "[gate]") {
  Report report = full_report();
  TextStyle style;
  style.links = true;
  const std::string without = render_text(report, style);
  CHECK(without.find('\x1b') == std::string::npos);
  report.rules_url = "https://wiki.example/rules";
  CHECK_THAT(render_text(report, style),
             contains("\x1b]8;;https://wiki.example/rules#production-base\x1b\\production-base"
                      "\x1b]8;;\x1b\\"));
  style.links = false;
  CHECK(render_text(report, style) == without);
}

TEST_CASE("of many details text has the first, their number and the last, JSON has all", "[gate]") {
  Report report = full_report();
  std::vector<std::string>& details = report.findings.front().finding.details;
  details.clear();
  for (int i = 0; i < 40; ++i) details.push_back("file " + std::to_string(i));
  CHECK_THAT(render_text(report, {}), contains("      file 7\n      and 29 more\n      file 37\n"));
  const auto json = nlohmann::json::parse(render_json(report));
  CHECK(json["findings"][0]["details"].size() == 40);
}

TEST_CASE("a few details are shown whole", "[gate]") {
  const std::vector<std::string> dozen(12, "one");
  CHECK(shown_details(dozen) == dozen);
  CHECK(shown_details({}).empty());
}

TEST_CASE("JSON is ASCII and one object, whatever went in", "[gate]") {
  const std::string json = render_json(full_report());
  for (char c : json) REQUIRE((c == '\n' || (c >= 0x20 && c < 0x7f)));
  const auto parsed = nlohmann::json::parse(json);
  CHECK(parsed["version"] == 1);
  CHECK(parsed["subject"]["development"].is_null());
  CHECK(parsed["findings"][2]["line"] == 7);
  CHECK(parsed["findings"][0]["details"][1] == "222222222222 caf\\xe9");
}
