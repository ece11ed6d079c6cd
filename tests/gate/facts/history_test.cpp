// SPDX-License-Identifier: MIT
#include "gate/facts/history.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Branch : TestRepo {
  Branch() {
    kars(*this);
    switch_new("hotfix/x", "kars-prod");
    commit("hotfix: mend\n\nSeverity: P0\nHotfix-Waive: minimal-diff it is long", "src/health.js",
           "mine\n");
  }
  // Production moves on, here and on the remote.
  void release(const std::string& file) {
    switch_to("kars-prod");
    commit("hotfix: another", file, "theirs\n");
    git({"push", "-q", "origin", "kars-prod"});
    switch_to("hotfix/x");
  }
  History history(Stage stage = Stage::push, Need needs = Need::history) const {
    Subject subject;
    subject.stage = stage;
    subject.branch = "hotfix/x";
    subject.head = id("hotfix/x");
    return *facts_of(*this, subject, needs).history;
  }
};

}  // namespace

TEST_CASE("a history has the branch's commits and what their trailers say", "[gate]") {
  const Branch repo;
  const Facts facts = facts_of(repo, "hotfix/x", Need::history);
  REQUIRE(facts.history->commits.size() == 1);
  CHECK(facts.history->severities == std::vector<std::string>{"P0"});
  CHECK(facts.history->merge_bases == std::vector<std::string>{repo.id("kars-prod")});
  CHECK(facts.history->behind == 0);
  REQUIRE(facts.waivers.size() == 1);
  CHECK(facts.waivers[0].rule == "minimal-diff");
  CHECK(facts.waivers[0].reason == "it is long");
}

TEST_CASE("files that production changed otherwise are told when the origin is asked for",
          "[gate]") {
  Branch repo;
  repo.release("src/health.js");
  CHECK(repo.history().behind == 1);
  CHECK(repo.history().overlap.empty());
  CHECK(repo.history(Stage::push, Need::history | Need::origin).overlap ==
        std::vector<std::string>{"src/health.js"});
}

TEST_CASE("a merge that brings production alone is an update, at a pull request", "[gate]") {
  Branch repo;
  repo.release("src/login.js");
  repo.git({"merge", "-q", "--no-edit", "kars-prod"});
  CHECK(repo.history().updates.empty());
  CHECK(repo.history(Stage::pull_request).updates == std::vector<std::string>{repo.id("hotfix/x")});
}

TEST_CASE("a merge of production with an edit of its own is no update", "[gate]") {
  Branch repo;
  repo.release("src/login.js");
  repo.git({"merge", "-q", "--no-commit", "kars-prod"});
  repo.commit("merge", "src/more.js", "more\n");
  CHECK(repo.history(Stage::pull_request).updates.empty());
}

TEST_CASE("a commit that changes nothing is known as empty, at a pull request", "[gate]") {
  Branch repo;
  repo.git({"commit", "-q", "--allow-empty", "-m", "trigger CI"});
  CHECK(repo.history(Stage::pull_request).empty == std::vector<std::string>{repo.id("hotfix/x")});
}
