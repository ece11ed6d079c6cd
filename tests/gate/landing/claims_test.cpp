// SPDX-License-Identifier: MIT
// What messages say: it may nominate a commit, and a person may settle a debt; it proves no change.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

std::string picked_from(const std::string& commit) {
  return "\n\n(cherry picked from commit " + commit + ")";
}

// A hotfix of two places, and a commit of development that does the first of them, in other words.
struct Doubtful : LandingScene {
  std::string fix =
      change("kars-prod", "hotfix: two places", kFile, with_retry(with_guard(kCharge)));
  std::string like =
      change("kars-dev", "fix: lock orders", kFile,
             replaced(with_guard(kCharge), "amount === 0 || order.state === 'charged'",
                      "locks.taken(order)"));
};

}  // namespace

TEST_CASE("an empty pick with a trailer proves nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.switch_to("kars-dev");
  scene.commit("hotfix: charge an order once" + picked_from(fix));
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("an empty hotfix owes nothing, and no commit is named for it", "[landing]") {
  LandingScene scene;
  scene.switch_to("kars-prod");
  const std::string fix = scene.commit("hotfix: nothing");
  scene.switch_to("kars-dev");
  scene.commit("hotfix: nothing" + picked_from(fix));
  const Landing landing = scene.on_dev(fix);
  CHECK(is_settled(landing.state));
  CHECK(landing.evidence.empty());
}

TEST_CASE("an empty hotfix that development merged has landed with that merge", "[landing]") {
  LandingScene scene;
  scene.switch_to("kars-prod");
  const std::string fix = scene.commit("hotfix: deploy again");
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string merge = scene.merge("kars-dev", "kars-prod");
  const Landing landing = scene.on_dev(fix);
  CHECK(landing.state == LandingState::landed);
  CHECK(landing.evidence == std::vector<std::string>{merge});
}

TEST_CASE("a trailer over a change of another file proves nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "hotfix: charge an order once" + picked_from(fix), "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("a trailer over another change of the same file proves nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "hotfix: charge an order once" + picked_from(fix), LandingScene::kFile,
               with_retry(kCharge));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("Backport-of over another change of the same lines proves nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "hotfix: charge an order once\n\nBackport-of: " + fix,
               LandingScene::kFile,
               replaced(kCharge, "order.total - order.discount", "taxes.net(order, 'EUR')"));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("author, date and subject of the hotfix over another change prove nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(kCharge));
  scene.git({"commit", "-q", "--amend", "--reuse-message", fix});
  REQUIRE(scene.git({"log", "-1", "--format=%an %at %s", "kars-dev"}) ==
          scene.git({"log", "-1", "--format=%an %at %s", fix}));
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("a trailer that survived a revert does not land the hotfix again", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.revert("kars-dev", scene.pick(fix, {"-x"}));
  scene.commit("chore: again" + picked_from(fix));
  CHECK(scene.state(fix) == "lost");
}

TEST_CASE("a commit that does some of the hotfix needs a person", "[landing]") {
  Doubtful scene = made_once<Doubtful>();
  const Landing landing = scene.on_dev(scene.fix);
  CHECK(state_name(landing.state) == "uncertain");
  CHECK(landing.evidence == Ids{scene.like});
  CHECK_FALSE(landing.reason.empty());
}

TEST_CASE("Hotfix-Landed on development settles an uncertain hotfix", "[landing]") {
  Doubtful scene = made_once<Doubtful>();
  scene.switch_to("kars-dev");
  scene.commit("chore: looked at it\n\nHotfix-Landed: " + scene.fix);
  CHECK(scene.is_on_dev(scene.fix));
}

TEST_CASE("Hotfix-Landed in the very commit settles an uncertain hotfix", "[landing]") {
  Doubtful scene = made_once<Doubtful>();
  scene.switch_to("kars-dev");
  scene.git({"commit", "-q", "--amend", "-m", "fix: lock orders\n\nHotfix-Landed: " + scene.fix});
  CHECK(scene.is_on_dev(scene.fix));
}

TEST_CASE("Hotfix-Landed for another hotfix settles nothing", "[landing]") {
  Doubtful scene = made_once<Doubtful>();
  scene.switch_to("kars-dev");
  scene.commit("chore: looked at it\n\nHotfix-Landed: " + scene.id("kars-dev"));
  CHECK(scene.state(scene.fix) == "uncertain");
}

TEST_CASE("Hotfix-Landed on production settles nothing", "[landing]") {
  Doubtful scene = made_once<Doubtful>();
  scene.switch_to("kars-prod");
  scene.commit("chore: looked at it\n\nHotfix-Landed: " + scene.fix);
  CHECK(scene.state(scene.fix) == "uncertain");
}

TEST_CASE("Hotfix-Landed does not land a missing hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes\n\nHotfix-Landed: " + fix, "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("Hotfix-Landed does not land a lost hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.revert("kars-dev", scene.pick(fix));
  scene.commit("chore: looked at it\n\nHotfix-Landed: " + fix);
  CHECK(scene.state(fix) == "lost");
}

TEST_CASE("a hotfix that waives its backport is waived, and says so itself", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.change(
      "kars-prod", "hotfix: old gateway\n\nHotfix-Waive: backport dev has a new gateway",
      LandingScene::kFile, with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "waived");
  CHECK(landing.evidence == Ids{fix});
  CHECK_THAT(landing.reason, contains("dev has a new gateway"));
}

TEST_CASE("a waiver of another rule leaves the backport owed", "[landing]") {
  LandingScene scene;
  const std::string fix =
      scene.change("kars-prod", "hotfix: old gateway\n\nHotfix-Waive: tests-present no time",
                   LandingScene::kFile, with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("a waived hotfix that came all the same has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.change(
      "kars-prod", "hotfix: old gateway\n\nHotfix-Waive: backport dev has a new gateway",
      LandingScene::kFile, with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  CHECK(scene.is_on_dev(fix));
}
