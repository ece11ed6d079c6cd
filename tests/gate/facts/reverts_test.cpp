// SPDX-License-Identifier: MIT
#include "gate/facts/reverts.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Reverting : TestRepo {
  Reverting() {
    kars(*this);
    commit("hotfix: mend", "src/login.js", "mended\n");
    git({"push", "-q", "origin", "kars-prod"});
    switch_new("hotfix/back");
  }
};

}  // namespace

TEST_CASE("a revert on a branch is compared with what it says", "[gate]") {
  Reverting repo;
  repo.git({"revert", "--no-edit", "HEAD"});
  const Facts facts = facts_of(repo, "hotfix/back", Need::reverts);
  REQUIRE(facts.reverts->size() == 1);
  CHECK(facts.reverts->front().reverted == repo.id("kars-prod"));
  CHECK(facts.reverts->front().state == Revert::State::exact);
}

TEST_CASE("a revert that production gets is one of the update's commits", "[gate]") {
  Reverting repo;
  repo.git({"revert", "--no-edit", "HEAD"});
  const Subject subject = moved(repo, SubjectKind::production, "kars-prod", "hotfix/back");
  CHECK(facts_of(repo, subject, Need::reverts).reverts->size() == 1);
}

TEST_CASE("a revert of a commit that is not here leaves the others known", "[gate]") {
  Reverting repo;
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.commit("Revert \"x\"\n\nThis reverts commit " + std::string(40, 'b') + ".", "src/y.js",
              "y\n");
  const Facts facts = facts_of(repo, "hotfix/back", Need::reverts);
  CHECK(facts.reverts->size() == 1);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].need == Need::reverts);
  CHECK(facts.unknown[0].cause == Cause::not_fetched);
}

TEST_CASE("a hotfix that a revert takes out is known, and no other", "[gate]") {
  Reverting repo;
  repo.commit("hotfix: elsewhere", "src/else.js", "else\n");
  repo.git({"push", "-q", "origin", "HEAD:kars-prod"});
  repo.git({"fetch", "-q", "origin"});
  repo.git({"revert", "--no-edit", "HEAD~1"});
  const Facts facts = facts_of(repo, "hotfix/back", Need::reverts);
  REQUIRE(facts.reverts->size() == 1);
  REQUIRE(facts.reverts->front().hotfixes.size() == 1);
  CHECK(facts.reverts->front().hotfixes.front().subject() == "hotfix: mend");
}

TEST_CASE("what development reverted is judged there, not when it is released", "[gate]") {
  Reverting repo;
  repo.switch_to("kars-dev");
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.git({"commit", "-q", "--amend", "-m",
            "Revert \"x\"\n\nThis reverts commit " + repo.id("HEAD~2") + "."});
  repo.git({"push", "-q", "origin", "kars-dev"});
  repo.git({"fetch", "-q", "origin"});
  repo.switch_new("next", "kars-prod");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "kars-dev"});
  const Subject subject = moved(repo, SubjectKind::production, "kars-prod", "next");
  CHECK(facts_of(repo, subject, Need::reverts).reverts->empty());
}
