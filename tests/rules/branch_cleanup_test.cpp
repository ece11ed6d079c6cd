// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts deleted(bool in_production, bool in_development) {
  Facts facts = pushed_hotfix();
  facts.subject.kind = SubjectKind::removal;
  facts.subject.old_head = id('a');
  facts.containment = Containment{in_production, in_development};
  return facts;
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
          "git switch kars-dev\n"
          "git pull --ff-only origin kars-dev\n"
          "git merge --no-edit " +
              short_id_of('a') +
              "\ngit push origin kars-dev\n"
              "git push origin --delete hotfix/fix-login\n");
}

TEST_CASE("a hotfix that production lacks is finished or abandoned by a person", "[rules]") {
  for (bool in_development : {false, true}) {
    const Findings findings = judge_cleanup(deleted(false, in_development));
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].fix.empty());
    REQUIRE_THAT(findings[0].hint, contains("pull request"));
    REQUIRE_THAT(findings[0].hint, contains("Hotfix-Waive: branch-cleanup <reason>"));
    REQUIRE_THAT(findings[0].hint, contains("git diff --cached --quiet && git commit"));
  }
}

TEST_CASE("nothing is claimed about a hotfix that could not be matched", "[rules]") {
  REQUIRE(judge_cleanup(deleted(false, true))[0].message ==
          "hotfix/fix-login may not be released: no commit of kars-prod could be matched with it");
  REQUIRE_THAT(judge_cleanup(deleted(false, false))[0].message,
               contains("no commit of kars-prod, nor one of kars-dev, could be matched"));
  REQUIRE_THAT(judge_cleanup(deleted(false, true))[0].hint, contains("resolved by hand"));
}

TEST_CASE("a hostile branch name is quoted where it is deleted", "[rules]") {
  Facts facts = deleted(true, false);
  facts.subject.branch = "hotfix/x;$(id)";
  REQUIRE(judge_cleanup(facts)[0].fix.back() == "git push origin --delete 'hotfix/x;$(id)'");
}
