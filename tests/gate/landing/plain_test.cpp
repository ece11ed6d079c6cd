// SPDX-License-Identifier: MIT
#include "gate/landing/plain.h"

#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

std::optional<Landing> ask(const LandingScene& scene, const std::string& fix) {
  const Repository repository = Repository::open(scene.path());
  Graph graph(repository);
  LandingIndex index(graph, default_policy());
  const Oid commit = parse_oid(fix);
  return plain_landing(index, commit, changes_of(graph, commit), parse_oid(scene.id("kars-dev")));
}

}  // namespace

TEST_CASE("a pick that nobody touched since is told from trees", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string pick = scene.pick(fix);
  const auto landing = ask(scene, fix);
  REQUIRE(landing);
  CHECK(landing->state == LandingState::equivalent);
  CHECK(landing->evidence == std::vector<std::string>{pick});
}

TEST_CASE("a pick that later work touched takes a closer look", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.pick(fix);
  scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  CHECK_FALSE(ask(scene, fix));
}

TEST_CASE("the result alone, by a commit of another subject and author, takes a closer look",
          "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "fix: by hand", LandingScene::kFile, with_guard(kCharge));
  CHECK_FALSE(ask(scene, fix));
}

TEST_CASE("a subject that more than sixteen commits have says nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const auto add = [&](int i) {
    scene.change("kars-dev", "hotfix: charge an order once", "notes.md", std::to_string(i));
  };
  for (int i = 0; i < 15; ++i) add(i);
  scene.pick(fix);
  CHECK(ask(scene, fix));
  add(16);
  CHECK_FALSE(ask(scene, fix));
}
