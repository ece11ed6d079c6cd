// SPDX-License-Identifier: MIT
#include "gate/landing/picks.h"

#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Outcome = Forecast::Outcome;

// What each pick does, in order; nullopt: it could not be tried.
std::vector<std::optional<Forecast>> picks(const LandingScene& scene,
                                           const std::vector<std::string>& commits) {
  const Repository opened = Repository::open(scene.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  std::vector<Oid> ids;
  for (const std::string& id : commits) ids.push_back(parse_oid(id));
  return try_picks(index, ids, {parse_oid(scene.id("kars-dev")), "kars-dev"});
}

Outcome outcome(const LandingScene& scene, const std::string& commit) {
  const auto pick = picks(scene, {commit}).front();
  REQUIRE(pick);
  return pick->outcome;
}

// Does the real git pick them in this order, from a fresh branch, without a stop?
bool git_picks(const LandingScene& scene, const std::vector<std::string>& commits) {
  scene.switch_new("fresh", "kars-dev");
  bool is_clean = true;
  for (const std::string& id : commits) {
    is_clean = is_clean && scene.run({"cherry-pick", "-x", "-m", "1", id}).status == 0;
  }
  return is_clean;
}

}  // namespace

TEST_CASE("a pick that git makes is clean", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  CHECK(outcome(scene, fix) == Outcome::clean);
  CHECK(git_picks(scene, {fix}));
}

TEST_CASE("a pick that git stops at conflicts, in the same file", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "feat: rework",
                  "sed -i 's/ = / := /; s/if (/unless (/' src/charge.js");
  const auto pick = picks(scene, {fix}).front();
  REQUIRE(pick);
  REQUIRE(pick->outcome == Outcome::conflicts);
  CHECK(pick->conflicts.front().path == LandingScene::kFile);
  CHECK_FALSE(git_picks(scene, {fix}));
}

TEST_CASE("a pick of what is there changes nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.pick(fix);
  CHECK(outcome(scene, fix) == Outcome::present);
}

TEST_CASE("a merge is picked against its first parent", "[landing]") {
  LandingScene scene;
  scene.switch_new("hotfix/x", "kars-prod");
  scene.change("hotfix/x", "wip", LandingScene::kFile, with_guard(kCharge));
  const std::string merge = scene.merge("kars-prod", "hotfix/x");
  CHECK(outcome(scene, merge) == Outcome::clean);
  CHECK(git_picks(scene, {merge}));
}

TEST_CASE("a second hotfix on the lines of the first is tried on top of it", "[landing]") {
  LandingScene scene;
  const std::string first = scene.release();
  const std::string second =
      scene.change_by("kars-prod", "hotfix: and log it",
                      "sed -i \"s/^    return ledger.receipt_of.*/    log(order.id);\\n&/\" "
                      "src/charge.js");
  CHECK(outcome(scene, second) == Outcome::conflicts);
  const auto both = picks(scene, {first, second});
  REQUIRE(both[1]);
  CHECK(both[1]->outcome == Outcome::clean);
  CHECK(git_picks(scene, {first, second}));
}

TEST_CASE("after one that conflicts, the next is tried without it", "[landing]") {
  LandingScene scene;
  const std::string first = scene.release();
  const std::string second =
      scene.change("kars-prod", "hotfix: page", "src/page.js", "const page = 1;\n");
  scene.change_by("kars-dev", "feat: rework",
                  "sed -i 's/ = / := /; s/if (/unless (/' src/charge.js");
  const auto both = picks(scene, {first, second});
  CHECK(both[0]->outcome == Outcome::conflicts);
  CHECK(both[1]->outcome == Outcome::clean);
}

TEST_CASE("what has no parent or changes nothing cannot be tried", "[landing]") {
  LandingScene scene;
  const std::string root = scene.git({"rev-list", "--max-parents=0", "kars-prod"});
  const std::string empty = scene.commit("hotfix: restart");
  const auto none = picks(scene, {root, empty});
  CHECK_FALSE(none[0]);
  CHECK_FALSE(none[1]);
}

TEST_CASE("a pick writes nothing to the repository", "[landing]") {
  LandingScene scene;
  const std::string first = scene.release();
  const std::string second = scene.change("kars-prod", "hotfix: retry", LandingScene::kFile,
                                          with_retry(with_guard(kCharge)));
  const std::string before = scene.git({"count-objects", "-v"});
  picks(scene, {first, second});
  CHECK(scene.git({"count-objects", "-v"}) == before);
}

TEST_CASE("only hotfixes that may have to be picked are tried", "[landing]") {
  LandingScene scene;
  std::vector<Hotfix> hotfixes(2);
  hotfixes[0].commit = hotfixes[1].commit = scene.release();
  hotfixes[0].landing.state = LandingState::landed;
  hotfixes[1].landing.state = LandingState::missing;
  const Repository opened = Repository::open(scene.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  try_picks(index, hotfixes, {parse_oid(scene.id("kars-dev")), "kars-dev"});
  CHECK_FALSE(hotfixes[0].pick);
  CHECK(hotfixes[1].pick);
}
