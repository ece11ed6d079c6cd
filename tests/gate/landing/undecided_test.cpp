// SPDX-License-Identifier: MIT
// What cannot be found out is neither missing nor landed, and says what would help.
#include <filesystem>

#include "gate/landing/landing.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

void check_undecided(const Landing& landing) {
  CHECK(state_name(landing.state) == "undecided");
  CHECK_FALSE(landing.reason.empty());
  CHECK_FALSE(landing.fix.empty());
}

// Asks in another repository than the scene's own.
Landing ask_in(const std::string& path, const std::string& commit, const std::string& onto) {
  const Repository opened = Repository::open(path);
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  Lander lander(index);
  return lander.commit(parse_oid(commit), parse_oid(onto));
}

void forget_object(const LandingScene& scene, const std::string& id) {
  const std::string file = "/.git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  REQUIRE(std::filesystem::remove(scene.path() + file));
}

// A clone of both branches that is `depth` deep; its path.
std::string shallow_clone(const LandingScene& scene, int depth) {
  const std::string path = scene.root() + "/shallow";
  scene.git({"clone", "-q", "--no-single-branch", "--depth", std::to_string(depth),
             "file://" + scene.path(), path});
  return path;
}

}  // namespace

TEST_CASE("a development branch that is not here leaves it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  check_undecided(ask_in(scene.path(), fix, std::string(40, 'e')));
}

TEST_CASE("a hotfix that is not here leaves it undecided", "[landing]") {
  LandingScene scene;
  check_undecided(ask_in(scene.path(), std::string(40, 'e'), scene.id("kars-dev")));
}

TEST_CASE("branches that share no history leave it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.git({"switch", "-q", "--orphan", "island"});
  const std::string island =
      scene.commit("feat: begin anew", LandingScene::kFile, with_guard(kCharge));
  check_undecided(ask_in(scene.path(), fix, island));
}

TEST_CASE("a shallow clone leaves it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const Landing landing = ask_in(shallow_clone(scene, 1), fix, scene.id("kars-dev"));
  check_undecided(landing);
  CHECK_THAT(landing.fix, contains("--unshallow"));
}

TEST_CASE("a shallow clone leaves it undecided though the pick would be there", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  check_undecided(ask_in(shallow_clone(scene, 1), fix, scene.id("kars-dev")));
}

TEST_CASE("a clone without the files that changed leaves it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile,
               replaced(kCharge, "order.total - order.discount", "taxes.net(order, 'EUR')"));
  forget_object(scene, scene.id(fix + ":" + LandingScene::kFile));
  check_undecided(scene.on_dev(fix));
}

TEST_CASE("a file of development that is missing leaves it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile,
               replaced(kCharge, "order.total - order.discount", "taxes.net(order, 'EUR')"));
  forget_object(scene, scene.id(std::string("kars-dev:") + LandingScene::kFile));
  check_undecided(scene.on_dev(fix));
}

TEST_CASE("a tree of development that is missing leaves it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  forget_object(scene, scene.id("kars-dev^{tree}"));
  check_undecided(scene.on_dev(fix));
}

TEST_CASE("a commit of development that is missing leaves it undecided", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string gone = scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string tip = scene.change("kars-dev", "feat: more", "notes.md", "n\nm\n");
  forget_object(scene, gone);
  check_undecided(ask_in(scene.path(), fix, tip));
}

TEST_CASE("of several hotfixes each has its own answer where one cannot be told", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  const Repository opened = Repository::open(scene.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  Lander lander(index);
  const auto landings = lander.commits({parse_oid(std::string(40, 'e')), parse_oid(fix)},
                                       parse_oid(scene.id("kars-dev")));
  REQUIRE(landings.size() == 2);
  CHECK(state_name(landings[0].state) == "undecided");
  CHECK(state_name(landings[1].state) == "equivalent");
}

// Each of them touches the file whose version on development is not here: what could not be read
// for the first one must not pass for "not a text" with the others.
TEST_CASE("a missing object leaves every hotfix undecided that needs it", "[landing]") {
  LandingScene scene;
  const std::string guard = scene.release();
  const std::string retry = scene.change("kars-prod", "hotfix: retry", LandingScene::kFile,
                                         with_retry(with_guard(kCharge)));
  const std::string word =
      scene.change("kars-prod", "hotfix: say it better", LandingScene::kFile,
                   replaced(with_retry(with_guard(kCharge)), "nothing was captured", "no receipt"));
  const std::string gone =
      scene.change("kars-dev", "feat: round", LandingScene::kFile,
                   replaced(kCharge, "order.total - order.discount", "round(order.total)"));
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile,
               replaced(kCharge, "order.total - order.discount", "taxes.net(order, 'EUR')"));
  forget_object(scene, scene.id(gone + ":" + LandingScene::kFile));
  const Repository opened = Repository::open(scene.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  Lander lander(index);
  for (const std::string& hotfix : {guard, retry, word}) {
    check_undecided(lander.commit(parse_oid(hotfix), parse_oid(scene.id("kars-dev"))));
  }
}
