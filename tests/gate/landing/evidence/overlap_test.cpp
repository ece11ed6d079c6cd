// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/overlap.h"

#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// How much of `fix` the commit `other` does.
Overlap overlap(const TestRepo& repo, const std::string& fix, const std::string& other,
                Direction direction = Direction::does) {
  const Repository repository = Repository::open(repo.path());
  Graph graph(repository);
  Contents contents(repository);
  return overlap_of(contents, read_change(graph, contents, parse_oid(fix)),
                    changes_of(graph, parse_oid(other)), {}, direction);
}

double coverage(const TestRepo& repo, const std::string& fix, const std::string& other,
                const Moved& moved = {}) {
  const Repository repository = Repository::open(repo.path());
  Graph graph(repository);
  Contents contents(repository);
  return coverage_of(contents, read_change(graph, contents, parse_oid(fix)),
                     changes_of(graph, parse_oid(other)), moved);
}

}  // namespace

TEST_CASE("a pick covers all of the fix and is nothing else", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release(), pick = scene.pick(fix);
  const Overlap found = overlap(scene, fix, pick);
  CHECK(found.coverage == 1);
  CHECK(found.additions == 1);
  CHECK(found.precision == 1);
}

TEST_CASE("a commit of two fixes covers each and is half of it", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string both = scene.change("kars-dev", "fix: two things", LandingScene::kFile,
                                        with_retry(with_guard(kCharge)));
  const Overlap found = overlap(scene, fix, both);
  CHECK(found.coverage == 1);
  CHECK(found.precision > 0.3);
  CHECK(found.precision < 0.8);
}

TEST_CASE("lines in another file count, but not as the same file's", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: a copy", "src/copy.js", kCharge);
  const std::string copy =
      scene.change("kars-dev", "fix: the copy", "src/copy.js", with_guard(kCharge));
  CHECK(overlap(scene, fix, copy).coverage == 1);
  CHECK(overlap(scene, fix, copy).same_file == 0);
  CHECK(coverage(scene, fix, copy) == 0);
  CHECK(coverage(scene, fix, copy, {{"src/copy.js", LandingScene::kFile}}) == 1);
}

TEST_CASE("a revert undoes all that the fix added and does none of it", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release(), undone = scene.revert("kars-prod", fix);
  CHECK(overlap(scene, fix, undone, Direction::undoes).coverage == 1);
  CHECK(overlap(scene, fix, undone).coverage == 0);
}

TEST_CASE("an import of the whole file is not the fix of a part of it", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "feat: drop it", "git rm -q src/charge.js");
  const std::string import =
      scene.change("kars-dev", "feat: import", LandingScene::kFile, with_guard(kCharge));
  CHECK(coverage(scene, fix, import) == 0);
}
