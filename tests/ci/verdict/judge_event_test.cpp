// SPDX-License-Identifier: MIT
#include "ci/verdict/judge_event.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Kind = Event::Kind;

// The owner's repository as a CI sees it, with a hotfix that is not merged yet.
struct Runner : TestRepo {
  Runner() {
    kars(*this);
    switch_new("hotfix/x");
    commit("hotfix: mend", "src/login.js", "mended\n");
    request.repository = path();
    request.now = kEpoch;
  }
  GateReport judge(const Event& event) const { return judge_event(request, event); }

  Event pull_request(const std::string& branch, const std::string& target) const {
    Event event;
    event.kind = Kind::pull_request;
    event.branch = branch;
    event.target = target;
    event.head = id("hotfix/x");
    return event;
  }
  Event push(const std::string& before, const std::string& after) const {
    Event event;
    event.kind = Kind::push;
    event.branch = "kars-prod";
    event.before = before;
    event.head = after;
    return event;
  }

  Request request;
};

// Is there an error that says so?
bool blames(const GateReport& report, const std::string& words) {
  for (const Report& one : report.reports) {
    for (const RuleFinding& found : one.findings) {
      const Finding& finding = found.finding;
      if (finding.level == Level::error && finding.message.find(words) != std::string::npos)
        return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("a pull request is judged once, as its author has it", "[ci]") {
  const Runner repo;
  const GateReport report = repo.judge(repo.pull_request("hotfix/x", "kars-prod"));
  REQUIRE(report.reports.size() == 1);
  const Subject& subject = report.reports[0].subject;
  CHECK(subject.kind == SubjectKind::hotfix);
  CHECK(subject.stage == Stage::pull_request);
  CHECK(subject.local_branch == "hotfix/x");
  CHECK(subject.remote == "origin");
  CHECK(report.policy_source == "embedded defaults");
  CHECK_FALSE(report.ledger);
}

TEST_CASE("a revision that a person wrote for the head becomes its id", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("hotfix/x", "kars-prod");
  event.head = "hotfix/x";
  CHECK(repo.judge(event).event.head == repo.id("hotfix/x"));
}

TEST_CASE("a pull request that the workflow does not speak of is not judged", "[ci]") {
  const Runner repo;
  const GateReport report = repo.judge(repo.pull_request("feature/x", "kars-dev"));
  CHECK(report.reports.empty());
  CHECK_FALSE(report.failure);
  CHECK_THAT(report.not_applicable, contains("feature/x into kars-dev"));
}

TEST_CASE("a pull request of a lost fork is undecided only where it would be judged", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("feature/x", "kars-dev");
  event.fork_is_gone = true;
  CHECK_THAT(repo.judge(event).not_applicable, contains("feature/x into kars-dev"));
  event.target = "kars-prod";
  const GateReport report = repo.judge(event);
  REQUIRE(report.failure);
  CHECK_THAT(report.failure->reason, contains("is gone"));
  CHECK_THAT(report.failure->fix, contains("push its branch to this repository"));
}

TEST_CASE("of two pull requests into production with one head neither passes", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("hotfix/x", "kars-prod");
  event.pull_request.emplace().number = 42;
  event.open = {{42, event.head}, {7, std::string(40, 'a')}};
  CHECK_FALSE(repo.judge(event).failure);
  event.open.push_back({43, event.head});
  const GateReport report = repo.judge(event);
  REQUIRE(report.failure);
  CHECK(report.failure->status == ExitStatus::undecided);
  CHECK_THAT(report.failure->reason, contains("pull request 43 into kars-prod has the same head"));
  CHECK_THAT(report.failure->fix, contains("close pull request 43, or this one"));
  CHECK(report.reports.size() == 1);
}

TEST_CASE("a pull request elsewhere does not pass for one into production", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("hotfix-copy", "feature/x");
  event.open = {{43, event.head}};
  const GateReport report = repo.judge(event);
  CHECK(report.not_applicable.empty());
  REQUIRE(report.failure);
}

TEST_CASE("a branch whose own policy calls it production is, whatever the default branch says",
          "[ci]") {
  Runner repo;
  repo.switch_new("main", "kars-prod");
  repo.commit("chore: policy", ".hotfix.toml", "production = \"main\"\n");
  repo.git({"push", "-q", "origin", "main", ":kars-prod"});
  repo.switch_new("other", "main");
  repo.commit("chore: policy", ".hotfix.toml", "production = \"other\"\n");
  repo.git({"push", "-q", "origin", "other"});
  repo.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/other"});
  const GateReport report = repo.judge(repo.pull_request("hotfix/x", "main"));
  REQUIRE(report.reports.size() == 1);
  CHECK(report.policy_source == "origin/main:.hotfix.toml");
}

TEST_CASE("a pull request that has moved on is not decided by an old head", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("hotfix/x", "kars-prod");
  event.pull_request.emplace().head = std::string(40, 'd');
  const GateReport report = repo.judge(event);
  REQUIRE(report.failure);
  CHECK(report.failure->status == ExitStatus::undecided);
  CHECK(report.failure->fix == "git fetch origin, and judge what the pull request has now");
}

TEST_CASE("a re-run with an old payload is warned of", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("hotfix/x", "kars-prod");
  event.attempt = 2;
  event.pull_request.emplace();
  CHECK(repo.judge(event).warnings.size() == 1);
  event.pull_request->live = true;
  CHECK(repo.judge(event).warnings.empty());
}

TEST_CASE("why a closed pull request is judged is said", "[ci]") {
  const Runner repo;
  Event event = repo.pull_request("hotfix/x", "kars-prod");
  event.closed = true;
  const GateReport report = repo.judge(event);
  REQUIRE(report.warnings.size() == 1);
  CHECK_THAT(report.warnings[0], contains("is closed"));
  CHECK(report.reports.size() == 1);
}

TEST_CASE("each step of a merge queue is compared with production before it", "[ci]") {
  Runner repo;
  repo.switch_new("queue", "kars-prod");
  const std::string first = repo.commit("hotfix: one (#1)", "a.js", "a\n");
  repo.git(
      {"merge", "-q", "--no-ff", "-m", "Merge pull request #2 from kars/hotfix/x", "hotfix/x"});
  Event event;
  event.kind = Kind::merge_group;
  event.target = "kars-prod";
  event.before = repo.id("kars-prod");
  event.head = repo.id("queue");
  const GateReport report = repo.judge(event);
  REQUIRE(report.reports.size() == 3);
  CHECK(report.reports[0].subject.stage == Stage::merge_group);
  CHECK(report.reports[0].refs.production_id == repo.id("kars-prod"));
  CHECK(report.reports[1].subject.head == first);
  CHECK(report.reports[1].refs.production_id == repo.id("kars-prod"));
  CHECK(report.reports[2].subject.head == repo.id("hotfix/x"));
  CHECK(report.reports[2].refs.production_id == first);
}

TEST_CASE("a merge queue of another branch is not judged", "[ci]") {
  const Runner repo;
  Event event;
  event.kind = Kind::merge_group;
  event.target = "kars-dev";
  CHECK_THAT(repo.judge(event).not_applicable, contains("which is not production"));
}

TEST_CASE("a push to production is judged and asks the ledger", "[ci]") {
  const Runner repo;
  const GateReport report = repo.judge(repo.push(repo.id("kars-prod"), repo.id("hotfix/x")));
  REQUIRE(report.reports.size() == 1);
  CHECK(report.reports[0].subject.stage == Stage::released);
  CHECK(report.ledger);
}

TEST_CASE("a production that was made anew is blocked, and asks the ledger", "[ci]") {
  const Runner repo;
  const GateReport report = repo.judge(repo.push("", repo.id("kars-prod")));
  REQUIRE(report.reports.size() == 1);
  CHECK(blames(report, "was made anew"));
  CHECK(report.ledger);
}

TEST_CASE("where production was before it was rewritten need not be here", "[ci]") {
  const Runner repo;
  const GateReport report = repo.judge(repo.push(std::string(40, 'b'), repo.id("kars-prod")));
  CHECK(blames(report, "kars-prod was rewritten: where it was, bbbbbbbbbbbb, is not in its"));
}

TEST_CASE("a deleted production is undecided, and the push that brings it back is the fix",
          "[ci]") {
  const Runner repo;
  const GateReport report = repo.judge(repo.push(repo.id("kars-prod"), ""));
  REQUIRE(report.failure);
  CHECK_THAT(report.failure->fix, contains("git push origin"));
}

TEST_CASE("what was not fetched can be had by a checkout of everything", "[ci]") {
  const Runner repo;
  const std::string hint = "let the CI clone the whole history, or run: git fetch";
  const GateReport absent = repo.judge(repo.push(repo.id("kars-prod"), std::string(40, 'b')));
  REQUIRE(absent.failure);
  CHECK_THAT(absent.failure->fix, contains(hint));
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-dev"});
  const GateReport without = repo.judge(repo.pull_request("hotfix/x", "kars-prod"));
  REQUIRE_FALSE(without.reports.at(0).undecided.empty());
  bool has_hint = false;
  for (const Undecided& one : without.reports[0].undecided) {
    has_hint = has_hint || one.fix.starts_with(hint);
    CHECK(one.fix.starts_with(hint) == (one.cause == Cause::not_fetched));
  }
  CHECK(has_hint);
}

TEST_CASE("without production nothing is said to be not judged", "[ci]") {
  const Runner repo;
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const GateReport report = repo.judge(repo.pull_request("feature/x", "kars-dev"));
  REQUIRE(report.failure);
  CHECK(report.failure->status == ExitStatus::undecided);
  CHECK(report.not_applicable.empty());
  CHECK(report.policy_source.empty());
}

TEST_CASE("a broken policy is an error of usage", "[ci]") {
  Runner repo;
  repo.switch_to("kars-prod");
  repo.commit("chore: policy", ".hotfix.toml", "nonsense = 1\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  const GateReport report = repo.judge(repo.pull_request("hotfix/x", "kars-prod"));
  REQUIRE(report.failure);
  CHECK(report.failure->status == ExitStatus::usage);
}

TEST_CASE("an event with nothing to judge needs no repository", "[ci]") {
  Event event;
  event.nothing = "the pull request is merged";
  Request nowhere;
  nowhere.repository = "/nonexistent";
  CHECK(judge_event(nowhere, event).not_applicable == event.nothing);
}
