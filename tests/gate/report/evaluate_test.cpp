// SPDX-License-Identifier: MIT
#include "gate/report/evaluate.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kId(40, 'c');

// A hotfix branch that changes one file of code and no test, with every fact at hand.
Facts facts() {
  Facts facts;
  facts.subject.stage = Stage::push;
  facts.subject.branch = facts.subject.local_branch = "hotfix/x";
  facts.subject.head = kId;
  facts.refs.production_id = facts.refs.development_id = std::string(40, 'a');
  facts.history = History{};
  facts.history->merge_bases = {std::string(40, 'a')};
  facts.history->commits = {{kId, {std::string(40, 'a')}, "Ann", "hotfix: mend"}};
  facts.origin = Origin{};
  facts.reverts.emplace();
  facts.forecast.emplace();
  facts.debts.emplace();
  ChangedFile file;
  file.path = "src/login.js";
  file.added = 3;
  facts.changes = {file};
  return facts;
}

std::vector<std::string_view> ids(const std::vector<RuleFinding>& findings) {
  std::vector<std::string_view> result;
  for (const RuleFinding& found : findings) result.push_back(found.rule->id);
  return result;
}

using Ids = std::vector<std::string_view>;

}  // namespace

TEST_CASE("an error blocks", "[gate]") {
  const Report report = evaluate(facts(), default_policy());
  CHECK(ids(report.findings) == Ids{"tests-present"});
  CHECK(report.verdict == Verdict::blocked);
}

TEST_CASE("a rule whose facts are left to CI does not run, and does not block", "[gate]") {
  Facts hurried = facts();
  hurried.forecast.reset();
  hurried.left_to_ci = Need::forecast;
  const Policy policy = parse_policy("[rules.tests-present]\nlevel = 'off'\n", "p");
  const Report report = evaluate(hurried, policy);
  CHECK(report.verdict == Verdict::pass);
  CHECK(report.undecided.empty());
  CHECK(report.left_to_ci == Need::forecast);
  for (const Rule* rule : report.rules) CHECK_FALSE(has(rule->needs, Need::forecast));
}

TEST_CASE("what is known is judged where only a part is left to CI", "[gate]") {
  Facts hurried = facts();
  hurried.forecast->outcome = Forecast::Outcome::conflicts;
  hurried.forecast->conflicts = {{"src/login.js", "1 place was changed by both", 1, {}}};
  hurried.left_to_ci = Need::debts;
  const Report report = evaluate(hurried, default_policy());
  CHECK(ids(report.findings) == Ids{"tests-present", "backport"});
}

TEST_CASE("a rule at level warning cannot block", "[gate]") {
  const Policy policy = parse_policy("[rules.tests-present]\nlevel = 'warning'\n", "p");
  const Report report = evaluate(facts(), policy);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].finding.level == Level::warning);
  CHECK(report.verdict == Verdict::pass);
}

TEST_CASE("a rule that is off is not run and not listed", "[gate]") {
  const Policy policy = parse_policy("[rules.tests-present]\nlevel = 'off'\n", "p");
  const Report report = evaluate(facts(), policy);
  CHECK(report.verdict == Verdict::pass);
  for (const Rule* rule : report.rules) CHECK(rule->id != "tests-present");
}

TEST_CASE("a rule whose facts are missing is undecided, never passed", "[gate]") {
  Facts known = facts();
  known.origin.reset();
  known.unknown = {{Need::origin, "no development branch", "git fetch"}};
  const Report report =
      evaluate(known, parse_policy("[rules.tests-present]\nlevel = 'off'\n", "p"));
  CHECK(report.verdict == Verdict::undecided);
  REQUIRE(report.undecided.size() == 1);
  CHECK(report.undecided[0].rule->id == "production-base");
  CHECK(report.undecided[0].reason == "no development branch");
  CHECK(report.undecided[0].fix == "git fetch");
}

TEST_CASE("facts that nobody gathered leave a rule undecided too", "[gate]") {
  Facts known = facts();
  known.changes.reset();
  const Report report = evaluate(known, default_policy());
  CHECK(report.verdict == Verdict::undecided);
}

TEST_CASE("a block outweighs what is undecided", "[gate]") {
  Facts known = facts();
  known.origin.reset();
  CHECK(evaluate(known, default_policy()).verdict == Verdict::blocked);
}

TEST_CASE("a waiver takes its rule out of the verdict and is reported", "[gate]") {
  Facts known = facts();
  known.waivers = {{"tests-present", "only a log line", kId}};
  const Report report = evaluate(known, default_policy());
  CHECK(report.verdict == Verdict::pass);
  REQUIRE(report.waived.size() == 1);
  CHECK(report.waived[0].reason == "only a log line");
  CHECK(report.waived[0].findings.size() == 1);
}

TEST_CASE("a waiver of one rule leaves the others alone", "[gate]") {
  Facts known = facts();
  known.waivers = {{"minimal-diff", "big", kId}};
  CHECK(evaluate(known, default_policy()).verdict == Verdict::blocked);
}

TEST_CASE("a waiver without a reason does not count, and that is said", "[gate]") {
  Facts known = facts();
  known.waivers = {{"tests-present", "", kId}};
  const Report report = evaluate(known, default_policy());
  CHECK(report.verdict == Verdict::blocked);
  REQUIRE(report.notes.size() == 1);
  CHECK_THAT(report.notes[0], contains("no reason"));
}

TEST_CASE("a waiver of a rule that the policy requires is refused, and that is said", "[gate]") {
  Facts known = facts();
  known.waivers = {{"tests-present", "in a hurry", kId}};
  const Policy policy = parse_policy("[rules.tests-present]\nwaivable = false\n", "p");
  const Report report = evaluate(known, policy);
  CHECK(report.verdict == Verdict::blocked);
  CHECK(report.waived.empty());
  CHECK_THAT(report.notes.at(0), contains("refused"));
}

TEST_CASE("a waiver of a rule that does not exist is pointed out", "[gate]") {
  Facts known = facts();
  known.waivers = {{"test-present", "typo", kId}};
  CHECK_THAT(evaluate(known, default_policy()).notes.at(0), contains("names no rule"));
}

namespace {

// A release that undoes a hotfix, of which somebody says that it may.
Facts settled_promotion() {
  Facts known;
  known.subject.stage = Stage::pull_request;
  known.subject.kind = SubjectKind::promotion;
  known.subject.branch = "kars-dev";
  known.subject.head = kId;
  Promotion::Undone undone;
  undone.hotfix.commit = std::string(40, 'b');
  undone.by = {Promotion::Kind::merge};
  undone.places = {"src/login.js:5"};
  undone.word = {kId, "Ann", "the gateway checks it", false};
  known.promotion.emplace().undone = {undone};
  known.history.emplace();
  return known;
}

}  // namespace

TEST_CASE("a finding that a person settled is reported as waived, with who said so", "[gate]") {
  const Report report = evaluate(settled_promotion(), default_policy());
  CHECK(report.verdict == Verdict::pass);
  REQUIRE(report.waived.size() == 1);
  CHECK(report.waived[0].commit == kId);
  CHECK(report.waived[0].reason == "the gateway checks it (says Ann)");
}

TEST_CASE("a policy that lets no trailer waive a rule takes no word for one finding", "[gate]") {
  const Policy policy = parse_policy("[rules.promotion]\nwaivable = false\n", "p");
  const Report report = evaluate(settled_promotion(), policy);
  CHECK(report.verdict == Verdict::blocked);
  CHECK(report.waived.empty());
  CHECK_THAT(report.notes.at(0), contains("refused"));
}

TEST_CASE("a waiver outside the trailers does not count, and that is said", "[gate]") {
  Facts judged = facts();
  judged.waivers = {{"tests-present", "it is late", kId, false}};
  const Report report = evaluate(judged, default_policy());
  CHECK(report.verdict == Verdict::blocked);
  REQUIRE(report.notes.size() == 1);
  CHECK_THAT(report.notes.front(), contains("outside the trailers"));
}

TEST_CASE("no line of a report has more than a thousand bytes of somebody's text", "[gate]") {
  Facts judged = facts();
  judged.history->commits[0].message = "hotfix: " + std::string(1'000'000, 'x');
  const Report report = evaluate(judged, default_policy());
  REQUIRE_FALSE(report.findings.empty());
  for (const RuleFinding& found : report.findings) {
    CHECK(found.finding.message.size() < 1'100);
    for (const std::string& line : found.finding.details) CHECK(line.size() < 1'100);
    for (const std::string& command : found.finding.fix) CHECK(command.size() < 110'000);
  }
}
