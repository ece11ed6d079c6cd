// SPDX-License-Identifier: MIT
#include "gate/facts/backport.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Bringing : TestRepo {
  Bringing() {
    kars(*this);
    write("src/guard.js", "module.exports = (user) => user !== null && user.isActive;\n");
    fix = commit("hotfix: mend", "src/login.js", "mended\nwith a second line\nand a third\n");
    git({"push", "-q", "origin", "kars-prod"});
    switch_new("backport/x", "kars-dev");
  }
  Facts facts(const std::string& branch = "backport/x") const {
    Subject subject;
    subject.stage = Stage::pull_request;
    subject.kind = SubjectKind::backport;
    subject.branch = branch;
    subject.head = id("HEAD");
    return facts_of(*this, subject, Need::claims);
  }
  Backport backport(const std::string& branch = "backport/x") const {
    return *facts(branch).backport;
  }

  // The branch merges `other`; `script` changes what the merge makes.
  void merge(const std::string& other, const std::string& script = ":") {
    git({"merge", "-q", "--no-ff", "--no-commit", other});
    REQUIRE(sh(script).status == 0);
    merged = commit("Merge branch '" + other + "'");
  }
  // Production squashes a branch of two commits. The id of the squash.
  std::string squash() {
    switch_new("hotfix/more", "kars-prod");
    commit("wip", "src/more.js", "const more = 'the first of two steps';\n");
    commit("again", "src/again.js", "const again = 'the second of two steps';\n");
    switch_to("kars-prod");
    git({"merge", "-q", "--squash", "hotfix/more"});
    const std::string id = commit("hotfix: do more (#7)");
    git({"push", "-q", "origin", "kars-prod"});
    switch_to("backport/x");
    return id;
  }

  std::string fix, merged;
};

const Claim& only_claim(const Backport& backport) {
  REQUIRE(backport.claims.size() == 1);
  return backport.claims.front();
}

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

TEST_CASE("a commit of the backport can waive, one that development has cannot", "[gate]") {
  Bringing repo;
  repo.commit("feat: more\n\nHotfix-Waive: backport-claims of an earlier one", "src/a.js", "a\n");
  repo.git({"push", "-q", "origin", "HEAD:kars-dev"});
  repo.commit("hotfix: mend\n\nHotfix-Waive: backport-claims mended elsewhere", "src/b.js", "b\n");
  const Facts facts = repo.facts();
  REQUIRE(facts.waivers.size() == 1);
  CHECK(facts.waivers[0].rule == "backport-claims");
  CHECK(facts.waivers[0].reason == "mended elsewhere");
  CHECK(facts.waivers[0].commit == repo.id("HEAD"));
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

TEST_CASE("a hotfix branch that was brought up to date with development is still released",
          "[gate]") {
  Bringing repo;
  repo.git({"reset", "-q", "--hard", repo.fix});
  repo.merge("kars-dev");
  for (const Claim& claim : repo.backport("hotfix/x").claims) {
    CHECK(is_there(claim.production.state));
    CHECK(is_there(claim.head.state));
  }
}

TEST_CASE("a hotfix branch that dropped its own fix in a merge does not bring it", "[gate]") {
  Bringing repo;
  repo.git({"reset", "-q", "--hard", repo.fix});
  repo.merge("kars-dev", "git checkout -q kars-dev -- src/login.js; git rm -qf src/guard.js");
  const Backport backport = repo.backport("hotfix/x");
  REQUIRE(backport.claims.size() == 2);
  CHECK(backport.claims[1].sign == ClaimSign::merge);
  CHECK(backport.claims[1].commit == repo.fix);
  CHECK(backport.claims[1].head.state == LandingState::lost);
}

TEST_CASE("a merge of production brings its hotfixes", "[gate]") {
  Bringing repo;
  repo.merge("kars-prod");
  const Backport backport = repo.backport();
  const Claim& claim = only_claim(backport);
  CHECK(claim.sign == ClaimSign::merge);
  CHECK(claim.commit == repo.fix);
  CHECK(claim.said_by == repo.merged);
  CHECK(is_there(claim.production.state));
  CHECK(is_there(claim.head.state));
  CHECK(backport.others.empty());
}

TEST_CASE("a merge that takes nothing of production over brings nothing", "[gate]") {
  Bringing repo;
  repo.git({"merge", "-q", "-s", "ours", "--no-edit", "kars-prod"});
  CHECK(only_claim(repo.backport()).head.state == LandingState::lost);
}

TEST_CASE("a merge that leaves one of two files out brings half", "[gate]") {
  Bringing repo;
  repo.merge("kars-prod", "git rm -qf src/guard.js");
  const Claim claim = only_claim(repo.backport());
  CHECK_FALSE(is_settled(claim.head.state));
  std::vector<std::string> absent;
  for (const LandingPart& part : claim.head.parts) {
    if (is_absent(part.state)) absent.push_back(part.path);
  }
  CHECK(absent == std::vector<std::string>{"src/guard.js"});
}

TEST_CASE("a merge of the hotfix branch that production squashed brings the squash", "[gate]") {
  Bringing repo;
  const std::string squash = repo.squash();
  repo.merge("hotfix/more");
  const Backport backport = repo.backport();
  std::vector<std::string> brought;
  for (const Claim& claim : backport.claims) {
    CHECK(is_there(claim.head.state));
    brought.push_back(claim.commit);
  }
  CHECK(std::find(brought.begin(), brought.end(), squash) != brought.end());
  CHECK(backport.others.empty());
}

TEST_CASE("of a squashed hotfix branch, a merge that leaves a file out brings half", "[gate]") {
  Bringing repo;
  const std::string squash = repo.squash();
  repo.merge("hotfix/more", "git rm -qf src/again.js");
  const Backport backport = repo.backport();
  const auto claim = std::find_if(backport.claims.begin(), backport.claims.end(),
                                  [&](const Claim& one) { return one.commit == squash; });
  REQUIRE(claim != backport.claims.end());
  CHECK_FALSE(is_settled(claim->head.state));
}

TEST_CASE("a branch that grew from production and merged development brings what it kept",
          "[gate]") {
  Bringing repo;
  repo.git({"reset", "-q", "--hard", "kars-prod"});
  const bool drops = GENERATE(false, true);
  repo.merge("kars-dev", drops ? "git rm -qf src/guard.js" : ":");
  CHECK(is_settled(only_claim(repo.backport()).head.state) != drops);
}

TEST_CASE("a branch that begins at production brings its hotfixes, unless it undoes them",
          "[gate]") {
  Bringing repo;
  repo.git({"reset", "-q", "--hard", "kars-prod"});
  const bool undoes = GENERATE(false, true);
  if (undoes) {
    repo.git({"rm", "-q", "src/guard.js"});
    repo.commit("chore: tidy up");
  }
  const Backport backport = repo.backport();
  const Claim& claim = only_claim(backport);
  CHECK(claim.sign == ClaimSign::history);
  CHECK(claim.commit == repo.fix);
  CHECK(is_settled(claim.head.state) != undoes);
}

TEST_CASE("a merge of development, or of a branch that production never had, claims nothing",
          "[gate]") {
  Bringing repo;
  repo.switch_new("topic", "kars-dev");
  repo.commit("feat: topic", "src/topic.js", "const topic = 'of its own';\n");
  repo.switch_to("backport/x");
  repo.merge("topic");
  const Backport backport = repo.backport();
  CHECK(backport.claims.empty());
  CHECK(backport.others.size() == 1);
}

TEST_CASE("a pick without -x is known by the subject of the hotfix", "[gate]") {
  Bringing repo;
  repo.git({"cherry-pick", repo.fix});
  const Backport backport = repo.backport();
  const Claim& claim = only_claim(backport);
  CHECK(claim.sign == ClaimSign::subject);
  CHECK(claim.commit == repo.fix);
  CHECK(is_there(claim.head.state));
  CHECK(backport.others.empty());
}

TEST_CASE("a subject that two hotfixes have names neither", "[gate]") {
  Bringing repo;
  repo.switch_to("kars-prod");
  repo.commit("hotfix: mend", "src/other.js", "const other = 'mended as well';\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  repo.switch_to("backport/x");
  repo.commit("hotfix: mend", "src/third.js", "const third = 'is neither';\n");
  const Backport backport = repo.backport();
  CHECK(backport.claims.empty());
  CHECK(backport.others.size() == 1);
}

TEST_CASE("what is not there is picked in memory", "[gate]") {
  Bringing repo;
  repo.commit("hotfix: mend", "tests/login.mended.test.js", "test('mended', () => {});\n");
  const Backport backport = repo.backport();
  const Claim& claim = only_claim(backport);
  CHECK_FALSE(is_settled(claim.head.state));
  REQUIRE(claim.pick);
  CHECK(claim.pick->outcome == Forecast::Outcome::clean);
}
