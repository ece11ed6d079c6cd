// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/equal_change.h"

#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

bool are_same(const TestRepo& repo, const std::string& a, const std::string& b) {
  const Repository repository = Repository::open(repo.path());
  Graph graph(repository);
  return is_same_change(repository, changes_of(graph, parse_oid(a)),
                        changes_of(graph, parse_oid(b)));
}

double context(const TestRepo& repo, const std::string& a, const std::string& b) {
  const Repository repository = Repository::open(repo.path());
  Graph graph(repository);
  Contents contents(repository);
  return context_shared(repository, read_change(graph, contents, parse_oid(a)),
                        changes_of(graph, parse_oid(b)));
}

}  // namespace

TEST_CASE("a pick onto another version of the file is the same change", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: last line", LandingScene::kFile, kCharge + "// end\n");
  const std::string pick = scene.pick(fix);
  CHECK(are_same(scene, fix, pick));
  CHECK(context(scene, fix, pick) == 1);
}

TEST_CASE("the same lines under another name, or with other blanks, are not the same change",
          "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: a copy", "src/copy.js", kCharge);
  const std::string copy =
      scene.change("kars-dev", "fix: the copy", "src/copy.js", with_guard(kCharge));
  CHECK_FALSE(are_same(scene, fix, copy));
  CHECK(context(scene, fix, copy) == 0);
  const std::string blanks =
      scene.change("kars-dev", "fix: with more blanks", LandingScene::kFile,
                   replaced(with_guard(kCharge), "if (amount === 0", "if  (amount === 0"));
  CHECK_FALSE(are_same(scene, fix, blanks));
}

TEST_CASE("two commits that change nothing are not the same change", "[landing]") {
  TestRepo repo;
  const std::string one = repo.commit("one"), two = repo.commit("two");
  CHECK_FALSE(are_same(repo, one, two));
}
