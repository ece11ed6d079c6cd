// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/absence.h"

#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// What a tree lacks of one change, without following moves.
Absence lacks(const TestRepo& repo, const std::string& commit, const std::string& tip) {
  const Repository repository = Repository::open(repo.path());
  Graph graph(repository);
  Contents contents(repository);
  const Change change = read_change(graph, contents, parse_oid(commit));
  const Oid tree = graph.header(parse_oid(repo.id(tip))).tree;
  return absence_of(contents, change,
                    [&](const std::string& path) { return find_path(repository, tree, path); });
}

}  // namespace

TEST_CASE("the tree of the change itself lacks nothing, the one before it all", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  CHECK(lacks(scene, fix, fix).possible == 0);
  const Absence before = lacks(scene, fix, fix + "~1");
  CHECK(before.sure == 1);
  CHECK(before.possible == 1);
  CHECK(before.whole_files == 1);
}

TEST_CASE("what conflicts may be missing and is not missing for sure", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile,
               replaced(kCharge, "order.total - order.discount", "taxes.net(order, 'EUR')"));
  const Absence absence = lacks(scene, fix, "kars-dev");
  CHECK(absence.sure < absence.possible);
  CHECK(absence.possible > 0.5);
}

TEST_CASE("a file that should be there and is gone is unclear, one that should be gone is not",
          "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "feat: drop it", "git rm -q src/charge.js");
  CHECK(lacks(scene, fix, "kars-dev").sure == 0);
  CHECK(lacks(scene, fix, "kars-dev").possible == 1);
  scene.switch_to("kars-prod");
  const std::string removal =
      scene.change_by("kars-prod", "hotfix: drop it", "git rm -q src/charge.js");
  CHECK(lacks(scene, removal, "kars-prod~1").sure == 1);
}

// Two places of one file, ten lines in all, of which development has `done` of the second place.
TEST_CASE("a file counts as a whole from four fifths on, a test never", "[landing]") {
  const auto lines = [](const std::string& words, int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) text += words + " number " + std::to_string(i) + "\n";
    return text;
  };
  const auto text = [&](int first, int second) {  // how many are fixed in each place
    const std::string old = "the statement as it was", fixed = "another statement than before";
    return lines(fixed, 0, first) + lines(old, first, 30) + lines(fixed, 30, 30 + second) +
           lines(old, 30 + second, 60);
  };
  const auto whole_files = [&](const std::string& file, int second, int done) {
    TestRepo repo;
    repo.commit("base", file, text(0, 0));
    repo.branch("dev");
    const std::string fix = repo.commit("hotfix: ten lines", file, text(10 - second, second));
    repo.switch_to("dev");
    repo.commit("feat: the second place", file, text(0, done));
    return lacks(repo, fix, "dev").whole_files;
  };
  CHECK(whole_files("src/a.js", 2, 2) == 1);
  CHECK(whole_files("src/a.js", 3, 3) == 0);
  CHECK(whole_files("tests/a.test.js", 2, 2) == 0);
}
