// SPDX-License-Identifier: MIT
#include "gate/facts/update.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

using Kind = Update::Kind;

struct Moving : TestRepo {
  Moving() {
    kars(*this);
    switch_new("next", "kars-prod");
    commit("hotfix: mend", "src/login.js", "mended\n");
  }
  Update update(const std::string& from, const std::string& to,
                SubjectKind kind = SubjectKind::production) const {
    return *facts_of(*this, moved(*this, kind, from, to), Need::update).update;
  }
};

}  // namespace

TEST_CASE("a production that moves on lists what is new", "[gate]") {
  const Moving repo;
  const Update update = repo.update("kars-prod", "next");
  CHECK(update.kind == Kind::fast_forward);
  REQUIRE(update.commits.size() == 1);
  CHECK(update.commits[0].subject() == "hotfix: mend");
  CHECK_FALSE(update.reverts_tip);
}

TEST_CASE("a production that steps back lists what it drops, newest first", "[gate]") {
  const Moving repo;
  const Update update = repo.update("kars-dev", "kars-prod");
  CHECK(update.kind == Kind::rewrite);
  REQUIRE(update.dropped.size() == 2);
  CHECK(update.dropped[0].id == repo.id("kars-dev"));
}

TEST_CASE("a production that is made or deleted has no commits to list", "[gate]") {
  const Moving repo;
  CHECK(repo.update("", "next").kind == Kind::create);
  CHECK(repo.update("next", "").kind == Kind::remove);
  CHECK(repo.update("", "next").commits.empty());
}

TEST_CASE("a push that takes back production's tip and nothing else says so", "[gate]") {
  Moving repo;
  repo.git({"revert", "--no-edit", "HEAD"});
  CHECK(repo.update("next~1", "next").reverts_tip);
}

TEST_CASE("what development gets is not listed", "[gate]") {
  const Moving repo;
  CHECK(repo.update("kars-prod", "kars-dev", SubjectKind::development).commits.empty());
}

TEST_CASE("a branch that was not here before counts as rewritten", "[gate]") {
  const Moving repo;
  Subject subject = moved(repo, SubjectKind::production, "", "next");
  subject.old_head = std::string(40, 'b');
  const Facts facts = facts_of(repo, subject, Need::update);
  CHECK(facts.update->kind == Kind::rewrite);
  CHECK(facts.update->dropped.empty());
}

TEST_CASE("a push that takes back a rollback says that, and not that it is one", "[gate]") {
  Moving repo;
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.git({"revert", "--no-edit", "HEAD"});
  const Update update = repo.update("next~1", "next");
  CHECK_FALSE(update.reverts_tip);
  CHECK(update.brings_back);
}

TEST_CASE("a branch that the remote lost is compared with what it had", "[gate]") {
  Moving repo;
  repo.git({"remote", "add", "home", repo.root() + "/home.git"});
  repo.git({"update-ref", "refs/remotes/home/kars-prod", repo.id("kars-prod")});
  Subject subject = moved(repo, SubjectKind::production, "", "next");
  subject.stage = Stage::push;
  subject.branch = "kars-prod";
  subject.remote = "home";
  repo.git({"config", "hotfix.remote", "home"});
  const Update update = *facts_of(repo, subject, Need::update).update;
  CHECK(update.was_deleted);
  CHECK(update.kind == Kind::fast_forward);
  CHECK(update.commits.size() == 1);
}
