// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts stray(const std::string& branch, const std::string& target) {
  Facts facts = pull_request_of_hotfix();
  facts.subject.kind = SubjectKind::stray;
  facts.subject.branch = facts.subject.local_branch = branch;
  facts.subject.target = target;
  facts.subject.remote = "origin";
  return facts;
}

Finding only(const Facts& facts) { return only(judge(rules::pr_target, facts)); }

}  // namespace

TEST_CASE("what belongs where it goes has a good target", "[rules]") {
  for (SubjectKind kind :
       {SubjectKind::hotfix, SubjectKind::revert, SubjectKind::promotion, SubjectKind::backport}) {
    Facts facts = pull_request_of_hotfix();
    facts.subject.kind = kind;
    REQUIRE(judges(rules::pr_target, kind));
    REQUIRE(judge(rules::pr_target, facts).empty());
  }
}

TEST_CASE("a feature that asks for production is sent to development", "[rules]") {
  const Finding finding = only(stray("feature/new-menu", "kars-prod"));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message ==
          "branch feature/new-menu may not go to kars-prod, which takes only hotfixes, reverts and "
          "promotions of kars-dev");
  REQUIRE(script(finding) == "gh pr edit 12 --base kars-dev\n");
  REQUIRE_THAT(advice_of(finding), contains("git fetch origin refs/heads/kars-prod && "
                                            "git switch -c hotfix/new-menu FETCH_HEAD"));
}

TEST_CASE("a branch that looks like a fix is not moved without asking", "[rules]") {
  for (const char* name : {"fix/login", "bugfix/login", "Hotfix/login", "alice/urgent"}) {
    INFO(name);
    const Finding finding = only(stray(name, "kars-prod"));
    REQUIRE(finding.fix.empty());
    REQUIRE_THAT(advice_of(finding), contains("If production needs it now, begin a hotfix branch"));
    REQUIRE_THAT(advice_of(finding), contains("gh pr edit 12 --base kars-dev"));
  }
}

TEST_CASE("nobody is told to pick commits that the tool only guesses", "[rules]") {
  REQUIRE(advice_of(only(stray("fix/login", "kars-prod"))).find("cherry-pick") ==
          std::string::npos);
}

TEST_CASE("without the number of the pull request words say what to do", "[rules]") {
  for (const char* name : {"feature/menu", "fix/login"}) {
    Facts facts = stray(name, "kars-prod");
    facts.pull_request.reset();
    const Finding finding = only(facts);
    REQUIRE(finding.fix.empty());
    REQUIRE(advice_of(finding).find("gh pr") == std::string::npos);
    REQUIRE_THAT(advice_of(finding), contains("et the base of the pull request to kars-dev"));
  }
}

TEST_CASE("a hotfix that goes astray is sent to production", "[rules]") {
  const Finding finding = only(stray("hotfix/fix-login", "feature/menu"));
  REQUIRE(finding.message ==
          "hotfix branch hotfix/fix-login goes to feature/menu, not to kars-prod");
  REQUIRE(script(finding) == "gh pr edit 12 --base kars-prod\n");
  REQUIRE(advice_of(finding).empty());
}

TEST_CASE("a hotfix may be reviewed on top of another one", "[rules]") {
  REQUIRE(judge(rules::pr_target, stray("hotfix/b", "hotfix/a")).empty());
}

TEST_CASE("a policy may name other branches that take hotfixes", "[rules]") {
  const std::string staging = "also_to = ['staging', 'release/*']";
  REQUIRE(judge(rules::pr_target, stray("hotfix/a", "staging"), staging).empty());
  REQUIRE(judge(rules::pr_target, stray("hotfix/a", "release/7"), staging).empty());
  REQUIRE_THAT(only(judge(rules::pr_target, stray("hotfix/a", "staging-2"), staging)).message,
               contains("goes to staging-2, not to kars-prod"));
}

TEST_CASE("no list of other targets opens production", "[rules]") {
  const Findings findings =
      judge(rules::pr_target, stray("feature/menu", "kars-prod"), "also_to = ['**']");
  REQUIRE_THAT(only(findings).message, contains("feature/menu may not go to kars-prod"));
}

TEST_CASE("the development branch of a fork is no promotion", "[rules]") {
  Facts facts = stray("kars-dev", "kars-prod");
  facts.subject.fork = "mallory/kars";
  const Finding finding = only(facts);
  REQUIRE(finding.message ==
          "branch kars-dev of mallory/kars may not go to kars-prod: a promotion comes from the "
          "repository itself");
  REQUIRE(script(finding) == "gh pr edit 12 --base kars-dev\n");
  REQUIRE_THAT(advice_of(finding), contains("gh pr create --base kars-prod --head kars-dev"));
}

TEST_CASE("a hostile branch name stays inside its quotes", "[rules]") {
  const Finding finding = only(stray("x/$(id);'y'", "kars-prod"));
  REQUIRE_THAT(advice_of(finding), contains("git switch -c hotfix/id-y FETCH_HEAD"));
}

TEST_CASE("a branch without letters still gets the name of a hotfix", "[rules]") {
  REQUIRE_THAT(advice_of(only(stray("---", "kars-prod"))), contains("hotfix/fix-production"));
}

TEST_CASE("the policy's own branch names are the ones that are spoken of", "[rules]") {
  Facts facts = stray("feature/menu", "live");
  facts.refs.production = "live";
  facts.refs.production_ref = "upstream/live";
  facts.refs.development = "trunk";
  const Finding finding = only(facts);
  REQUIRE(script(finding) == "gh pr edit 12 --base trunk\n");
  REQUIRE_THAT(advice_of(finding), contains("git fetch upstream refs/heads/live"));
}

TEST_CASE("a branch cannot waive where it may go", "[rules]") {
  REQUIRE_FALSE(rules::pr_target.waivable);
}
