// SPDX-License-Identifier: MIT
// Hotfixes that came to development, each in its own way, and near misses that did not.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a hotfix that development merged has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "kars-prod");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "landed");
  CHECK_FALSE(landing.evidence.empty());
  CHECK(landing.signal != LandingSignal::unasked);
}

TEST_CASE("development that was made from production has its hotfixes", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  CHECK(scene.state(fix) == "landed");
}

TEST_CASE("a hotfix that nobody brought to development is missing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "missing");
  CHECK(landing.evidence.empty());
}

TEST_CASE("another change of the same file is not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(kCharge));
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("another change of the same lines is not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile,
               replaced(kCharge, "order.total - order.discount", "taxes.net(order, 'EUR')"));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("another new value of the same setting is not the hotfix", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "chore: settings", "settings.conf", "host = pay\ntimeout = 30\n");
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string fix = scene.change("kars-prod", "hotfix: wait longer", "settings.conf",
                                       "host = pay\ntimeout = 90\n");
  scene.change("kars-dev", "chore: wait a little longer", "settings.conf",
               "host = pay\ntimeout = 45\n");
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("removing what the hotfix changed is not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: free orders", LandingScene::kFile,
               replaced(kCharge, "  const amount = order.total - order.discount;\n", ""));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("a clean cherry-pick is an equivalent change and the evidence", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string picked = scene.pick(fix);
  scene.change("kars-dev", "feat: more notes", "notes.md", "n\nm\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "equivalent");
  CHECK(landing.evidence == Ids{picked});
  CHECK(landing.similarity > 0.99);
}

TEST_CASE("a cherry-pick with a resolved conflict is adapted", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string taxed =
      replaced(kCharge, "order.total - order.discount", "order.total - order.discount + order.tax");
  scene.change("kars-dev", "feat: taxes", LandingScene::kFile, taxed);
  const std::string picked = scene.pick_resolved(
      fix, replaced(with_guard(kCharge), "Math.max(order.total - order.discount, 0)",
                    "Math.max(order.total - order.discount + order.tax, 0)"));
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "adapted");
  CHECK(landing.evidence == Ids{picked});
}

TEST_CASE("a later edit next to a cherry-pick does not take it away", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string picked = scene.pick(fix);
  scene.change("kars-dev", "feat: audit", LandingScene::kFile,
               replaced(with_guard(kCharge), "    return ledger.receipt_of(order.id);\n",
                        "    audit.note(order);\n    return ledger.receipt_of(order.id);\n"));
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "equivalent");
  CHECK(landing.evidence == Ids{picked});
}

TEST_CASE("a pick onto changed neighbour lines has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change(
      "kars-dev", "feat: cards", LandingScene::kFile,
      replaced(kCharge, "function charge(order, card) {", "function charge(order, payer) {"));
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile,
               replaced(with_guard(kCharge), "function charge(order, card) {",
                        "function charge(order, payer) {"));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a hotfix that was on development first is equivalent", "[landing]") {
  LandingScene scene;
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string first =
      scene.change("kars-dev", "fix: charge once", LandingScene::kFile, with_guard(kCharge));
  scene.switch_to("kars-prod");
  scene.git({"cherry-pick", first});
  const Landing landing = scene.on_dev(scene.id("kars-prod"));
  CHECK(state_name(landing.state) == "equivalent");
  CHECK(landing.evidence == Ids{first});
}

TEST_CASE("a fix that was in before the lines parted is no evidence for a new one", "[landing]") {
  LandingScene scene;
  scene.switch_to("kars-prod");
  scene.commit("fix: charge once", LandingScene::kFile, with_guard(kCharge));
  scene.commit("feat: charge twice", LandingScene::kFile, kCharge);
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("two commits that bring a half each are the evidence together", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.change("kars-prod", "hotfix: two places", LandingScene::kFile,
                                       with_retry(with_guard(kCharge)));
  const std::string one =
      scene.change("kars-dev", "fix: charge once", LandingScene::kFile, with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string two =
      scene.change("kars-dev", "fix: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "adapted");
  CHECK(landing.evidence == Ids{one, two});
}

TEST_CASE("half of a hotfix is not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.change("kars-prod", "hotfix: two places", LandingScene::kFile,
                                       with_retry(with_guard(kCharge)));
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile, with_guard(kCharge));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("a hotfix that adds a file has landed with that file", "[landing]") {
  LandingScene scene;
  const std::string fix =
      scene.change("kars-prod", "hotfix: limits", "src/limits.js", with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
  scene.pick(fix);
  CHECK(scene.state(fix) == "equivalent");
}

TEST_CASE("a hotfix that deletes a file has landed when it is deleted", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "feat: debug", "src/debug.js", "module.exports = { dump };\n");
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string fix = scene.change_by("kars-prod", "hotfix: no debug", "rm src/debug.js");
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
  scene.change_by("kars-dev", "chore: tidy", "rm src/debug.js");
  CHECK(scene.state(fix) == "equivalent");
}
