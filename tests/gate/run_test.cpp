// SPDX-License-Identifier: MIT
#include "gate/run.h"

#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Clone : TestRepo {
  Clone() {
    kars(*this);
    switch_new("hotfix/x");
    commit("hotfix: mend", "src/login.js", "mended\n");
    request.repository = path();
    request.now = kEpoch;
  }
  RefUpdate line(const std::string& branch) const {
    return {"refs/heads/" + branch, id(branch), "refs/heads/" + branch, {}};
  }

  Request request;
};

}  // namespace

TEST_CASE("each branch of a push that is judged has a report, in the order of the push", "[gate]") {
  const Clone repo;
  repo.branch("feature/x");
  repo.branch("hotfix/y");
  const Judgement judgement = check_push(
      repo.request, {repo.line("hotfix/y"), repo.line("feature/x"), repo.line("hotfix/x")});
  REQUIRE(judgement.reports.size() == 2);
  CHECK(judgement.reports[0].subject.branch == "hotfix/y");
  CHECK(judgement.reports[1].subject.branch == "hotfix/x");
  CHECK(judgement.policy.production == "kars-prod");
}

TEST_CASE("what a push has no time for is left to CI, and nothing is undecided", "[gate]") {
  Clone repo;
  repo.git({"switch", "-q", "kars-prod"});
  repo.commit("hotfix: earlier", "src/earlier.js", "earlier\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  repo.request.patience = std::chrono::milliseconds(0);
  const Judgement judgement =
      check_push(repo.request, {repo.line("hotfix/x"), repo.line("kars-prod")});
  REQUIRE(judgement.reports.size() == 2);
  const Report& hotfix = judgement.reports[0];
  CHECK(hotfix.left_to_ci == (Need::forecast | Need::debts));
  CHECK(hotfix.undecided.empty());
  CHECK(hotfix.findings.size() == 1);  // there is no test
  CHECK(judgement.reports[1].left_to_ci == Need::none);
}

TEST_CASE("a run without a limit leaves nothing to CI", "[gate]") {
  const Clone repo;
  CHECK(check_push(repo.request, {repo.line("hotfix/x")}).reports.at(0).left_to_ci == Need::none);
}

TEST_CASE("an empty push asks nothing, not even for a repository", "[gate]") {
  Request nowhere;
  nowhere.repository = "/nonexistent";
  CHECK(check_push(nowhere, {}).reports.empty());
}

TEST_CASE("the range of a revision says what it is compared with", "[gate]") {
  Clone repo;
  repo.request.revision = "kars-prod..hotfix/x";
  const Report report = check_revision(repo.request).reports.at(0);
  CHECK(report.refs.production_id == repo.id("kars-prod"));
  CHECK(report.subject.branch == "hotfix/x");
}

TEST_CASE("a branch that production has whole has nothing to judge, and says so", "[gate]") {
  Clone repo;
  repo.branch("hotfix/done", "kars-prod");
  repo.request.revision = "hotfix/done";
  const Report report = check_revision(repo.request).reports.at(0);
  REQUIRE_FALSE(report.notes.empty());
  CHECK_THAT(report.notes.back(), contains("nothing to judge"));
}

TEST_CASE("a policy of the work tree that does not judge is pointed out", "[gate]") {
  Clone repo;
  repo.write(".hotfix.toml", "development = \"next\"\n");
  const Report report = check_revision(repo.request).reports.at(0);
  REQUIRE(report.notes.size() == 1);
  CHECK_THAT(report.notes[0], contains("the working tree's .hotfix.toml does not count"));
  repo.request.policy_file = repo.path() + "/.hotfix.toml";
  CHECK(check_revision(repo.request).reports.at(0).notes.empty());
}

TEST_CASE("what escapes a program becomes a line and a status", "[gate]") {
  std::ostringstream err;
  CHECK(guarded("p", err, [] { return 1; }) == 1);
  CHECK(err.str().empty());
  CHECK(guarded("p", err, []() -> int { throw PolicyError("wrong"); }) == 2);
  CHECK(err.str() == "p: wrong\n");
  err.str("");
  CHECK(guarded("p", err, []() -> int { throw Undecidable("missing", "git fetch"); }) == 3);
  CHECK(err.str() == "p: could not decide: missing\n  fix  git fetch\n");
  err.str("");
  CHECK(guarded("p", err, []() -> int { throw std::out_of_range("at"); }) == 3);
  CHECK_THAT(err.str(), contains("please report it"));
}

TEST_CASE("blocked counts before undecided, and undecided before pass", "[gate]") {
  std::vector<Report> reports(3);
  CHECK(worst({}) == Verdict::pass);
  CHECK(worst(reports) == Verdict::pass);
  reports[1].verdict = Verdict::undecided;
  CHECK(worst(reports) == Verdict::undecided);
  reports[2].verdict = Verdict::blocked;
  CHECK(worst(reports) == Verdict::blocked);
}
