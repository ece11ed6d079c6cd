// SPDX-License-Identifier: MIT
#include "gate/landing/production_loss.h"

#include "tests/gate/landing/lines.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Both lines have the service; production has a hotfix of it.
struct Fixed : Lines {
  Fixed() {
    commit("feat: the service", LandingScene::kFile, kCharge);
    switch_to("kars-dev");
    merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
    switch_to("kars-prod");
    fix = commit("hotfix: guard", LandingScene::kFile, with_guard(kCharge));
  }
  void develop() {
    switch_to("kars-dev");
    commit("feat: retry", LandingScene::kFile, with_retry(kCharge));
    add("feat: more");
    switch_to("kars-prod");
  }
  Hotfix entry() const {
    const auto hotfixes = ask(kNow);
    REQUIRE(hotfixes.size() == 1);
    return hotfixes.front();
  }

  std::string fix;
};

}  // namespace

TEST_CASE("a release that takes a fix out of production is told, and withdraws nothing",
          "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  const std::string release = repo.squash("kars-dev", "Release 12");
  const Hotfix hotfix = repo.entry();
  CHECK(hotfix.lost_on_production == release);
  CHECK(state_name(hotfix.landing.state) == "missing");
  CHECK(is_debt(hotfix));
  CHECK(hotfix.overdue);
}

TEST_CASE("a release that changes nothing else of the fix's file is told too",
          "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.switch_to("kars-dev");
  repo.commit("feat: more", "src/more.js", "const more = require('./less');\n");
  repo.switch_to("kars-prod");
  CHECK(repo.entry().lost_on_production.empty());
  const std::string release = repo.squash("kars-dev", "Release 12");
  CHECK(repo.entry().lost_on_production == release);
}

TEST_CASE("a release that takes a part of a fix out loses it too", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.commit("hotfix: two places", LandingScene::kFile,
              replaced(with_retry(with_guard(kCharge)), "return open.length;",
                       "return open.filter(entry => entry.closed).length;"));
  repo.switch_to("kars-dev");
  repo.commit("feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  repo.add("feat: more");
  repo.switch_to("kars-prod");
  const std::string release = repo.squash("kars-dev", "Release 12");
  const auto hotfixes = repo.ask(Lines::kNow);
  REQUIRE(hotfixes.size() == 2);
  CHECK(hotfixes[0].lost_on_production.empty());
  CHECK(hotfixes[1].lost_on_production == release);
}

TEST_CASE("a merge of development that drops the fix loses it", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  repo.git({"merge", "-q", "--no-commit", "--no-ff", "kars-dev"});
  repo.git({"checkout", "kars-dev", "--", "src"});
  const std::string release = repo.commit("Merge branch 'kars-dev' into kars-prod");
  CHECK(repo.entry().lost_on_production == release);
}

TEST_CASE("a loss is still told once development merged production back", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  const std::string release = repo.squash("kars-dev", "Release 12");
  repo.switch_to("kars-dev");
  repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  CHECK(repo.entry().lost_on_production == release);
}

TEST_CASE("a fix that development has and a release does not is lost on production alone",
          "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  repo.branch("release", "kars-dev");
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-x", repo.fix});
  repo.switch_to("kars-prod");
  const std::string release = repo.squash("release", "Release 12");
  const Hotfix hotfix = repo.entry();
  CHECK(is_there(hotfix.landing.state));
  CHECK(hotfix.lost_on_production == release);
  CHECK(is_debt(hotfix));
  CHECK_FALSE(is_settled(hotfix));
}

TEST_CASE("a fix that is back on production is not lost", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  repo.squash("kars-dev", "Release 12");
  repo.git({"cherry-pick", "-x", repo.fix});
  for (const Hotfix& hotfix : repo.ask(Lines::kNow)) CHECK(hotfix.lost_on_production.empty());
}

TEST_CASE("a fix that production reverted on purpose is withdrawn, not lost", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  SECTION("by git revert") { repo.git({"revert", "--no-edit", repo.fix}); }
  SECTION("by hand, with nothing else") {
    repo.commit("Back to what it was", LandingScene::kFile, kCharge);
  }
  SECTION("by a commit that says so and does more") {
    repo.write("src/other.js", "const other = 1;\n");
    repo.commit("Revert the guard\n\nThis reverts commit " + repo.fix + ".", LandingScene::kFile,
                kCharge);
  }
  const Hotfix hotfix = repo.entry();
  CHECK(hotfix.lost_on_production.empty());
  CHECK(state_name(hotfix.landing.state) == "withdrawn");
}

TEST_CASE("a rollback that a release makes good again is not lost", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  repo.squash("kars-dev", "Release 12");
  repo.switch_new("hotfix/back");
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.switch_to("kars-prod");
  repo.merge("hotfix/back", "Merge branch 'hotfix/back' into kars-prod");
  repo.squash("kars-dev", "Release 13");
  const auto hotfixes = repo.ask(Lines::kNow);
  REQUIRE(hotfixes.size() == 2);
  CHECK_FALSE(hotfixes[0].lost_on_production.empty());
  CHECK(hotfixes[1].lost_on_production.empty());
}

TEST_CASE("a later hotfix of the same lines loses nothing", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.commit("hotfix: guard better", LandingScene::kFile,
              replaced(with_guard(kCharge), "amount === 0 ||", "amount <= 0 ||"));
  for (const Hotfix& hotfix : repo.ask(Lines::kNow)) CHECK(hotfix.lost_on_production.empty());
}

TEST_CASE("what development undid and promoted is not lost on production", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.switch_to("kars-dev");
  repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  repo.git({"revert", "--no-edit", repo.fix});
  repo.switch_to("kars-prod");
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  CHECK(repo.entry().lost_on_production.empty());
}

TEST_CASE("what development reworked and was promoted with is not lost", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.switch_to("kars-dev");
  SECTION("it had the very commit") {
    repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  }
  SECTION("it had picked it") { repo.git({"cherry-pick", "-x", repo.fix}); }
  repo.commit("refactor: start again", LandingScene::kFile,
              "module.exports = require('./payments/service');\n");
  repo.switch_new("release/12");
  repo.add("chore: notes");
  repo.switch_to("kars-prod");
  SECTION("by a merge") {
    repo.run({"merge", "-q", "--no-commit", "--no-ff", "release/12"});
    repo.git({"checkout", "release/12", "--", "src"});
    repo.commit("Merge branch 'release/12'");
  }
  SECTION("by a squash") { repo.squash("release/12", "Release 12"); }
  CHECK(repo.entry().lost_on_production.empty());
}

TEST_CASE("a commit of production may say that the loss is none", "[landing][ledger]") {
  Fixed repo = made_once<Fixed>();
  repo.develop();
  repo.squash("kars-dev", "Release 12");
  repo.commit("chore: say so\n\nHotfix-Waive: backport " + repo.fix + " the new gateway checks");
  CHECK(repo.entry().lost_on_production.empty());
}
