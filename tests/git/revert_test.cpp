// SPDX-License-Identifier: MIT
#include "gate/git/revert.h"

#include "gate/error.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

std::string numbered(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

Revert check_head(const TestRepo& repo) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Oid head = parse_oid(repo.id("HEAD"));
  const auto claims = revert_claims(graph.commit(head).message);
  REQUIRE(claims.size() == 1);
  return check_revert(graph, head, claims.front());
}

bool tip_is_reverted(const TestRepo& repo, const std::string& tip) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Oid old_tip = parse_oid(repo.id(tip));
  return reverts_tip(graph, old_tip, diverge(graph, old_tip, parse_oid(repo.id("HEAD"))).ahead);
}

}  // namespace

TEST_CASE("git revert makes an exact revert", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", numbered(9));
  const std::string bad = repo.commit("two", "a.js", numbered(12));
  repo.git({"revert", "--no-edit", "HEAD"});
  const Revert revert = check_head(repo);
  CHECK(revert.state == Revert::State::exact);
  CHECK(revert.reverted == bad);
}

TEST_CASE("a revert of an older commit is exact although the file moved on", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", numbered(20));
  const std::string bad = repo.commit("two", "a.js", "bad\n" + numbered(20));
  repo.commit("three", "a.js", "bad\n" + numbered(20) + "later\n");
  repo.git({"revert", "--no-edit", bad});
  CHECK(check_head(repo).state == Revert::State::exact);
}

TEST_CASE("a revert that changes another file too differs there", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.write("evil.js", "e\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "1\n");
  const Revert revert = check_head(repo);
  CHECK(revert.state == Revert::State::differs);
  CHECK(revert.paths == std::vector<std::string>{"evil.js"});
}

TEST_CASE("a revert that restores something else differs", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "3\n");
  CHECK(check_head(repo).state == Revert::State::differs);
}

TEST_CASE("a revert that leaves a file out differs", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.write("b.js", "2\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "1\n");
  const Revert revert = check_head(repo);
  CHECK(revert.state == Revert::State::differs);
  CHECK(revert.paths == std::vector<std::string>{"b.js"});
}

TEST_CASE("a revert whose conflict was resolved by hand is neither exact nor false", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("three", "a.js", "3\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "1 and 3\n");
  CHECK(check_head(repo).state == Revert::State::conflicts);
}

TEST_CASE("a reverted merge is compared with the parent that its message names", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("side");
  repo.commit("side", "b.js", "b\n");
  repo.switch_to("main");
  repo.commit("two", "a.js", "2\n");
  repo.git({"merge", "-q", "--no-edit", "side"});
  repo.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  CHECK(check_head(repo).state == Revert::State::exact);
}

TEST_CASE("a revert of a commit that is not here cannot be judged", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("Revert \"x\"\n\nThis reverts commit " + std::string(40, 'a') + ".", "a.js", "2\n");
  CHECK_THROWS_AS(check_head(repo), Undecidable);
}

TEST_CASE("an abbreviated id is enough", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad.substr(0, 10) + " (two).", "a.js",
              "1\n");
  CHECK(check_head(repo).state == Revert::State::exact);
}

TEST_CASE("reverting the tip, and the commit below it, is seen", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", "2\n");
  const std::string tip = repo.commit("three", "a.js", "3\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  CHECK(tip_is_reverted(repo, tip));
  repo.git({"revert", "--no-edit", "HEAD~2"});
  CHECK(tip_is_reverted(repo, tip));
}

TEST_CASE("a commit on top of the revert of the tip is not let through with it", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string tip = repo.commit("two", "a.js", "2\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.commit("and more", "b.js", "b\n");
  CHECK_FALSE(tip_is_reverted(repo, tip));
}

TEST_CASE("a revert of something below the tip is no revert of the tip", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string below = repo.commit("two", "b.js", "2\n");
  const std::string tip = repo.commit("three", "c.js", "3\n");
  repo.git({"revert", "--no-edit", below});
  CHECK_FALSE(tip_is_reverted(repo, tip));
}

TEST_CASE("a merged pull request is reverted at the tip with its mainline", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("side");
  repo.commit("side", "b.js", "b\n");
  repo.switch_to("main");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "side"});
  const std::string tip = repo.id("HEAD");
  repo.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  CHECK(tip_is_reverted(repo, tip));
}

TEST_CASE("reverting a revert that the branch does not have brings a feature, and differs",
          "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("dev");
  repo.commit("feat: large", "feature.js", "f\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  const std::string revert = repo.id("HEAD");
  repo.switch_to("main");
  repo.commit("hotfix: revert the revert\n\nThis reverts commit " + revert + ".", "feature.js",
              "f\n");
  CHECK(check_head(repo).state == Revert::State::differs);
}

TEST_CASE("a revert of an unknown commit leaves the other facts alone", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.branch("kars-prod");
  repo.branch("kars-dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: revert x\n\nThis reverts commit " + std::string(40, 'a') + ".", "a.js",
              "2\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::lines | Need::reverts);
  CHECK(facts.changes.has_value());
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown.front().need == Need::reverts);
  CHECK_FALSE(only_exact_reverts(facts));
}
