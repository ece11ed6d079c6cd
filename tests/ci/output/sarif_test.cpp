// SPDX-License-Identifier: MIT
// The rules that GitHub states in "SARIF support for code scanning", walked over every report.
#include <nlohmann/json.hpp>
#include <set>

#include "ci/output/formats.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;
using namespace hotfix::test;
using Json = nlohmann::json;

namespace {

Json log_of(const GateReport& report, const SarifTool& tool = {}) {
  return Json::parse(render_sarif(report, tool));
}

Json run_of(const GateReport& report) { return log_of(report)["runs"][0]; }
Json results_of(const GateReport& report) { return run_of(report)["results"]; }

bool is_level(const Json& level) {
  return level == "error" || level == "warning" || level == "note";
}

// An empty string is not supported where a property is required.
bool is_text(const Json& json) { return json.is_string() && !json.get<std::string>().empty(); }

void check_rule(const Json& rule) {
  INFO(rule.dump());
  CHECK(is_text(rule["id"]));
  CHECK(rule["name"].get<std::string>().size() <= 255);
  for (const char* key : {"shortDescription", "fullDescription"}) {
    CHECK(is_text(rule[key]["text"]));
    CHECK(rule[key]["text"].get<std::string>().size() <= 1024);
  }
  CHECK(is_text(rule["help"]["text"]));
  CHECK(is_text(rule["help"]["markdown"]));
  CHECK(is_level(rule["defaultConfiguration"]["level"]));
  CHECK(rule["properties"]["tags"].size() <= 10);
}

void check_location(const Json& location) {
  const Json& place = location["physicalLocation"];
  const std::string uri = place["artifactLocation"]["uri"];
  CHECK_FALSE(uri.empty());
  CHECK(uri.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "-._~/%") == std::string::npos);
  CHECK(uri.front() != '/');
  CHECK(("/" + uri + "/").find("/../") == std::string::npos);
  const Json& region = place["region"];
  for (const char* key : {"startLine", "startColumn", "endLine", "endColumn"}) {
    CHECK(region[key].get<int>() >= 1);
  }
  CHECK(region["endLine"] >= region["startLine"]);
  CHECK(region["endColumn"] > region["startColumn"]);
}

void check_result(const Json& result, const Json& rules) {
  INFO(result.dump());
  const std::size_t index = result["ruleIndex"];
  REQUIRE(index < rules.size());
  CHECK(rules[index]["id"] == result["ruleId"]);
  CHECK(is_level(result["level"]));
  CHECK(is_text(result["message"]["text"]));
  REQUIRE(result["locations"].size() == 1);
  check_location(result["locations"][0]);
  CHECK(is_text(result["partialFingerprints"]["primaryLocationLineHash"]));
}

void check_log(const GateReport& report) {
  const Json log = log_of(report);
  CHECK(log["version"] == "2.1.0");
  CHECK(is_text(log["$schema"]));
  REQUIRE(log["runs"].size() == 1);
  const Json& run = log["runs"][0];
  const Json& rules = run["tool"]["driver"]["rules"];
  CHECK(run["tool"]["driver"]["name"] == "hotfix-gate");
  CHECK(rules.size() == all_rules().size());
  for (const Json& rule : rules) check_rule(rule);
  REQUIRE(run["results"].is_array());
  std::set<std::string> fingerprints;
  for (const Json& result : run["results"]) {
    check_result(result, rules);
    fingerprints.insert(result["partialFingerprints"]["primaryLocationLineHash"]);
  }
  CHECK(fingerprints.size() == run["results"].size());
}

GateReport with(Finding finding) {
  GateReport report = passing_report();
  report.reports.front().verdict = Verdict::blocked;
  report.reports.front().findings = {{&rules::tests_present, std::move(finding)}};
  return report;
}

Finding at_path(const std::string& path, const std::string& message = "seen") {
  Finding finding;
  finding.message = message;
  finding.path = path;
  finding.line = 7;
  return finding;
}

Json only_place(const GateReport& report) {
  return results_of(report)[0]["locations"][0]["physicalLocation"];
}

std::string only_fingerprint(const Finding& finding) {
  return results_of(with(finding))[0]["partialFingerprints"]["primaryLocationLineHash"];
}

}  // namespace

TEST_CASE("SARIF of a blocked pull request reads like this", "[gate][sarif]") {
  check_golden("tests/golden/gate_blocked.sarif", render_sarif(blocked_report()));
}

TEST_CASE("SARIF of every kind of report is what GitHub accepts", "[gate][sarif]") {
  for (const GateReport& report :
       {passing_report(), waiting_report(), blocked_report(), ledger_event(), failed_report(),
        not_applicable(), hostile_report()}) {
    check_log(report);
  }
}

TEST_CASE("a rule links to its section when the page is known", "[gate][sarif]") {
  CHECK_FALSE(run_of(passing_report())["tool"]["driver"]["rules"][0].contains("helpUri"));
  const Json log = log_of(passing_report(), {"1.2.3", "https://example.org/rules/README.md"});
  const Json& driver = log["runs"][0]["tool"]["driver"];
  CHECK(driver["version"] == "1.2.3");
  CHECK(driver["rules"][0]["helpUri"] == "https://example.org/rules/README.md#branch-name");
}

TEST_CASE("a result stands at its line, with all four fields", "[gate][sarif]") {
  const Json place = only_place(with(at_path("src/a b#1.js")));
  CHECK(place["artifactLocation"]["uri"] == "src/a%20b%231.js");
  CHECK(place["artifactLocation"]["uriBaseId"] == "%SRCROOT%");
  CHECK(place["region"] ==
        Json({{"startLine", 7}, {"startColumn", 1}, {"endLine", 7}, {"endColumn", 2}}));
}

TEST_CASE("what has no place in the repository stands at the policy", "[gate][sarif]") {
  for (const char* path : {"", "/etc/passwd", "../a"}) {
    const Json place = only_place(with(at_path(path)));
    CHECK(place["artifactLocation"]["uri"] == ".hotfix.toml");
    CHECK(place["region"]["startLine"] == 1);
  }
}

TEST_CASE("a path that is no UTF-8 keeps its bytes in its URI", "[gate][sarif]") {
  CHECK(only_place(with(at_path("caf\xe9")))["artifactLocation"]["uri"] == "caf%E9");
}

TEST_CASE("a fingerprint survives a new commit", "[gate][sarif]") {
  CHECK(only_fingerprint(at_path("a", "1234567890ab took 3 lines")) ==
        only_fingerprint(at_path("a", "abcdefabcdef took 14 lines")));
}

TEST_CASE("a fingerprint survives a move within the file", "[gate][sarif]") {
  Finding moved = at_path("a");
  moved.line = 70;
  CHECK(only_fingerprint(moved) == only_fingerprint(at_path("a")));
}

TEST_CASE("another message or another file has another fingerprint", "[gate][sarif]") {
  const std::string first = only_fingerprint(at_path("a"));
  CHECK(first != only_fingerprint(at_path("b")));
  CHECK(first != only_fingerprint(at_path("a", "deleted")));
}

TEST_CASE("two results that read the same keep apart", "[gate][sarif]") {
  GateReport report = with(at_path("a"));
  report.reports.front().findings.push_back(report.reports.front().findings.front());
  const Json results = results_of(report);
  CHECK(results[0]["partialFingerprints"] != results[1]["partialFingerprints"]);
}

TEST_CASE("a waived result is a note that says who waived it and why", "[gate][sarif]") {
  for (const Json& result : results_of(blocked_report())) {
    const bool waived = result["ruleId"] == "minimal-diff";
    REQUIRE(result.contains("suppressions") == waived);
    if (!waived) continue;
    CHECK(result["level"] == "note");
    CHECK(result["suppressions"][0]["justification"] ==
          "waived by eeeeeeeeeeee: the parser is one file");
  }
}

TEST_CASE("an undecided rule is a result with its remedy", "[gate][sarif]") {
  GateReport report = passing_report();
  report.reports.front().verdict = Verdict::undecided;
  report.reports.front().undecided = {{&rules::severity, "no body", "give --pr-json"}};
  const Json result = results_of(report)[0];
  CHECK(result["level"] == "error");
  CHECK(result["message"]["text"] == "undecided: no body. give --pr-json");
}

TEST_CASE("an overdue debt is a result of the backport's rule", "[gate][sarif]") {
  const Json results = results_of(ledger_event());
  REQUIRE(results.size() == 2);
  CHECK(results[0]["ruleId"] == "backport");
  CHECK(results[0]["message"]["text"] == "overdue on kars-dev: hotfix: totals are rounded twice");
  CHECK(results[1]["ruleId"] == "post-mortem");
  CHECK(results[1]["level"] == "warning");
}

TEST_CASE("a failure is a run that did not succeed, with the reason", "[gate][sarif]") {
  const Json invocation = run_of(failed_report())["invocations"][0];
  CHECK(invocation["executionSuccessful"] == false);
  CHECK(invocation["exitCode"] == 3);
  CHECK_THAT(invocation["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(),
             contains("history is shallow"));
  CHECK(run_of(passing_report())["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("a message makes no link", "[gate][sarif]") {
  CHECK(results_of(with(at_path("a", "[click](http://e.vil)")))[0]["message"]["text"] ==
        "[click]\\(http://e.vil)");
}

TEST_CASE("there are never more results than GitHub takes", "[gate][sarif]") {
  GateReport report = with(at_path("a"));
  auto& findings = report.reports.front().findings;
  findings.assign(25'001, findings.front());
  const std::string log = render_sarif(report, {});  // takes longer to parse than to write
  int results = 0;
  for (auto at = log.find("ruleId\""); at != log.npos; at = log.find("ruleId\"", at + 1)) ++results;
  CHECK(results == 25'000);
}
