// SPDX-License-Identifier: MIT
#include "gate/facts/arrivals.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

std::vector<Arrival> arrivals(const TestRepo& repo, const std::string& before,
                              const std::string& after) {
  Subject subject = moved(repo, SubjectKind::production, before, after);
  subject.stage = Stage::released;
  return *facts_of(repo, subject, Need::arrivals).arrivals;
}

}  // namespace

TEST_CASE("what production got is listed along its own line, oldest first", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("next", "kars-prod");
  repo.commit("hotfix: one", "a.js", "a\n");
  repo.switch_new("side", "kars-prod");
  repo.commit("hotfix: side", "b.js", "b\n");
  repo.switch_to("next");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "side"});
  const auto found = arrivals(repo, "kars-prod", "next");
  REQUIRE(found.size() == 2);
  CHECK(found[0].commit.subject() == "hotfix: one");
  CHECK(found[1].commit.id == repo.id("next"));
  CHECK(found[1].own_changes.empty());
  CHECK_FALSE(found[1].from_development);
}

TEST_CASE("a promotion is told from a hotfix, merged or squashed", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("merged", "kars-prod");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "kars-dev"});
  repo.switch_new("squashed", "kars-prod");
  repo.git({"merge", "-q", "--squash", "kars-dev"});
  repo.commit("Release 2");
  for (const char* after : {"merged", "squashed"}) {
    INFO(after);
    const auto found = arrivals(repo, "kars-prod", after);
    REQUIRE(found.size() == 1);
    CHECK(found[0].from_development);
  }
}

TEST_CASE("a merge that edits what no side has names the file", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("side", "kars-prod");
  repo.commit("hotfix: side", "b.js", "b\n");
  repo.switch_new("next", "kars-prod");
  repo.git({"merge", "-q", "--no-ff", "--no-commit", "side"});
  repo.commit("Merge branch 'side'", "evil.js", "e\n");
  CHECK(arrivals(repo, "kars-prod", "next").at(0).own_changes ==
        std::vector<std::string>{"evil.js"});
}

TEST_CASE("a production that was not there before got nothing", "[gate]") {
  TestRepo repo;
  kars(repo);
  CHECK(arrivals(repo, "", "kars-prod").empty());
}

TEST_CASE("so does an octopus, and one that edits nothing of its own names none", "[gate]") {
  TestRepo repo;
  kars(repo);
  for (const char* side : {"side-a", "side-b"}) {
    repo.switch_new(side, "kars-prod");
    repo.commit("hotfix: side", std::string(side) + ".js", "b\n");
  }
  repo.switch_new("plain", "kars-prod");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "side-a", "side-b"});
  repo.switch_new("evil", "kars-prod");
  repo.git({"merge", "-q", "--no-ff", "--no-commit", "side-a", "side-b"});
  repo.commit("Merge both", "src/evil.js", "evil\n");
  CHECK(arrivals(repo, "kars-prod", "plain").back().own_changes.empty());
  const auto found = arrivals(repo, "kars-prod", "evil");
  REQUIRE(found.back().commit.parents.size() == 3);
  CHECK(found.back().own_changes == std::vector<std::string>{"src/evil.js"});
}

TEST_CASE("a feature that was picked onto production is no release", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("picked", "kars-prod");
  repo.git({"cherry-pick", "kars-dev"});
  CHECK_FALSE(arrivals(repo, "kars-prod", "picked").at(0).from_development);
}

TEST_CASE("a line of its own in a conflict is named, a side's is not", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("side", "kars-prod");
  repo.commit("hotfix: side", "a.js", "one\nside\nthree\n");
  repo.switch_new("next", "kars-prod");
  repo.commit("hotfix: other", "a.js", "one\nother\nthree\n");
  const std::string before = repo.id("HEAD");
  const std::string solved = GENERATE("one\nother\nside\nthree\n", "one\nside\nthree\n",
                                      "one\nother\nevil\nthree\n", "other\nside\nthree\n");
  INFO(solved);
  repo.run({"merge", "-q", "--no-ff", "side"});
  repo.commit("Merge branch 'side'", "a.js", solved);
  const bool is_own = solved.find("evil") != solved.npos || solved.find("one") == solved.npos;
  CHECK(arrivals(repo, before, "next").at(0).own_changes.empty() != is_own);
}

TEST_CASE("what a merge of development's own did is development's", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("side", "kars-dev");
  repo.commit("feat: side", "b.js", "b\n");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "--no-commit", "side"});
  repo.commit("Merge branch 'side'", "more.js", "m\n");
  repo.git({"push", "-q", "origin", "kars-dev"});
  repo.git({"fetch", "-q", "origin"});
  const auto found = arrivals(repo, "kars-prod", "kars-dev");
  CHECK(found.back().from_development);
  CHECK(found.back().own_changes.empty());
}
