// SPDX-License-Identifier: MIT
#include "gate/facts/backport.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Bringing : TestRepo {
  Bringing() {
    kars(*this);
    fix = commit("hotfix: mend", "src/login.js", "mended\nwith a second line\nand a third\n");
    git({"push", "-q", "origin", "kars-prod"});
    switch_new("backport/x", "kars-dev");
  }
  Backport backport(const std::string& branch = "backport/x") const {
    Subject subject;
    subject.stage = Stage::pull_request;
    subject.kind = SubjectKind::backport;
    subject.branch = branch;
    subject.head = id("HEAD");
    return *facts_of(*this, subject, Need::claims).backport;
  }

  std::string fix;
};

}  // namespace

TEST_CASE("a cherry-pick claims the commit that it names, and brings it", "[gate]") {
  const Bringing repo;
  repo.git({"cherry-pick", "-x", repo.fix});
  const Backport backport = repo.backport();
  REQUIRE(backport.claims.size() == 1);
  CHECK(backport.claims[0].commit == repo.fix);
  CHECK(backport.claims[0].subject == "hotfix: mend");
  CHECK(backport.claims[0].said_by == repo.id("HEAD"));
  CHECK(is_there(backport.claims[0].production.state));
  CHECK(is_there(backport.claims[0].head.state));
  CHECK(backport.others.empty());
}

TEST_CASE("a commit that claims nothing is named beside the claims", "[gate]") {
  Bringing repo;
  repo.commit("feat: ride along", "src/more.js", "more\n");
  const Backport backport = repo.backport();
  CHECK(backport.claims.empty());
  REQUIRE(backport.others.size() == 1);
  CHECK(backport.others[0].subject() == "feat: ride along");
}

TEST_CASE("a claim of a commit that is not here is kept as it is written", "[gate]") {
  Bringing repo;
  repo.commit("hotfix: bring\n\nHotfix-Landed: " + std::string(40, 'b'), "src/more.js", "more\n");
  const Backport backport = repo.backport();
  REQUIRE(backport.claims.size() == 1);
  CHECK(backport.claims[0].commit == std::string(40, 'b'));
  CHECK(backport.claims[0].production.state == LandingState::missing);
}

TEST_CASE("a hotfix branch claims itself", "[gate]") {
  const Bringing repo;
  repo.git({"reset", "-q", "--hard", repo.fix});
  const Backport backport = repo.backport("hotfix/x");
  REQUIRE(backport.claims.size() == 1);
  CHECK(backport.claims[0].commit == repo.fix);
  CHECK(backport.claims[0].said_by.empty());
}
