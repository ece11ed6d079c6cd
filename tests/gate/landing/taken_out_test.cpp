// SPDX-License-Identifier: MIT
#include "gate/landing/taken_out.h"

#include "gate/git/revert.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Subjects = std::vector<std::string>;

struct Production : LandingScene {
  // What HEAD, a revert on production, takes out.
  Subjects taken_out() const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    const Policy policy = default_policy();
    LandingIndex index(graph, policy);
    const Oid head = parse_oid(id("HEAD"));
    const auto reverts = reverts_of(graph, head, {parse_oid(id("HEAD~1"))});
    REQUIRE_FALSE(reverts.empty());
    Subjects subjects;
    for (const Commit& hotfix : hotfixes_taken_out(index, policy, reverts)) {
      subjects.emplace_back(hotfix.subject());
    }
    return subjects;
  }
  void take_back(const Arguments& options, const std::string& commit) {
    switch_to("kars-prod");
    Arguments arguments = {"revert", "--no-edit"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.push_back(commit);
    git(arguments);
  }
};

const std::string kGuard = "hotfix: charge an order once";

}  // namespace

TEST_CASE("the revert of a hotfix takes it out", "[landing]") {
  Production scene;
  scene.take_back({}, scene.release());
  CHECK(scene.taken_out().size() == 1);
}

TEST_CASE("the revert of anything else takes out no hotfix", "[landing]") {
  Production scene;
  scene.release();
  scene.take_back({}, scene.change("kars-prod", "feat: notes", "src/notes.js", "notes();\n"));
  CHECK(scene.taken_out().empty());
}

TEST_CASE("a release that is taken back from the wrong side takes production's hotfixes along",
          "[landing]") {
  Production scene;
  scene.change("kars-dev", "feat: notes", "src/notes.js", "notes();\n");
  scene.change("kars-prod", kGuard, LandingScene::kFile, with_guard(kCharge));
  scene.change("kars-prod", "hotfix: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  const std::string release = scene.merge("kars-prod", "kars-dev");
  scene.take_back({"-m", "2"}, release);
  CHECK(scene.taken_out() == Subjects{kGuard, "hotfix: retry"});
}

TEST_CASE("a hotfix that only the release brought goes with it", "[landing]") {
  Production scene;
  scene.change("kars-dev", kGuard, LandingScene::kFile, with_guard(kCharge));
  const std::string release = scene.merge("kars-prod", "kars-dev");
  scene.take_back({"-m", "1"}, release);
  CHECK(scene.taken_out() == Subjects{kGuard});
}

TEST_CASE("one that production had before the release stays", "[landing]") {
  Production scene;
  scene.pick(scene.release());
  scene.change("kars-dev", "feat: notes", "src/notes.js", "notes();\n");
  const std::string release = scene.merge("kars-prod", "kars-dev");
  scene.take_back({"-m", "1"}, release);
  CHECK(scene.taken_out().empty());
}

TEST_CASE("a hotfix branch that was merged is one hotfix", "[landing]") {
  Production scene;
  scene.switch_new("hotfix/pay", "kars-prod");
  scene.commit(kGuard, LandingScene::kFile, with_guard(kCharge));
  scene.commit("hotfix: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  const std::string merge = scene.merge("kars-prod", "hotfix/pay");
  scene.take_back({"-m", "1"}, merge);
  REQUIRE(scene.taken_out().size() == 1);
  CHECK(scene.taken_out().front().starts_with("Merge branch 'hotfix/pay'"));
}
