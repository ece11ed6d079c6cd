// SPDX-License-Identifier: MIT
// Several commits on the one side and one on the other.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

// A hotfix branch of two commits, and development which has moved on.
struct Branch : LandingScene {
  std::string one, two;
  Branch() {
    switch_new("hotfix/pay", "kars-prod");
    one = commit("hotfix: charge an order once", kFile, with_guard(kCharge));
    two = commit("hotfix: retry", kFile, with_retry(with_guard(kCharge)));
    change("kars-dev", "feat: notes", "notes.md", "n\n");
  }
};

}  // namespace

TEST_CASE("a hotfix squashed to production and merged to development has landed", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.squash("kars-prod", "hotfix/pay", "hotfix: payments (#7)");
  scene.merge("kars-dev", "hotfix/pay");
  const Landing landing = scene.on_dev(fix);
  CHECK(is_there(landing.state));
  CHECK_FALSE(landing.evidence.empty());
}

TEST_CASE("a hotfix squashed to production and picked commit by commit has landed", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.squash("kars-prod", "hotfix/pay", "hotfix: payments (#7)");
  const std::string one = scene.pick(scene.one);
  const std::string two = scene.pick(scene.two);
  CHECK(scene.on_dev(fix).evidence == Ids{one, two});
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a hotfix squashed to production of which development has one commit is not there",
          "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.squash("kars-prod", "hotfix/pay", "hotfix: payments (#7)");
  scene.pick(scene.one);
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("a hotfix squashed to both lines is an equivalent change", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.squash("kars-prod", "hotfix/pay", "hotfix: payments (#7)");
  const std::string other = scene.squash("kars-dev", "hotfix/pay", "fix: payments");
  CHECK(scene.state(fix) == "equivalent");
  CHECK(scene.on_dev(fix).evidence == Ids{other});
}

TEST_CASE("two hotfixes that development has as one squash have both landed", "[landing]") {
  Branch scene = made_once<Branch>();
  scene.git({"branch", "-f", "kars-prod", "hotfix/pay"});
  scene.squash("kars-dev", "hotfix/pay", "fix: payments");
  CHECK(scene.are_on_dev({scene.one, scene.two}) == std::vector<bool>{true, true});
}

TEST_CASE("one commit of a squash on development has landed", "[landing]") {
  Branch scene = made_once<Branch>();
  scene.git({"branch", "-f", "kars-prod", "hotfix/pay"});
  scene.squash("kars-dev", "hotfix/pay", "fix: payments");
  CHECK(scene.is_on_dev(scene.one));
}

TEST_CASE("a hotfix merged to production and squashed to development has landed", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.merge("kars-prod", "hotfix/pay");
  scene.squash("kars-dev", "hotfix/pay", "fix: payments");
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a hotfix merged to production and picked commit by commit has landed", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.merge("kars-prod", "hotfix/pay");
  scene.pick(scene.one);
  CHECK_FALSE(scene.is_on_dev(fix));
  scene.pick(scene.two);
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a hotfix merged to production and to development has landed", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string fix = scene.merge("kars-prod", "hotfix/pay");
  scene.merge("kars-dev", "hotfix/pay");
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a squash on development that holds much else has brought a hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.switch_new("feature", "kars-dev");
  scene.commit("feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  for (const char* file : {"src/a.js", "src/b.js", "src/c.js"}) {
    scene.commit(std::string("feat: ") + file, file,
                 std::string("module.exports = '") + file + "';\n");
  }
  const std::string squash = scene.squash("kars-dev", "feature", "feat: everything");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "adapted");
  CHECK(landing.evidence == Ids{squash});
}

TEST_CASE("a second hotfix that replaces lines of the first lands with it in one squash",
          "[landing]") {
  LandingScene scene;
  const std::string first = scene.release();
  const std::string second = scene.change(
      "kars-prod", "hotfix: ask the ledger", LandingScene::kFile,
      replaced(with_guard(kCharge), "order.state === 'charged'", "ledger.has_receipt(order.id)"));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.squash("kars-dev", "kars-prod", "fix: payments");
  CHECK(scene.are_on_dev({first, second}) == std::vector<bool>{true, true});
}

TEST_CASE("a whole branch has landed when development merged it", "[landing]") {
  Branch scene = made_once<Branch>();
  scene.merge("kars-dev", "hotfix/pay");
  CHECK(state_name(scene.branch_on_dev("hotfix/pay").state) == "landed");
}

TEST_CASE("a whole branch has landed when development squashed it", "[landing]") {
  Branch scene = made_once<Branch>();
  scene.squash("kars-dev", "hotfix/pay", "fix: payments");
  CHECK(is_there(scene.branch_on_dev("hotfix/pay").state));
}

TEST_CASE("a whole branch has landed when development picked all of it", "[landing]") {
  Branch scene = made_once<Branch>();
  scene.pick(scene.one);
  CHECK_FALSE(is_there(scene.branch_on_dev("hotfix/pay").state));
  scene.pick(scene.two);
  CHECK(is_there(scene.branch_on_dev("hotfix/pay").state));
}

TEST_CASE("a branch that was merged and then reverted is lost", "[landing]") {
  Branch scene = made_once<Branch>();
  const std::string merge = scene.merge("kars-dev", "hotfix/pay");
  scene.git({"revert", "--no-edit", "-m", "1", merge});
  CHECK(state_name(scene.branch_on_dev("hotfix/pay").state) == "lost");
}
