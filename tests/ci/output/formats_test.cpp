// SPDX-License-Identifier: MIT
#include "ci/output/formats.h"

#include <nlohmann/json.hpp>
#include <set>

#include "ci/output/outcome.h"
#include "gate/report/history/render_history.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/render.h"
#include "rules/model/registry.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/judge.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

nlohmann::json json_of(const GateReport& report) {
  return nlohmann::json::parse(render_gate_json(report));
}

// What the rule itself says when that was the last word of a reviewer.
GateReport with_review(Review::State state) {
  GateReport report = waiting_report();
  Facts facts = pushed_hotfix();
  facts.pull_request = report.reports.front().pull_request;
  Review review;
  review.author = "senior";
  review.is_member = true;
  review.state = state;
  facts.pull_request->reviews->push_back(review);
  const Findings findings = judge(rules::emergency_review, facts);
  REQUIRE(findings.size() == 1);
  report.reports.front().findings = {{&rules::emergency_review, findings.front()}};
  return report;
}

}  // namespace

TEST_CASE("a rule that a ledger breaks blocks, and does not wait for anybody", "[gate]") {
  GateReport report = ledger_event();
  for (Hotfix& hotfix : report.ledger->hotfixes) hotfix.landing.state = LandingState::landed;
  CHECK(outcome_of(report) == Outcome::passed);
  report.ledger->findings.front().finding.level = Level::error;
  CHECK(outcome_of(report) == Outcome::blocked);
  CHECK(headline(report) == "no backport is owed, but 1 hotfix breaks post-mortem");
  CHECK(tally_of(report).errors == 1);
}

TEST_CASE("a blocked pull request in a job's log reads like this", "[gate]") {
  check_golden("tests/golden/gate_blocked.txt", render_gate_text(blocked_report(), false));
}

TEST_CASE("a blocked pull request as JSON reads like this", "[gate]") {
  check_golden("tests/golden/gate_blocked.json", render_gate_json(blocked_report()));
}

TEST_CASE("the log names every id that was compared in full", "[gate]") {
  const std::string text = render_gate_text(passing_report(), false);
  for (const char digit : {'a', 'b', 'c', 'd'}) CHECK_THAT(text, contains(id(digit)));
  CHECK_THAT(text, contains("origin/kars-prod:.hotfix.toml"));
}

TEST_CASE("an event that is not judged is reported in one line", "[gate]") {
  const std::string text = render_gate_text(not_applicable(), false);
  CHECK(text == "NOT APPLICABLE  a pull request of feature/x into kars-dev is not a hotfix\n");
}

TEST_CASE("a failure is told with its remedy", "[gate]") {
  const std::string text = render_gate_text(failed_report(), false);
  CHECK_THAT(text, contains("UNDECIDED  nothing could be judged: history is shallow\n"));
  CHECK_THAT(text, contains("fix  in the step of actions/checkout, set: fetch-depth: 0\n"));
}

TEST_CASE("a wrong policy is an error, and no doubt, in the log", "[gate]") {
  CHECK(outcome_of(mistaken_report()) == Outcome::error);
  CHECK_THAT(render_gate_text(mistaken_report(), false),
             contains("ERROR  nothing could be judged: origin/kars-prod:.hotfix.toml:2:1: "));
  CHECK_THAT(render_gate_text(mistaken_report(), true), contains("\x1b[1;31mERROR\x1b[0m"));
}

TEST_CASE("a wrong policy is an error in JSON and in its name", "[gate]") {
  CHECK(json_of(mistaken_report())["verdict"] == "error");
  CHECK(json_of(mistaken_report())["exit_status"] == 2);
  CHECK(verdict_name(mistaken_report()) == "error");
  CHECK(verdict_name(failed_report()) == "undecided");
  CHECK(verdict_name(waiting_report()) == "blocked");
  CHECK(verdict_name(not_applicable()) == "pass");
}

TEST_CASE("what blocks is told before a policy that is wrong", "[gate]") {
  GateReport report = blocked_report();
  report.failure = mistaken_report().failure;
  CHECK(outcome_of(report) == Outcome::blocked);
  CHECK(verdict_name(report) == "blocked");
}

TEST_CASE("the log of a daily run is the ledger", "[gate]") {
  const std::string text = render_gate_text(ledger_event(), false);
  CHECK_THAT(text, contains(render_ledger_text(*ledger_event().ledger, false)));
}

TEST_CASE("the log of the gate has a color only when one is asked for", "[gate]") {
  CHECK(render_gate_text(blocked_report(), false).find('\x1b') == std::string::npos);
  const std::string text = render_gate_text(blocked_report(), true);
  CHECK_THAT(text, contains("\x1b[1;31mBLOCKED\x1b[0m"));
  CHECK(how_often(text, "\x1b[") == 2 * how_often(text, "\x1b[0m"));
}

TEST_CASE("JSON of the gate has each judgement as hotfix-lint prints it", "[gate]") {
  const GateReport report = blocked_report();
  nlohmann::json judged = json_of(report)["reports"][0];
  CHECK(judged["kind"] == "hotfix");
  CHECK(judged["target"] == "kars-prod");
  CHECK(judged["pull_request"] == 42);
  for (const char* key : {"kind", "target", "pull_request"}) judged.erase(key);
  CHECK(judged == nlohmann::json::parse(render_json(report.reports.front())));
}

TEST_CASE("JSON of the gate has the ledger as the audit prints it", "[gate]") {
  const GateReport report = ledger_event();
  CHECK(json_of(report)["ledger"] == nlohmann::json::parse(render_ledger_json(*report.ledger)));
  CHECK(json_of(report)["exit_status"] == 1);
  CHECK(json_of(passing_report())["ledger"].is_null());
}

TEST_CASE("JSON of a failure has reason, fix and exit status", "[gate]") {
  const nlohmann::json json = json_of(failed_report());
  CHECK(json["verdict"] == "undecided");
  CHECK(json["exit_status"] == 3);
  CHECK(json["applicable"] == true);
  CHECK(json["reason"] == "history is shallow");
  CHECK_FALSE(json["remedy"].is_null());
  CHECK(json["reports"].empty());
}

TEST_CASE("JSON tells what is not applicable from what passed", "[gate]") {
  const nlohmann::json json = json_of(not_applicable());
  CHECK(json["verdict"] == "pass");
  CHECK(json["exit_status"] == 0);
  CHECK(json["applicable"] == false);
  CHECK_FALSE(json["reason"].is_null());
  CHECK(json_of(passing_report())["reason"].is_null());
}

TEST_CASE("a number of a pull request that is not known is null", "[gate]") {
  GateReport report = passing_report();
  report.event.pull_request.reset();
  report.reports.front().pull_request.reset();
  CHECK(json_of(report)["event"]["pull_request"].is_null());
  CHECK(json_of(report)["reports"][0]["pull_request"].is_null());
}

TEST_CASE("a pull request that lacks only its review waits", "[gate]") {
  CHECK(outcome_of(waiting_report()) == Outcome::waiting);
  CHECK(headline(waiting_report()) ==
        "hotfix/fix-login waits for an approval by an allowed reviewer");
}

TEST_CASE("a comment of a reviewer changes nothing about the wait", "[gate]") {
  CHECK(outcome_of(with_review(Review::State::commented)) == Outcome::waiting);
}

TEST_CASE("a pull request that a reviewer wants changed is blocked", "[gate]") {
  CHECK(outcome_of(with_review(Review::State::changes_requested)) == Outcome::blocked);
}

TEST_CASE("a dismissed review leaves a pull request waiting", "[gate]") {
  CHECK(outcome_of(with_review(Review::State::dismissed)) == Outcome::waiting);
}

TEST_CASE("a pull request with another error does not merely wait", "[gate]") {
  GateReport report = waiting_report();
  report.reports.front().findings.push_back({&rules::severity, Finding{}});
  CHECK(outcome_of(report) == Outcome::blocked);
}

TEST_CASE("an overdue debt blocks what would merely wait", "[gate]") {
  GateReport report = waiting_report();
  report.ledger = ledger_event().ledger;
  CHECK(outcome_of(report) == Outcome::blocked);
}

TEST_CASE("the headline names the rules that block, each once and not all", "[gate]") {
  GateReport report = passing_report();
  report.reports.front().verdict = Verdict::blocked;
  for (const Rule* rule : {&rules::severity, &rules::severity, &rules::tests_present,
                           &rules::branch_name, &rules::pr_target}) {
    report.reports.front().findings.push_back({rule, Finding{}});
  }
  CHECK(headline(report) ==
        "hotfix/fix-login may not go to kars-prod: severity, tests-present, branch-name and 1 "
        "more");
}

TEST_CASE("the headline of an undecided rule names it", "[gate]") {
  GateReport report = passing_report();
  report.reports.front().verdict = Verdict::undecided;
  report.reports.front().undecided = {{&rules::severity, "the body is not known", "ask"}};
  CHECK(headline(report) == "hotfix/fix-login could not be judged: severity");
}

TEST_CASE("the headline of a pass tells of warnings", "[gate]") {
  GateReport report = passing_report();
  CHECK(headline(report) == "hotfix/fix-login may go to kars-prod");
  Finding finding;
  finding.level = Level::warning;
  report.reports.front().findings = {{&rules::backport, finding}};
  CHECK(headline(report) == "hotfix/fix-login may go to kars-prod, with 1 warning");
}

TEST_CASE("the headline of a fork's branch names the fork", "[gate]") {
  GateReport report = passing_report();
  report.event.fork = "stranger/kars";
  CHECK_THAT(headline(report), contains("stranger/kars:hotfix/fix-login"));
}

TEST_CASE("a push and a merge group have headlines of their own", "[gate]") {
  GateReport report = passing_report();
  report.event.kind = Event::Kind::push;
  report.event.branch = "kars-prod";
  CHECK(headline(report) == "kars-prod keeps to the workflow");
  report.event.kind = Event::Kind::merge_group;
  CHECK(headline(report) == "the merge group for kars-prod may go in");
}

namespace {

template <class Format>
std::string names_of(const std::vector<Format>& formats) {
  std::string names;
  for (const Format& format : formats) {
    names += (names.empty() ? "`" : ", `") + std::string(format.name) + "`";
  }
  return names;
}

std::string format_list() {
  std::string files;
  for (const GateFile& file : gate_files()) {
    files += (files.empty() ? "`--" : ", `--") + std::string(file.name) + " FILE` (" +
             std::string(file.what) + ")";
  }
  return "- `hotfix-lint --format`: " + names_of(report_formats()) +
         "\n- `hotfix-lint audit --format`: " + names_of(ledger_formats()) +
         "\n- `hotfix-lint history --format`: " + names_of(history_formats()) +
         "\n- `hotfix-gate --format`: " + names_of(gate_formats()) +
         "\n- files that `hotfix-gate` leaves as well: " + files + "\n";
}

std::string upper(std::string_view name) {
  std::string text;
  for (const char c : name) text += static_cast<char>(c - 'a' + 'A');
  return text;
}

// For each file that the gate can leave, `line` with its name and its variable filled in.
template <class Line>
std::string for_each_file(const Line& line) {
  std::string text;
  for (const GateFile& file : gate_files()) {
    text += line(std::string(file.name), upper(file.name) + "_FILE", std::string(file.what));
  }
  return text;
}

}  // namespace

TEST_CASE("the documentation lists every format of every report", "[gate]") {
  check_golden_part(".github/docs/output.md", "<!-- formats:begin -->", "<!-- formats:end -->",
                    format_list());
}

TEST_CASE("the action has an input for every file that the gate can leave", "[gate]") {
  check_golden_part("ci/action.yml", "\n  # files:begin", "  # files:end",
                    for_each_file([](const auto& name, const auto&, const auto& what) {
                      return "  " + name + "-file:\n    description: Where to write " + what +
                             "; empty for nowhere\n    default: ''\n";
                    }));
}

TEST_CASE("the action hands every such input on to the gate", "[gate]") {
  check_golden_part("ci/action.yml", "\n        # files:begin", "        # files:end",
                    for_each_file([](const auto& name, const auto& variable, const auto&) {
                      return "        " + variable + ": ${{ inputs." + name + "-file }}\n";
                    }));
  check_golden_part("ci/action/judge", "# files:begin", "# files:end",
                    for_each_file([](const auto& name, const auto& variable, const auto&) {
                      return "option " + name + " \"$" + variable + "\"\n";
                    }));
}

TEST_CASE("every format has a name of its own and writes something", "[gate]") {
  std::set<std::string_view> names;
  for (const GateFormat& format : gate_formats()) {
    CHECK(names.insert(format.name).second);
    CHECK_FALSE(format.render(blocked_report(), {}).empty());
  }
}

TEST_CASE("the log of a forge's job gets the format that is made for it", "[gate]") {
  CHECK(usual_format(Forge::github).name == "github");
  CHECK(usual_format(Forge::gitlab).name == "text");
  CHECK(usual_format(Forge::none).name == "text");
}
