// SPDX-License-Identifier: MIT
#include "gate/replay/replay.h"

#include <algorithm>

#include "gate/report/history/history_words.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

// The owner's shape; what a test merges into production is judged again.
struct Past : TestRepo {
  Past() {
    kars(*this);
    request.now = kEpoch + 1'000'000'000;  // long after the last fetch
    request.production = "kars-prod";
    request.development = "kars-dev";
  }
  void merge(const std::string& branch, const std::string& into = "kars-prod") {
    switch_to(into);
    git({"merge", "-q", "--no-ff", "-m", "Merge branch '" + branch + "' into " + into, branch});
  }
  void fix_login(const std::string& message) {
    commit(message, "src/login.js", "export const login = (user) => user?.name ?? null;\n");
  }
  HistoryReport replayed(std::size_t last = 1, bool only_hotfixes = false) const {
    git({"update-ref", "refs/remotes/origin/kars-prod", "kars-prod"});
    git({"update-ref", "refs/remotes/origin/kars-dev", "kars-dev"});
    Request here = request;
    here.repository = path();
    const Context context = open_context(here, true);
    Graph graph(context.repository);
    LandingIndex index(graph, context.policy);
    return replay(context, index, {last, only_hotfixes});
  }
  PastChange newest() const { return replayed().changes.at(0); }

  Request request;
};

Ids ids_of(const std::vector<const Rule*>& rules) {
  Ids ids;
  for (const Rule* rule : rules) ids.emplace_back(rule->id);
  return ids;
}

bool has_id(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

TEST_CASE("rules are replayed that git alone lets decide, and the others are named", "[gate]") {
  const Past repo = made_once<Past>();
  const HistoryReport report = repo.replayed();
  CHECK(ids_of(report.rules) == Ids{"branch-name", "production-base", "minimal-diff",
                                    "single-purpose", "tests-present", "commit-message",
                                    "protected-paths", "exact-revert", "squash-merge"});
  Ids others;
  for (const NotReplayed& one : report.not_replayed) {
    others.push_back(std::string(one.rule->id) + ": " + one.reason);
  }
  CHECK(others == Ids{"pr-target: the pull request is not known",
                      "severity: the pull request is not known",
                      "incident-record: the pull request is not known",
                      "emergency-review: the pull request is not known",
                      "backport: it is about the present"});
}

TEST_CASE("a rule that is off is not replayed, and a limit is told nevertheless", "[gate]") {
  Past repo = made_once<Past>();
  repo.fix_login("hotfix: x");
  repo.write("draft.toml", "[rules.minimal-diff]\nlevel = \"off\"\nmax_lines = 7\n");
  repo.request.policy_file = repo.path() + "/draft.toml";
  const HistoryReport report = repo.replayed();
  CHECK_FALSE(has_id(ids_of(report.rules), "minimal-diff"));
  CHECK(report.limit.lines == 7);
  REQUIRE(report.changes.at(0).size);
  CHECK(report.changes[0].size->files == 1);
}

TEST_CASE("a merged branch is judged by its name, its commits and the way it came", "[gate]") {
  Past repo = made_once<Past>();
  repo.switch_new("fix-login", "kars-prod");
  repo.fix_login("mend the login");
  repo.merge("fix-login");
  const PastChange change = repo.newest();
  CHECK(change.branch == "fix-login");
  CHECK(ids_of(refusing(change)) ==
        Ids{"branch-name", "tests-present", "commit-message", "squash-merge"});
  CHECK(outcome_of(change) == PastOutcome::refused);
}

TEST_CASE("of a squash neither the name nor the commits of the branch are judged", "[gate]") {
  Past repo = made_once<Past>();
  repo.fix_login("mend the login (#3)");
  const PastChange change = repo.newest();
  const Ids ran = ids_of(change.report.rules);
  CHECK_FALSE(has_id(ran, "branch-name"));
  CHECK_FALSE(has_id(ran, "commit-message"));
  CHECK(ids_of(refusing(change)) == Ids{"tests-present", "squash-merge"});
}

TEST_CASE("production and development are as they were then", "[gate]") {
  Past repo = made_once<Past>();
  repo.switch_new("hotfix/x", "kars-prod");
  repo.fix_login("hotfix: x");
  repo.merge("hotfix/x");
  repo.merge("hotfix/x", "kars-dev");  // is development's today
  repo.switch_to("kars-prod");
  const PastChange change = repo.newest();
  CHECK_FALSE(change.brings_development);
  CHECK(ids_of(refusing(change)) == Ids{"tests-present", "squash-merge"});
  CHECK(change.report.findings.size() == 2);  // nothing of when production was fetched last
}

TEST_CASE("a branch that is on the remote today says nothing of the past", "[gate]") {
  Past repo = made_once<Past>();
  repo.switch_new("hotfix/x", "kars-prod");
  repo.commit("hotfix: first", "docs/first.md", "1\n");
  repo.git({"update-ref", "refs/remotes/origin/feature", "HEAD"});
  repo.commit("hotfix: second", "docs/second.md", "2\n");
  repo.merge("hotfix/x");
  CHECK(repo.newest().report.findings.size() == 1);  // that it came as a merge
}

TEST_CASE("what brought development along is refused, and no limit is chosen by it", "[gate]") {
  Past repo = made_once<Past>();
  repo.switch_new("hotfix/x", "kars-dev");
  repo.fix_login("hotfix: x");
  repo.merge("hotfix/x");
  const PastChange change = repo.newest();
  CHECK(change.brings_development);
  CHECK_FALSE(change.size);
  CHECK(has_id(ids_of(refusing(change)), "production-base"));
}

TEST_CASE("a plain revert passes, and no limit is chosen by it", "[gate]") {
  Past repo = made_once<Past>();
  repo.fix_login("hotfix: x");
  repo.git({"revert", "--no-edit", "HEAD"});
  const PastChange change = repo.newest();
  CHECK(refusing(change).empty());
  CHECK_FALSE(change.size);
}

TEST_CASE("a false revert is judged as a fix", "[gate]") {
  Past repo = made_once<Past>();
  const std::string id = repo.commit("hotfix: x", "src/login.js", "1;\n");
  repo.commit("Revert \"hotfix: x\"\n\nThis reverts commit " + id + ".", "src/login.js", "2;\n");
  const PastChange change = repo.newest();
  CHECK(has_id(ids_of(refusing(change)), "exact-revert"));
  CHECK(has_id(ids_of(refusing(change)), "tests-present"));
  CHECK(change.size);
}

TEST_CASE("what the policy does not call a hotfix is left out on request", "[gate]") {
  Past repo = made_once<Past>();
  repo.fix_login("hotfix: x");
  repo.commit("fix: y", "docs/y.md", "1\n");
  HistoryReport report = repo.replayed(1, true);
  CHECK(report.changes.at(0).subject == "hotfix: x");
  CHECK(report.others == 1);
  repo.write("draft.toml", "[rules.commit-message]\ntypes = [\"fix\"]\n");
  repo.request.policy_file = repo.path() + "/draft.toml";
  report = repo.replayed(1, true);
  CHECK(report.changes.at(0).subject == "fix: y");
  CHECK(report.changes[0].is_hotfix);
}

TEST_CASE("a waiver of then counts now", "[gate]") {
  Past repo = made_once<Past>();
  repo.fix_login("hotfix: x\n\nHotfix-Waive: tests-present there is no time for one");
  const PastChange change = repo.newest();
  CHECK(outcome_of(change) == PastOutcome::passed);
  REQUIRE(change.report.waived.size() == 1);
  CHECK(change.report.waived[0].rule->id == "tests-present");
}

TEST_CASE("without development nothing is said of where a branch began", "[gate]") {
  Past repo = made_once<Past>();
  repo.request.development = "kars-prod";
  const HistoryReport report = repo.replayed(50);
  CHECK_FALSE(report.has_development);
  CHECK_FALSE(has_id(ids_of(report.rules), "production-base"));
  CHECK(report.not_replayed.front().reason == "there is no development branch");
  CHECK(report.promotions + report.shared == 0);
}

TEST_CASE("production with nothing but its first commit has no changes", "[gate]") {
  TestRepo repo;
  repo.commit("first");
  Request request;
  request.repository = repo.path();
  request.production = "main";
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  CHECK(replay(context, index, {}).changes.empty());
}

TEST_CASE("what cannot be read leaves its rules undecided, not passed", "[gate]") {
  Past repo = made_once<Past>();
  repo.fix_login("hotfix: x");
  const std::string blob = repo.id("HEAD:src/login.js");
  repo.sh("rm -f .git/objects/" + blob.substr(0, 2) + "/" + blob.substr(2));
  const HistoryReport report = repo.replayed();
  CHECK(outcome_of(report.changes.at(0)) == PastOutcome::undecided);
  REQUIRE(undecided_past(report));
  CHECK(undecided_past(report)->changes == 1);
  CHECK_FALSE(report.changes[0].size);
  for (const Undecided& one : report.changes[0].report.undecided) {
    CHECK_THAT(one.reason, contains(blob.substr(0, 12)));
  }
  for (const RuleTally& tally : tallies(report)) {
    if (tally.rule->id == "tests-present") CHECK(tally.not_judged == 1);
  }
}
