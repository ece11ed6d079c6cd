// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts deleted(LandingState production, LandingState development) {
  Facts facts = pushed_hotfix();
  facts.subject.kind = SubjectKind::removal;
  facts.subject.old_head = id('a');
  facts.containment.emplace();
  facts.containment->production.state = production;
  facts.containment->production.evidence = {id('5')};
  facts.containment->development.state = development;
  facts.containment->development.evidence = {id('e')};
  return facts;
}

Facts deleted(bool in_production, bool in_development) {
  const auto state = [](bool there) {
    return there ? LandingState::landed : LandingState::missing;
  };
  return deleted(state(in_production), state(in_development));
}

Findings judge_cleanup(const Facts& facts) { return judge(rules::branch_cleanup, facts); }

}  // namespace

TEST_CASE("a hotfix that both branches have may be deleted", "[rules]") {
  REQUIRE(judge_cleanup(deleted(true, true)).empty());
}

TEST_CASE("a hotfix that development lacks is backported first", "[rules]") {
  const Findings findings = judge_cleanup(deleted(true, false));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message ==
          "hotfix/fix-login is not on kars-dev yet; deleting the branch would lose the fix");
  REQUIRE(script(findings[0]) ==
          "git diff --stat --exit-code HEAD\n"
          "git fetch origin refs/heads/kars-dev\n"
          "git switch --detach FETCH_HEAD\n"
          "git merge --no-edit " +
              short_id_of('a') +
              "\ngit push origin HEAD:refs/heads/kars-dev\ngit checkout -\n"
              "git push origin --delete refs/heads/hotfix/fix-login\n");
}

TEST_CASE("a hotfix that production lacks is finished or abandoned by a person", "[rules]") {
  for (bool in_development : {false, true}) {
    const Findings findings = judge_cleanup(deleted(false, in_development));
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].fix.empty());
    REQUIRE_THAT(advice_of(findings[0]), contains("pull request"));
    REQUIRE_THAT(advice_of(findings[0]),
                 contains("git -c 'hotfix.hotfix/fix-login.abandoned=<reason>' push origin "
                          "--delete refs/heads/hotfix/fix-login"));
  }
}

TEST_CASE("a hotfix that is given up goes with its reason, which is told", "[rules]") {
  Facts facts = deleted(false, false);
  facts.containment->abandoned = "the vendor fixed it";
  const Findings findings = judge_cleanup(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("the vendor fixed it"));

  facts.containment->abandoned = "<reason>";
  REQUIRE(judge_cleanup(facts)[0].level == Level::error);
}

TEST_CASE("what production has is not given up", "[rules]") {
  Facts facts = deleted(true, false);
  facts.containment->abandoned = "the vendor fixed it";
  REQUIRE(judge_cleanup(facts)[0].level == Level::error);
}

TEST_CASE("nothing is claimed about a hotfix that could not be matched", "[rules]") {
  REQUIRE(judge_cleanup(deleted(false, true))[0].message ==
          "it is not certain that hotfix/fix-login was released: no commit of kars-prod could be "
          "matched with it");
  REQUIRE_THAT(judge_cleanup(deleted(false, false))[0].message,
               contains("no commit of kars-prod or kars-dev could be matched"));
}

TEST_CASE("a hostile branch name is quoted where it is deleted", "[rules]") {
  Facts facts = deleted(true, false);
  facts.subject.branch = "hotfix/x;$(id)";
  REQUIRE(judge_cleanup(facts)[0].fix.back() ==
          "git push origin --delete 'refs/heads/hotfix/x;$(id)'");
}

TEST_CASE("a branch to which nothing is owed any more may be deleted", "[rules]") {
  for (LandingState settled : {LandingState::equivalent, LandingState::adapted,
                               LandingState::withdrawn, LandingState::waived}) {
    REQUIRE(judge_cleanup(deleted(LandingState::equivalent, settled)).empty());
  }
}

TEST_CASE("a hotfix that production took back may be deleted", "[rules]") {
  REQUIRE(judge_cleanup(deleted(LandingState::lost, LandingState::missing)).empty());
}

TEST_CASE("a hotfix that development undid is picked again, for a merge would bring nothing",
          "[rules]") {
  const Findings findings = judge_cleanup(deleted(LandingState::adapted, LandingState::lost));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message == "hotfix/fix-login reached kars-dev, but " + short_id_of('e') +
                                     " undid it there; deleting the branch would lose the fix");
  REQUIRE_THAT(script(findings[0]), contains("git cherry-pick -x -m 1 " + short_id_of('5')));
}

TEST_CASE("where the backport is not sure, a person looks and says so", "[rules]") {
  Facts facts = deleted(LandingState::equivalent, LandingState::uncertain);
  facts.containment->development.similarity = 0.72;
  const Findings findings = judge_cleanup(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message ==
          "it is not certain that kars-dev has hotfix/fix-login: 72 % of it is in " +
              short_id_of('e'));
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("git show " + short_id_of('e')));
  REQUIRE_THAT(advice_of(findings[0]), contains("--trailer 'Hotfix-Landed: " + id('a') +
                                                "' --trailer 'Hotfix-Landed: " + id('5') + "'"));
}

TEST_CASE("where the release is not sure, nothing is claimed about it", "[rules]") {
  Facts facts = deleted(LandingState::uncertain, LandingState::landed);
  facts.containment->production.similarity = 0.5;
  REQUIRE(judge_cleanup(facts)[0].message ==
          "it is not certain that kars-prod has hotfix/fix-login: 50 % of it is in " +
              short_id_of('5'));
}

TEST_CASE("a pick that will stop ends the commands there, and the deletion comes after",
          "[rules]") {
  Facts facts = deleted(LandingState::adapted, LandingState::lost);
  facts.containment->picks = {
      Forecast{Forecast::Outcome::conflicts, {{"src/a.js", "1 place", 1, {}}}}};
  const Finding finding = judge_cleanup(facts)[0];
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.advice[0].commands.back() == "git cherry-pick -x -m 1 " + short_id_of('5'));
  REQUIRE_THAT(advice_of(finding), contains("It will stop at conflicts in src/a.js"));
  REQUIRE_THAT(advice_of(finding), contains("--delete refs/heads/hotfix/fix-login"));
}

TEST_CASE("where a pick would change nothing, a person says that it is there", "[rules]") {
  Facts facts = deleted(LandingState::adapted, LandingState::lost);
  facts.containment->picks = {Forecast{Forecast::Outcome::present, {}}};
  const Finding finding = judge_cleanup(facts)[0];
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("Hotfix-Landed: " + id('a')));
  REQUIRE(advice_of(finding).find("cherry-pick") == std::string::npos);
}
