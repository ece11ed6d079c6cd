// SPDX-License-Identifier: MIT
#include <map>
#include <sstream>

#include "ci/output/formats.h"
#include "ci/output/runner_log.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

struct Command {
  std::string name, data;
  std::map<std::string, std::string> properties;
};

// As GitHub's runner reads one: '%' is put back last.
std::string unescaped(std::string text, bool property) {
  replace_all(text, "%0D", "\r");
  replace_all(text, "%0A", "\n");
  if (property) replace_all(text, "%3A", ":");
  if (property) replace_all(text, "%2C", ",");
  replace_all(text, "%25", "%");
  return text;
}

Command parsed(const std::string& line) {
  REQUIRE(line.starts_with("::"));
  const auto end = line.find("::", 2);
  REQUIRE(end != std::string::npos);
  std::istringstream info(line.substr(2, end - 2));
  Command command;
  std::getline(info, command.name, ' ');
  for (std::string pair; std::getline(info, pair, ',');) {
    const auto equals = pair.find('=');
    REQUIRE(equals != std::string::npos);
    command.properties[pair.substr(0, equals)] = unescaped(pair.substr(equals + 1), true);
  }
  command.data = unescaped(line.substr(end + 2), false);
  return command;
}

std::vector<Command> commands_of(const GateReport& report) {
  std::istringstream lines(render_annotations(report));
  std::vector<Command> commands;
  for (std::string line; std::getline(lines, line);) commands.push_back(parsed(line));
  return commands;
}

GateReport with(Finding finding) {
  GateReport report = passing_report();
  report.reports.front().verdict = Verdict::blocked;
  report.reports.front().findings = {{&rules::tests_present, std::move(finding)}};
  return report;
}

Finding at_path(const std::string& path) {
  Finding finding;
  finding.message = "seen";
  finding.path = path;
  finding.line = 7;
  return finding;
}

GateReport with_many(std::size_t n) {
  GateReport report = with(at_path("a"));
  auto& findings = report.reports.front().findings;
  findings.assign(n, findings.front());
  return report;
}

}  // namespace

TEST_CASE("a finding is annotated at its place", "[gate][annotations]") {
  const auto commands = commands_of(with(at_path("src/a.js")));
  REQUIRE(commands.size() == 1);
  CHECK(commands[0].name == "error");
  CHECK(commands[0].properties.at("title") == "tests-present");
  CHECK(commands[0].properties.at("file") == "src/a.js");
  CHECK(commands[0].properties.at("line") == "7");
  CHECK(commands[0].data == "seen");
}

TEST_CASE("an annotation says how to mend it, one command a line", "[gate][annotations]") {
  Finding finding = at_path("");
  finding.fix = {"git fetch", "git rebase"};
  finding.hint = "Then push";
  finding.advice = {{"If it was meant", {"git a", "git b"}}, {"Else wait", {}}};
  CHECK(commands_of(with(finding))[0].data ==
        "seen\nTo fix it:\ngit fetch &&\ngit rebase\nThen push\nIf it was meant:\ngit a &&\ngit "
        "b\nElse wait");
}

TEST_CASE("a path with the bytes of a property comes through whole", "[gate][annotations]") {
  const std::string path = "a,line=1:%2C::b=%0A.js";
  const auto command = commands_of(with(at_path(path)))[0];
  CHECK(command.properties.at("file") == path);
  CHECK(command.properties.at("line") == "7");
}

TEST_CASE("no annotation points out of the repository", "[gate][annotations]") {
  for (const char* path : {"/etc/passwd", "../a", "a/../../b", ""}) {
    const auto command = commands_of(with(at_path(path)))[0];
    CHECK(command.properties.count("file") == 0);
    CHECK(command.properties.count("line") == 0);
  }
}

TEST_CASE("a message cannot end its annotation", "[gate][annotations]") {
  Finding finding = at_path("a");
  finding.message = "100%0A of it\r\n::error::owned";
  const auto commands = commands_of(with(finding));
  REQUIRE(commands.size() == 1);
  CHECK(commands[0].data == "100%0A of it\\x0d\\x0a::error::owned");
}

TEST_CASE("ten annotations of a level are all there", "[gate][annotations]") {
  const auto commands = commands_of(with_many(10));
  CHECK(commands.size() == 10);
  CHECK(commands.back().data == "seen");
}

TEST_CASE("of more than ten the last says how many more there are", "[gate][annotations]") {
  const auto commands = commands_of(with_many(25));
  REQUIRE(commands.size() == 10);
  CHECK_THAT(commands.back().data, contains("and 16 more, see the summary"));
}

TEST_CASE("each level has its own ten annotations", "[gate][annotations]") {
  GateReport report = with_many(25);
  Finding finding = at_path("b");
  finding.level = Level::warning;
  report.reports.front().findings.push_back({&rules::backport, finding});
  const auto commands = commands_of(report);
  REQUIRE(commands.size() == 11);
  CHECK(commands.back().name == "warning");
}

TEST_CASE("an undecided rule is an error unless the verdict is a pass", "[gate][annotations]") {
  GateReport report = passing_report();
  report.reports.front().undecided = {{&rules::severity, "no body", "give --pr-json"}};
  CHECK(commands_of(report)[0].name == "warning");
  report.reports.front().verdict = Verdict::undecided;
  const auto command = commands_of(report)[0];
  CHECK(command.name == "error");
  CHECK(command.data == "undecided: no body\ngive --pr-json");
}

TEST_CASE("a waiver is a notice", "[gate][annotations]") {
  const auto commands = commands_of(blocked_report());
  CHECK(commands.back().name == "notice");
  CHECK_THAT(commands.back().data, contains("waived by eeeeeeeeeeee: the parser is one file"));
}

TEST_CASE("a failure is an error and a warning of the run a warning", "[gate][annotations]") {
  GateReport report = failed_report();
  report.warnings = {"the payload is old"};
  const auto commands = commands_of(report);
  REQUIRE(commands.size() == 2);
  CHECK(commands[0].name == "error");
  CHECK_THAT(commands[0].data, contains("fetch-depth: 0"));
  CHECK(commands[1].name == "warning");
}

TEST_CASE("a debt is annotated when it is overdue", "[gate][annotations]") {
  const auto commands = commands_of(ledger_event());
  REQUIRE(commands.size() == 2);
  CHECK_THAT(commands[0].data, contains("hotfix: totals are rounded twice: 3 d late"));
  CHECK_THAT(commands[0].data, contains("\ngit cherry-pick -x -m 1 111111111111"));
}

TEST_CASE("what a rule says of a ledger is annotated by its level", "[gate][annotations]") {
  GateReport report = ledger_event();
  const auto warned = commands_of(report);
  REQUIRE(warned.size() == 2);
  CHECK(warned[1].name == "warning");
  CHECK_THAT(warned[1].data, contains("is not filled in: Root Cause"));
  report.ledger->findings.front().finding.level = Level::error;
  CHECK(commands_of(report)[1].name == "error");
}

TEST_CASE("a pass and what is not applicable are not annotated", "[gate][annotations]") {
  CHECK(render_annotations(passing_report()).empty());
  CHECK(render_annotations(not_applicable()).empty());
}

TEST_CASE("a command at a line's start is made harmless", "[gate][annotations]") {
  CHECK(without_commands("::error::x") == "\\::error::x");
  CHECK(without_commands("a\n \t::error::x\n") == "a\n \t\\::error::x\n");
  CHECK(without_commands("a\r::error::x") == "a\r\\::error::x");
}

TEST_CASE("blanks that only Unicode knows do not hide a command", "[gate][annotations]") {
  CHECK(without_commands("\xc2\xa0\xe3\x80\x80::error::x") == "\xc2\xa0\xe3\x80\x80\\::error::x");
}

TEST_CASE("a bracket command is made harmless wherever it stands", "[gate][annotations]") {
  CHECK(without_commands("a ##[error]x") == "a #\\#[error]x");
  CHECK(without_commands("a ##vso[task.x]y") == "a #\\#vso[task.x]y");
  CHECK(without_commands("###[error]x").find("##[") == std::string::npos);
}

TEST_CASE("text that is no command stays as it is", "[gate][annotations]") {
  for (const char* text : {"std::string", "a ::b::", "## Impact", "##", "", "a # [b]"}) {
    CHECK(without_commands(text) == text);
  }
}
