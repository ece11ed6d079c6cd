// SPDX-License-Identifier: MIT
// Which commits of a hotfix branch came by way of development: the whole of production-base stands
// on it.
#include "gate/facts/origin.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

// kars-prod with one commit; kars-dev with two features on top of it.
struct Workflow : TestRepo {
  Workflow() {
    git({"switch", "-q", "-c", "kars-prod"});
    commit("release 1", "app.js", "one\n");
    git({"switch", "-q", "-c", "kars-dev"});
    commit("feat: dashboard", "dashboard.js", "d\n");
    commit("feat: export", "export.js", "e\n");
  }
  void hotfix_from(const std::string& start) {
    switch_new("hotfix/x", start);
    commit("hotfix: mend the login", "login.js", "l\n");
  }
  Origin origin() { return *facts_of(*this, "hotfix/x", Need::history | Need::origin).origin; }
  std::vector<std::string> foreign() {
    std::vector<std::string> subjects;
    for (const Commit& commit : origin().from_development) subjects.emplace_back(commit.subject());
    return subjects;
  }
};

using Subjects = std::vector<std::string>;

}  // namespace

TEST_CASE("a hotfix cut from production brings nothing of development", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  CHECK(repo.foreign() == Subjects{});
}

TEST_CASE("a hotfix cut from development brings its commits", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-dev");
  CHECK(repo.foreign() == Subjects{"feat: export", "feat: dashboard"});
  CHECK(repo.origin().tips == Subjects{repo.id("kars-dev")});
}

TEST_CASE("a hotfix cut from an older commit of development brings what it has", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-dev~1");
  CHECK(repo.foreign() == Subjects{"feat: dashboard"});
}

TEST_CASE("merging development into a hotfix brings its commits", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  repo.git({"merge", "-q", "--no-edit", "kars-dev"});
  CHECK(repo.foreign() == Subjects{"feat: export", "feat: dashboard"});
}

TEST_CASE("a branch that is nothing but development is told apart from a hotfix", "[git]") {
  Workflow repo;
  repo.switch_new("hotfix/x", "kars-dev");
  CHECK(repo.foreign() == Subjects{"feat: export", "feat: dashboard"});
}

TEST_CASE("a hotfix already merged back into development is still a hotfix", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/x"});
  CHECK(repo.foreign() == Subjects{});
}

TEST_CASE("a hotfix merged back with a message that names no branch is still a hotfix", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "-m", "bring the login fix", "hotfix/x"});
  CHECK(repo.foreign() == Subjects{});
}

TEST_CASE("a hotfix merged back and then continued is still a hotfix", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/x"});
  repo.switch_to("hotfix/x");
  repo.commit("hotfix: mend it better", "login.js", "better\n");
  CHECK(repo.foreign() == Subjects{});
}

TEST_CASE("a hotfix that development was fast-forwarded to is still a hotfix", "[git]") {
  TestRepo repo;
  repo.git({"switch", "-q", "-c", "kars-prod"});
  repo.commit("release 1", "app.js", "one\n");
  repo.branch("kars-dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: mend the login", "login.js", "l\n");
  repo.commit("hotfix(login): test it", "tests/login.js", "t\n");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--ff-only", "hotfix/x"});
  repo.commit("feat: later work", "later.js", "x\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::origin);
  CHECK(facts.origin->from_development.empty());
}

TEST_CASE("one feature below a fast-forwarded hotfix makes all of it development's", "[git]") {
  TestRepo repo;
  repo.git({"switch", "-q", "-c", "kars-prod"});
  repo.commit("release 1", "app.js", "one\n");
  repo.switch_new("kars-dev");
  repo.commit("feat: dashboard", "dashboard.js", "d\n");
  repo.commit("hotfix: an earlier fix brought back", "old.js", "o\n");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: mend the login", "login.js", "l\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::origin);
  CHECK(facts.origin->from_development.size() == 2);
}

TEST_CASE("a hotfix cut from a feature branch of development brings both", "[git]") {
  Workflow repo;
  repo.switch_new("feature/search", "kars-dev");
  repo.commit("feat: search", "search.js", "s\n");
  repo.hotfix_from("feature/search");
  CHECK(repo.foreign() == Subjects{"feat: export", "feat: dashboard"});
}

TEST_CASE("a hotfix cut from a feature branch that development merged brings the feature",
          "[git]") {
  Workflow repo;
  repo.switch_new("feature/search", "kars-prod");
  repo.commit("search", "search.js", "s\n");
  repo.hotfix_from("feature/search");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "feature/search"});
  CHECK(repo.foreign() == Subjects{"search"});
}

TEST_CASE("where development came in twice, the branch's own commits are picked in memory",
          "[git]") {
  Workflow repo;
  for (const char* feature : {"menu", "report"}) {
    repo.switch_new(std::string("feature/") + feature, "kars-prod");
    repo.commit(std::string("feat: ") + feature, std::string(feature) + ".js", "m\n");
    repo.switch_to("kars-dev");
    repo.git({"merge", "-q", "--no-ff", "--no-edit", std::string("feature/") + feature});
  }
  repo.hotfix_from("kars-prod");
  repo.git({"merge", "-q", "--no-edit", "feature/menu"});
  CHECK(repo.origin().picks.empty());
  repo.git({"merge", "-q", "--no-edit", "feature/report"});
  repo.commit("hotfix: mend the menu", "menu.js", "mended\n");
  const Origin origin = repo.origin();
  REQUIRE(origin.tips.size() == 2);
  REQUIRE(origin.picks.size() == 2);
  REQUIRE(origin.picks[0]);
  CHECK(origin.picks[0]->outcome == Forecast::Outcome::clean);
  REQUIRE(origin.picks[1]);
  CHECK(origin.picks[1]->outcome == Forecast::Outcome::conflicts);
}

TEST_CASE("a hotfix stacked on another pushed branch names it", "[git]") {
  Workflow repo;
  repo.bare();
  repo.git({"push", "-q", "origin", "kars-prod", "kars-dev"});
  repo.switch_new("feature/search", "kars-prod");
  repo.commit("search", "search.js", "s\n");
  repo.git({"push", "-q", "origin", "feature/search"});
  repo.hotfix_from("feature/search");
  const Origin origin = repo.origin();
  CHECK(origin.stacked_on == "origin/feature/search");
  CHECK(origin.stacked_commits == 1);
}

TEST_CASE("a criss-cross of hotfix and production brings nothing of development", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  const std::string first = repo.id("hotfix/x");
  repo.switch_to("kars-prod");
  repo.commit("hotfix: another (#2)", "other.js", "o\n");
  const std::string released = repo.id("kars-prod");
  repo.git({"merge", "-q", "--no-edit", first});
  repo.switch_to("hotfix/x");
  repo.git({"merge", "-q", "--no-edit", released});
  repo.commit("hotfix: more", "more.js", "m\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::origin | Need::changes);
  CHECK(facts.history->merge_bases.size() == 2);
  CHECK(facts.origin->from_development.empty());
  REQUIRE(facts.changes->size() == 1);
  CHECK(facts.changes->front().path == "more.js");
}

TEST_CASE("a development commit from a broken clock hides nothing", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-dev");
  repo.switch_to("kars-dev");
  REQUIRE(repo.sh("GIT_COMMITTER_DATE='@1000000 +0000' git commit -q --allow-empty -m 'old clock'")
              .status == 0);
  CHECK(repo.foreign() == Subjects{"feat: export", "feat: dashboard"});
}

TEST_CASE("without a development branch the origin is unknown, with the fetch as remedy", "[git]") {
  TestRepo repo;
  repo.git({"switch", "-q", "-c", "kars-prod"});
  repo.commit("release 1", "app.js", "one\n");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: mend", "app.js", "two\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::origin);
  CHECK_FALSE(facts.origin.has_value());
  REQUIRE(facts.unknown.size() == 1);
  CHECK_THAT(facts.unknown.front().fix,
             contains("git fetch origin +refs/heads/kars-dev:refs/remotes/origin/kars-dev"));
}

TEST_CASE("a feature merged without its branch's name still counts as a feature", "[git]") {
  Workflow repo;
  repo.switch_new("feature/search", "kars-prod");
  repo.commit("search", "search.js", "s\n");
  repo.hotfix_from("feature/search");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "-m", "Search page (#12)", "feature/search"});
  CHECK(repo.foreign() == Subjects{"search"});
}

TEST_CASE("a branch that was pushed under another prefix is not stacked on itself", "[git]") {
  Workflow repo;
  repo.bare();
  repo.git({"push", "-q", "origin", "kars-prod", "kars-dev"});
  repo.switch_new("fix/x", "kars-prod");
  repo.commit("hotfix: first half", "a.js", "a\n");
  repo.git({"push", "-q", "origin", "fix/x"});
  repo.hotfix_from("fix/x");
  CHECK(repo.origin().stacked_on.empty());
}

TEST_CASE("old dates on development hide nothing, however many", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-dev");
  repo.switch_to("kars-dev");
  REQUIRE(repo.sh("for i in $(seq 300); do GIT_COMMITTER_DATE='@1000000 +0000' "
                  "git commit -q --allow-empty -m old; done")
              .status == 0);
  CHECK(repo.foreign() == Subjects{"feat: export", "feat: dashboard"});
}

TEST_CASE("what a criss-cross merge takes away from production is a change", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-prod");
  const std::string first = repo.id("hotfix/x");
  repo.switch_to("kars-prod");
  repo.commit("hotfix: guard (#2)", "guard.js", "g\n");
  const std::string released = repo.id("kars-prod");
  repo.git({"merge", "-q", "--no-edit", first});
  repo.switch_to("hotfix/x");
  repo.git({"merge", "-q", "--no-edit", "--no-commit", released});
  repo.git({"rm", "-q", "-f", "guard.js"});
  repo.git({"commit", "-q", "-m", "merge"});
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::changes);
  REQUIRE(facts.changes->size() == 1);
  CHECK(facts.changes->front().path == "guard.js");
}

TEST_CASE("what came by way of development is not judged a second time by its lines", "[git]") {
  Workflow repo;
  repo.hotfix_from("kars-dev");
  const Facts facts =
      facts_of(repo, "hotfix/x", Need::history | Need::origin | Need::changes | Need::lines);
  REQUIRE(facts.changes->size() == 1);
  CHECK(facts.changes->front().path == "login.js");
}

TEST_CASE("a branch of another history has no change to count", "[git]") {
  Workflow repo;
  repo.git({"switch", "-q", "--orphan", "hotfix/x"});
  repo.commit("hotfix: mend", "login.js", "l\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::origin | Need::lines);
  CHECK(facts.history->merge_bases.empty());
  CHECK_FALSE(facts.changes.has_value());
}
