// SPDX-License-Identifier: MIT
// Hotfixes that were on development and were undone there, or that production took back.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

// A hotfix, and development which has moved on and then picked it.
struct Picked : LandingScene {
  std::string fix = release();
  std::string picked = (change("kars-dev", "feat: notes", "notes.md", "n\n"), pick(fix));
};

void check_lost(const LandingScene& scene, const std::string& fix, const std::string& undone_by) {
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "lost");
  CHECK(landing.evidence == Ids{undone_by});
}

}  // namespace

TEST_CASE("a pick that development reverted is lost, and the revert is named", "[landing]") {
  Picked scene = made_once<Picked>();
  check_lost(scene, scene.fix, scene.revert("kars-dev", scene.picked));
}

TEST_CASE("a merged hotfix that development reverted is lost", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "kars-prod");
  check_lost(scene, fix, scene.revert("kars-dev", fix));
}

TEST_CASE("reverting the merge that brought a hotfix loses it", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string merge = scene.merge("kars-dev", "kars-prod");
  scene.git({"revert", "--no-edit", "-m", "1", merge});
  check_lost(scene, fix, scene.id("kars-dev"));
}

TEST_CASE("a hotfix that an ordinary commit undid is lost, and that commit is named", "[landing]") {
  Picked scene = made_once<Picked>();
  const std::string undo =
      scene.change("kars-dev", "chore: simplify charge", LandingScene::kFile, kCharge);
  scene.change("kars-dev", "feat: more notes", "notes.md", "n\nm\n");
  check_lost(scene, scene.fix, undo);
}

TEST_CASE("a hotfix that was undone beside other changes is lost", "[landing]") {
  Picked scene = made_once<Picked>();
  const std::string undo =
      scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(kCharge));
  check_lost(scene, scene.fix, undo);
}

TEST_CASE("a revert of the revert lands a hotfix again", "[landing]") {
  Picked scene = made_once<Picked>();
  scene.revert("kars-dev", scene.revert("kars-dev", scene.picked));
  CHECK(scene.is_on_dev(scene.fix));
}

TEST_CASE("a revert of the revert of the revert loses a hotfix again", "[landing]") {
  Picked scene = made_once<Picked>();
  const std::string again = scene.revert("kars-dev", scene.revert("kars-dev", scene.picked));
  check_lost(scene, scene.fix, scene.revert("kars-dev", again));
}

TEST_CASE("a pick after the revert lands a hotfix again", "[landing]") {
  Picked scene = made_once<Picked>();
  scene.revert("kars-dev", scene.picked);
  scene.change("kars-dev", "feat: more notes", "notes.md", "n\nm\n");
  scene.pick(scene.fix);
  CHECK(scene.is_on_dev(scene.fix));
}

TEST_CASE("a revert of another commit takes nothing away", "[landing]") {
  Picked scene = made_once<Picked>();
  const std::string retry =
      scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  scene.revert("kars-dev", retry);
  CHECK(scene.state(scene.fix) == "equivalent");
}

TEST_CASE("a message that claims a revert and reverts nothing takes nothing away", "[landing]") {
  Picked scene = made_once<Picked>();
  scene.change(
      "kars-dev",
      "Revert \"hotfix: charge an order once\"\n\nThis reverts commit " + scene.picked + ".",
      "notes.md", "n\nm\n");
  CHECK(scene.state(scene.fix) == "equivalent");
}

TEST_CASE("a merge with the strategy ours loses the hotfix it pretends to bring", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  check_lost(scene, fix, scene.merge("kars-dev", "kars-prod", {"-s", "ours"}));
}

TEST_CASE("a pick after a merge with the strategy ours lands the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "kars-prod", {"-s", "ours"});
  scene.pick(fix);
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a merge whose resolution dropped the hotfix loses it", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string dev = replaced(kCharge, "order.total - order.discount", "taxes.net(order)");
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile, dev);
  REQUIRE(scene.run({"merge", "-q", "kars-prod"}).status != 0);
  check_lost(scene, fix, scene.commit("Merge branch 'kars-prod'", LandingScene::kFile, dev));
}

TEST_CASE("a merge whose resolution kept both sides has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string taxed =
      replaced(kCharge, "order.total - order.discount", "order.total - order.discount + order.tax");
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile, taxed);
  REQUIRE(scene.run({"merge", "-q", "kars-prod"}).status != 0);
  scene.commit("Merge branch 'kars-prod'", LandingScene::kFile,
               replaced(with_guard(kCharge), "order.total - order.discount",
                        "order.total - order.discount + order.tax"));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a later merge that takes the file of an older branch loses the hotfix", "[landing]") {
  Picked scene = made_once<Picked>();
  scene.switch_new("feature", "kars-prod~1");
  scene.commit("feat: retry", LandingScene::kFile, with_retry(kCharge));
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-commit", "--no-ff", "feature"});
  check_lost(scene, scene.fix,
             scene.commit("Merge branch 'feature'", LandingScene::kFile, with_retry(kCharge)));
}

TEST_CASE("code that was rewritten later does not lose the hotfix", "[landing]") {
  Picked scene = made_once<Picked>();
  scene.change("kars-dev", "refactor: receipts", LandingScene::kFile,
               replaced(with_guard(kCharge),
                        "  const amount = Math.max(order.total - order.discount, 0);\n"
                        "  if (amount === 0 || order.state === 'charged') {\n"
                        "    return ledger.receipt_of(order.id);\n"
                        "  }\n",
                        "  const amount = payable(order);\n"
                        "  if (is_settled(order, amount)) return receipts.last(order);\n"));
  CHECK(scene.is_on_dev(scene.fix));
}

TEST_CASE("a file that was deleted later does not lose the hotfix", "[landing]") {
  Picked scene = made_once<Picked>();
  scene.change_by("kars-dev", "feat!: payments are a service now", "rm src/charge.js");
  CHECK(scene.is_on_dev(scene.fix));
}

TEST_CASE("a hotfix that production reverted is withdrawn, and the revert is named", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string back = scene.revert("kars-prod", fix);
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "withdrawn");
  CHECK(landing.evidence == Ids{back});
}

TEST_CASE("a hotfix that production undid in an ordinary commit is withdrawn", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string back =
      scene.change("kars-prod", "hotfix: charge as before", LandingScene::kFile, kCharge);
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "withdrawn");
  CHECK(landing.evidence == Ids{back});
}

TEST_CASE("a hotfix that production took back and made again is owed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string again = scene.revert("kars-prod", scene.revert("kars-prod", fix));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
  CHECK(scene.state(again) == "missing");
}

TEST_CASE("one pick settles a hotfix that production took back and made again", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string again = scene.revert("kars-prod", scene.revert("kars-prod", fix));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  CHECK(scene.is_on_dev(fix));
  CHECK(scene.is_on_dev(again));
}

TEST_CASE("a hotfix that production replaced by a better one is not withdrawn", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change(
      "kars-prod", "hotfix: charge an order once, really", LandingScene::kFile,
      replaced(with_guard(kCharge), "order.state === 'charged'", "ledger.has_receipt(order.id)"));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("a fix that was picked and whose lines were then deleted is lost", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.pick(fix);
  std::string without;
  const std::string fixed = with_guard(kCharge);
  for (std::size_t at = 0; at < fixed.size();) {
    const std::size_t end = fixed.find('\n', at) + 1;
    const std::string line = fixed.substr(at, end - at);
    if (kCharge.find(line) != std::string::npos) without += line;
    at = end;
  }
  const std::string undone =
      scene.change("kars-dev", "chore: simplify", LandingScene::kFile, without);
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "lost");
  CHECK(landing.evidence == std::vector<std::string>{undone});
}

TEST_CASE("production that replaces its hotfix by more does not take it back", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-prod", "hotfix: move the guard", "src/guard.js", "export const guard = 1;\n");
  scene.change("kars-prod", "hotfix: the guard is elsewhere now", LandingScene::kFile,
               kCharge + "// guarded by guard.js\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) != "withdrawn");
  CHECK_FALSE(is_settled(landing.state));
}

// Twenty lines; what takes them back does a little more, or too much to be their inverse.
TEST_CASE("production takes a hotfix back by a commit that is one part in twenty other work",
          "[landing]") {
  const auto state_after = [](int more) {
    LandingScene scene;
    std::string fixed = kCharge, back = kCharge;
    for (int i = 0; i < 20; ++i) fixed += "refuse_an_order_of_kind(" + std::to_string(i) + ");\n";
    for (int i = 0; i < more; ++i) back += "allow_the_order_of_kind(" + std::to_string(i) + ");\n";
    const std::string fix = scene.change("kars-prod", "hotfix: refuse", LandingScene::kFile, fixed);
    scene.change("kars-prod", "feat: allow", LandingScene::kFile, back);
    scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
    return scene.state(fix);
  };
  CHECK(state_after(1) == "withdrawn");
  CHECK(state_after(2) != "withdrawn");
}
