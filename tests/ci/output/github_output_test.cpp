// SPDX-License-Identifier: MIT
#include "ci/output/github_output.h"

#include <map>
#include <set>
#include <sstream>

#include "rules/model/registry.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Outputs = std::map<std::string, std::string>;

// As a runner reads the file: "name<<delimiter", lines, "delimiter".
Outputs parse_outputs(const std::string& text) {
  Outputs outputs;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto at = line.find("<<");
    if (at == std::string::npos || at == 0) throw std::runtime_error("no output: " + line);
    const std::string name = line.substr(0, at), delimiter = line.substr(at + 2);
    std::string value;
    while (std::getline(lines, line) && line != delimiter) value += line + "\n";
    if (line != delimiter) throw std::runtime_error("no end of: " + name);
    if (!value.empty()) value.pop_back();
    if (!outputs.emplace(name, value).second) throw std::runtime_error("twice: " + name);
  }
  return outputs;
}

Outputs outputs_of(const GateReport& report) {
  return parse_outputs(github_output(report, random_delimiter()));
}

GateReport hotfix_report() {
  GateReport report;
  report.event.kind = Event::Kind::pull_request;
  report.event.branch = "hotfix/login";
  report.event.target = "kars-prod";
  report.event.head = std::string(40, '1');
  Report& judged = report.reports.emplace_back();
  judged.subject.kind = SubjectKind::hotfix;
  judged.subject.branch = "hotfix/login";
  judged.subject.head = std::string(40, '1');
  judged.refs.production_id = std::string(40, '2');
  judged.refs.development_id = std::string(40, '3');
  return report;
}

void find(Report& report, const std::string& rule, Level level) {
  RuleFinding found;
  found.rule = find_rule(rule);
  found.finding.message = "seen";
  found.finding.level = level;
  report.findings.push_back(found);
  if (level == Level::error) report.verdict = Verdict::blocked;
}

GateReport blocked_report() {
  GateReport report = hotfix_report();
  Report& judged = report.reports.front();
  find(judged, "minimal-diff", Level::error);
  find(judged, "tests-present", Level::error);
  find(judged, "commit-message", Level::warning);
  judged.waived.push_back({find_rule("single-purpose"), "urgent", std::string(40, '1'), {}});
  judged.undecided.push_back({find_rule("backport"), "history is shallow", "git fetch"});
  return report;
}

GateReport ledger_report(bool overdue) {
  GateReport report;
  report.event.kind = Event::Kind::ledger;
  LedgerReport& ledger = report.ledger.emplace();
  ledger.refs.production_id = std::string(40, '2');
  ledger.refs.development_id = std::string(40, '3');
  ledger.now = 1'750'000'000;
  Hotfix& hotfix = ledger.hotfixes.emplace_back();
  hotfix.commit = std::string(40, '4');
  hotfix.landing.state = overdue ? LandingState::missing : LandingState::landed;
  hotfix.overdue = overdue;
  return report;
}

GateReport failed_report(ExitStatus status) {
  GateReport report;
  report.event.branch = "hotfix/login";
  report.failure = GateFailure{status, "the payload is empty", "give one"};
  return report;
}

}  // namespace

TEST_CASE("all outputs are there, whatever was judged", "[ci]") {
  const std::set<std::string> names = {
      "verdict",     "applicable", "exit-status", "kind",      "branch",  "head",   "production",
      "development", "errors",     "warnings",    "undecided", "overdue", "waived", "headline"};
  GateReport other;
  other.not_applicable = "issue_comment is no event that is judged";
  for (const GateReport& report :
       {blocked_report(), ledger_report(true), other, failed_report(ExitStatus::undecided)}) {
    std::set<std::string> found;
    for (const auto& [name, value] : outputs_of(report)) found.insert(name);
    CHECK(found == names);
  }
}

TEST_CASE("a hotfix that passes says so", "[ci]") {
  const Outputs outputs = outputs_of(hotfix_report());
  CHECK(outputs.at("verdict") == "pass");
  CHECK(outputs.at("applicable") == "true");
  CHECK(outputs.at("exit-status") == "0");
  CHECK(outputs.at("kind") == "hotfix");
  CHECK(outputs.at("branch") == "hotfix/login");
  CHECK(outputs.at("errors") == "0");
}

TEST_CASE("the ids in the outputs are full", "[ci]") {
  const Outputs outputs = outputs_of(hotfix_report());
  CHECK(outputs.at("head") == std::string(40, '1'));
  CHECK(outputs.at("production") == std::string(40, '2'));
  CHECK(outputs.at("development") == std::string(40, '3'));
}

TEST_CASE("a head that a person wrote comes out as what git made of it", "[ci]") {
  GateReport report = hotfix_report();
  report.event.head = "HEAD~1";
  CHECK(outputs_of(report).at("head") == std::string(40, '1'));
}

TEST_CASE("what blocks is counted", "[ci]") {
  const Outputs outputs = outputs_of(blocked_report());
  CHECK(outputs.at("verdict") == "blocked");
  CHECK(outputs.at("exit-status") == "1");
  CHECK(outputs.at("errors") == "2");
  CHECK(outputs.at("warnings") == "1");
  CHECK(outputs.at("waived") == "1");
  CHECK(outputs.at("undecided") == "1");
  CHECK(outputs.at("overdue") == "0");
}

TEST_CASE("several judgements are counted together, and the first one gives the kind", "[ci]") {
  GateReport report = blocked_report();
  report.reports.push_back(report.reports.front());
  report.reports.front().subject.kind = SubjectKind::production;
  const Outputs outputs = outputs_of(report);
  CHECK(outputs.at("errors") == "4");
  CHECK(outputs.at("kind") == "production");
}

TEST_CASE("an overdue hotfix is counted and blocks", "[ci]") {
  const Outputs outputs = outputs_of(ledger_report(true));
  CHECK(outputs.at("verdict") == "blocked");
  CHECK(outputs.at("kind") == "ledger");
  CHECK(outputs.at("overdue") == "1");
  CHECK(outputs.at("production") == std::string(40, '2'));
}

TEST_CASE("a ledger in which all is settled passes", "[ci]") {
  const Outputs outputs = outputs_of(ledger_report(false));
  CHECK(outputs.at("verdict") == "pass");
  CHECK(outputs.at("overdue") == "0");
}

TEST_CASE("an event that is not judged passes and says why", "[ci]") {
  GateReport report;
  report.not_applicable = "issue_comment is no event that is judged";
  const Outputs outputs = outputs_of(report);
  CHECK(outputs.at("verdict") == "pass");
  CHECK(outputs.at("applicable") == "false");
  CHECK(outputs.at("kind").empty());
  CHECK_THAT(outputs.at("headline"), contains("issue_comment is no event that is judged"));
}

TEST_CASE("what could not be decided is told from a mistake", "[ci]") {
  const Outputs undecided = outputs_of(failed_report(ExitStatus::undecided));
  CHECK(undecided.at("verdict") == "undecided");
  CHECK(undecided.at("exit-status") == "3");
  CHECK_THAT(undecided.at("headline"), contains("the payload is empty"));
  const Outputs usage = outputs_of(failed_report(ExitStatus::usage));
  CHECK(usage.at("verdict") == "error");
  CHECK(usage.at("exit-status") == "2");
}

TEST_CASE("no name makes an output of its own", "[ci]") {
  GateReport report = hotfix_report();
  report.event.branch = "x\nverdict=pass\nverdict<<E\npass\nE\r\n\x1b[2J\xff\xe2\x80\xae";
  const Outputs outputs = outputs_of(report);
  CHECK(outputs.size() == 14);
  CHECK(outputs.at("verdict") == "pass");
  CHECK(outputs.at("branch") ==
        "x\\x0averdict=pass\\x0averdict<<E\\x0apass\\x0aE\\x0d\\x0a\\x1b[2J\\xff\\u202e");
  CHECK(outputs.at("headline").find('\x1b') == std::string::npos);
}

TEST_CASE("delimiters are long, plain and never the same", "[ci]") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string delimiter = random_delimiter();
    CHECK(delimiter.size() == 39);
    CHECK(delimiter.substr(0, 7) == "hotfix_");
    CHECK(delimiter.find_first_not_of("0123456789abcdef", 7) == std::string::npos);
    seen.insert(delimiter);
  }
  CHECK(seen.size() == 100);
}
