// SPDX-License-Identifier: MIT
#include "gate/landing/rollbacks.h"

#include "tests/gate/landing/lines.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Development made a feature, and production has it by a promotion.
struct Promoted : Lines {
  Promoted() {
    commit("feat: the service", LandingScene::kFile, kCharge);
    switch_to("kars-dev");
    merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
    feature = commit("feat: guard", LandingScene::kFile, with_guard(kCharge));
    switch_to("kars-prod");
    merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  }
  std::string revert(const std::string& commit) {
    git({"revert", "--no-edit", commit});
    return id("HEAD");
  }
  std::vector<Hotfix> owed(const std::string& policy = "", std::int64_t now = kNow) const {
    return asked(rollbacks, policy, now);
  }

  std::string feature;
};

}  // namespace

TEST_CASE("what production took back and development still has is owed", "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  const std::string rollback = repo.revert(repo.feature);
  const auto owed = repo.owed();
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].commit == rollback);
  CHECK(owed[0].found_by == HotfixSign::rollback);
  CHECK(owed[0].landing.evidence == std::vector<std::string>{repo.feature});
  CHECK_THAT(owed[0].landing.reason, contains("the next promotion may bring it again"));
  CHECK(is_debt(owed[0]));
  CHECK_FALSE(owed[0].overdue);
  CHECK(repo.owed("", Lines::kNow + 100'000)[0].overdue);
}

TEST_CASE("a rollback that development made too is settled", "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  const std::string rollback = repo.revert(repo.feature);
  repo.switch_to("kars-dev");
  SECTION("by a revert of its own") { repo.revert(repo.feature); }
  SECTION("by the same commit, picked") { repo.git({"cherry-pick", "-x", rollback}); }
  SECTION("by a merge of production") {
    repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  }
  CHECK(repo.owed().empty());
}

TEST_CASE("a rollback that does not name its commit is compared all the same",
          "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  repo.commit("Revert \"feat: guard\" (#12)\n\nReverts owner/repo#11", LandingScene::kFile,
              kCharge);
  const auto owed = repo.owed();
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].landing.evidence.empty());
  CHECK_THAT(owed[0].landing.reason, contains("kars-dev still has what this takes back:"));
}

TEST_CASE("a rollback of a rollback is nothing", "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  repo.revert(repo.revert(repo.feature));
  CHECK(repo.owed().empty());
}

TEST_CASE("a rollback of what development never had owes nothing", "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  repo.revert(repo.commit("Fix it", LandingScene::kFile, with_retry(with_guard(kCharge))));
  CHECK(repo.owed().empty());
}

TEST_CASE("once production has it again by a release, nothing is owed", "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  repo.revert(repo.feature);
  repo.squash("kars-dev", "Release 13");
  CHECK(repo.owed().empty());
}

TEST_CASE("the policy may not look for rollbacks, and a person may waive one",
          "[landing][ledger]") {
  Promoted repo = made_once<Promoted>();
  const std::string rollback = repo.revert(repo.feature);
  CHECK(repo.owed("[backport]\nrollbacks = \"off\"\n").empty());
  repo.switch_to("kars-dev");
  repo.commit("chore: say so\n\nHotfix-Waive: backport " + rollback + " it is fixed here");
  CHECK(repo.owed().empty());
}
