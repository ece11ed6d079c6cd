// SPDX-License-Identifier: MIT
// Histories that are no straight lines: promotions, side branches, merges before and after.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a hotfix made after development merged production is missing", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "hotfix: notes", "notes.md", "n\n");
  scene.change("kars-dev", "feat: search", "src/search.js", "module.exports = () => [];\n");
  scene.merge("kars-dev", "kars-prod");
  CHECK(scene.state(scene.release()) == "missing");
}

TEST_CASE("a pick after development merged production is found", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "hotfix: notes", "notes.md", "n\n");
  scene.change("kars-dev", "feat: search", "src/search.js", "module.exports = () => [];\n");
  scene.merge("kars-dev", "kars-prod");
  const std::string fix = scene.release();
  const std::string picked = scene.pick(fix);
  CHECK(scene.on_dev(fix).evidence == Ids{picked});
}

TEST_CASE("a pick is still found after a promotion merged development", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string picked = scene.pick(fix);
  scene.merge("kars-prod", "kars-dev");
  scene.change("kars-dev", "feat: more", "notes.md", "n\nm\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "equivalent");
  CHECK(landing.evidence == Ids{picked});
}

TEST_CASE("a promotion that undid the hotfix does not make development have it", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(kCharge));
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-commit", "--no-ff", "kars-dev"});
  scene.commit("release 2", LandingScene::kFile, with_retry(kCharge));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("a pick on a side branch lands when the branch is merged", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.switch_new("backport", "kars-dev");
  scene.git({"cherry-pick", fix});
  scene.change("kars-dev", "feat: more notes", "notes.md", "n\nm\n");
  CHECK(scene.state(fix) == "missing");
  scene.merge("kars-dev", "backport");
  CHECK(scene.state(fix) == "equivalent");
}

TEST_CASE("a branch from before the pick takes nothing away when it is merged", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.switch_new("feature", "kars-dev");
  scene.commit("feat: retry", LandingScene::kFile, with_retry(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  scene.merge("kars-dev", "feature");
  CHECK(scene.state(fix) == "equivalent");
}

TEST_CASE("a revert on a side branch loses the hotfix when it is merged", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string picked = scene.pick(fix);
  scene.switch_new("feature", "kars-dev");
  scene.git({"revert", "--no-edit", picked});
  CHECK(scene.state(fix) == "equivalent");
  scene.merge("kars-dev", "feature");
  CHECK(scene.state(fix) == "lost");
}

TEST_CASE("a hotfix that takes a feature back has landed when development took it back",
          "[landing]") {
  LandingScene scene;
  const std::string feature =
      scene.change("kars-prod", "feat: retry", LandingScene::kFile, with_retry(kCharge));
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string fix = scene.revert("kars-prod", feature);
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
  const std::string back = scene.revert("kars-dev", feature);
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "equivalent");
  CHECK(landing.evidence == Ids{back});
}

TEST_CASE("a hotfix that takes a feature back is lost when development makes it again",
          "[landing]") {
  LandingScene scene;
  const std::string feature =
      scene.change("kars-prod", "feat: retry", LandingScene::kFile, with_retry(kCharge));
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string fix = scene.revert("kars-prod", feature);
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string again = scene.revert("kars-dev", scene.revert("kars-dev", feature));
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "lost");
  CHECK(landing.evidence == Ids{again});
}

TEST_CASE("a merge of three branches brings what each of them has", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.switch_new("feature", "kars-dev");
  scene.commit("feat: search", "src/search.js", "module.exports = () => [];\n");
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.git({"merge", "-q", "--no-edit", "feature", "kars-prod"});
  CHECK(scene.state(fix) == "landed");
}

TEST_CASE("a hotfix whose author is malformed is judged like any other", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string object = "tree " + scene.id(fix + "^{tree}") + "\nparent " +
                             scene.id(fix + "^") + "\nauthor Kim <<kim@example.com> never\n" +
                             "committer Kim 1 +0000\n\nhotfix: charge an order once\n";
  const ProgramResult made =
      scene.run({"hash-object", "-t", "commit", "-w", "--literally", "--stdin"}, object);
  REQUIRE(made.status == 0);
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(trimmed(made.out)) == "missing");
  scene.pick(fix);
  CHECK(scene.state(trimmed(made.out)) == "equivalent");
}

TEST_CASE("the first commit of all can be a hotfix that merging brought", "[landing]") {
  LandingScene scene;
  const std::string root = scene.id("kars-prod");
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(root) == "landed");
}
