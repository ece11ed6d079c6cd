// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Kind = Update::Kind;

Facts pushed(SubjectKind branch, Kind kind, std::vector<Commit> commits = {}) {
  Facts facts = pushed_hotfix();
  facts.subject.kind = branch;
  facts.subject.branch = branch == SubjectKind::production ? "kars-prod" : "kars-dev";
  facts.subject.local_branch = facts.subject.branch;
  facts.subject.old_head = id('0');
  facts.update = Update{};
  facts.update->kind = kind;
  facts.update->commits = std::move(commits);
  return facts;
}

Findings judge_push(const Facts& facts) { return judge(rules::direct_push, facts); }

}  // namespace

TEST_CASE("a commit pushed straight to production is turned into a hotfix branch", "[rules]") {
  const Findings findings = judge_push(
      pushed(SubjectKind::production, Kind::fast_forward, {commit('a', "hotfix: Login fails!")}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message == "1 commit pushed straight to kars-prod");
  REQUIRE(findings[0].details ==
          std::vector<std::string>{short_id_of('a') + " hotfix: Login fails!"});
  REQUIRE(script(findings[0]) ==
          "git push origin " + short_id_of('a') + ":refs/heads/hotfix/login-fails\n");
  REQUIRE_THAT(advice_of(findings[0]), contains("pull request"));
}

TEST_CASE("the branch is named after the first commit that has words for it", "[rules]") {
  const Findings findings =
      judge_push(pushed(SubjectKind::production, Kind::fast_forward,
                        {commit('1', "Merge branch 'x'", "02"), commit('2', "..."),
                         commit('a', "Fix $(id); now", "1")}));
  REQUIRE_THAT(script(findings[0]), contains(":refs/heads/hotfix/fix-id-now\n"));
}

TEST_CASE("no fix makes a hotfix branch of what development has, or of a feature", "[rules]") {
  for (const Commit& below : {commit('d', "hotfix: y"), commit('1', "feat: a page")}) {
    Facts facts =
        pushed(SubjectKind::production, Kind::fast_forward, {below, commit('a', "hotfix: x", "1")});
    facts.refs.development_id = id('d');
    const Findings findings = judge_push(facts);
    REQUIRE(findings[0].fix.empty());
    REQUIRE_THAT(findings[0].hint, contains("open a pull request"));
  }
}

TEST_CASE("a subject without a usable word still gives a branch", "[rules]") {
  const Findings findings =
      judge_push(pushed(SubjectKind::production, Kind::fast_forward, {commit('a', "???")}));
  REQUIRE_THAT(script(findings[0]), contains(":refs/heads/hotfix/fix-production\n"));
}

TEST_CASE("an exact revert of production's tip is let through", "[rules]") {
  Facts facts = pushed(SubjectKind::production, Kind::fast_forward, {commit('a', "Revert \"x\"")});
  facts.update->reverts_tip = true;
  REQUIRE(judge_push(facts).empty());
}

TEST_CASE("making production, and pushing nothing new, is let through", "[rules]") {
  REQUIRE(judge_push(pushed(SubjectKind::production, Kind::create)).empty());
  REQUIRE(judge_push(pushed(SubjectKind::production, Kind::fast_forward)).empty());
}

TEST_CASE("nobody deletes production or development", "[rules]") {
  for (SubjectKind kind : {SubjectKind::production, SubjectKind::development}) {
    const Findings findings = judge_push(pushed(kind, Kind::remove));
    REQUIRE(findings.size() == 1);
    REQUIRE_THAT(findings[0].message, contains("the push deletes kars-"));
  }
}

TEST_CASE("nobody rewrites production, not even with a revert", "[rules]") {
  Facts facts = pushed(SubjectKind::production, Kind::rewrite);
  facts.update->reverts_tip = true;
  const Findings findings = judge_push(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(advice_of(findings[0]), contains("git revert --no-edit HEAD"));
}

TEST_CASE("a rewritten development is put on top of what the remote has, never forced", "[rules]") {
  REQUIRE(script(judge_push(pushed(SubjectKind::development, Kind::rewrite))[0]) ==
          "git diff --stat --exit-code HEAD\n"
          "git switch kars-dev\n"
          "git fetch origin refs/heads/kars-dev\n"
          "git rebase --rebase-merges FETCH_HEAD\n"
          "git push origin refs/heads/kars-dev\n");
}

TEST_CASE("a production that was made by a push hides what it had, and is told", "[rules]") {
  Facts facts = pushed(SubjectKind::production, Kind::create);
  facts.subject.stage = Stage::released;
  facts.subject.old_head.clear();
  const Findings findings = judge_push(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE(findings[0].message == "kars-prod was made anew, or for the first time, as " +
                                     short_id_of('a') + ": what it had before is not known");
  REQUIRE_THAT(findings[0].hint, contains("first commit ever"));
  REQUIRE_THAT(advice_of(findings[0]),
               contains("git push --force-with-lease=kars-prod:" + facts.subject.head +
                        " origin refs/remotes/origin/kars-prod:refs/heads/kars-prod"));
}

TEST_CASE("where production was before it was rewritten may be nowhere here", "[rules]") {
  Facts facts = pushed(SubjectKind::production, Kind::rewrite);
  facts.subject.stage = Stage::released;
  const Findings findings = judge_push(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message ==
          "kars-prod was rewritten: where it was, " + short_id_of('0') + ", is not in its history");
  REQUIRE_THAT(advice_of(findings[0]), contains("from a clone that still has it"));
}

TEST_CASE("a hotfix branch that is forced onto development is not rewritten by the fix",
          "[rules]") {
  Facts facts = pushed(SubjectKind::development, Kind::rewrite);
  facts.subject.local_branch = "hotfix/x";
  REQUIRE_THAT(script(judge_push(facts)[0]), contains("git switch --detach " + short_id_of('a')));
  REQUIRE_THAT(script(judge_push(facts)[0]), !contains("hotfix/x"));
}

TEST_CASE("development takes direct pushes", "[rules]") {
  REQUIRE(
      judge_push(pushed(SubjectKind::development, Kind::fast_forward, {commit('a', "x")})).empty());
}

TEST_CASE("what a forced push took from production is told afterwards", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::released;
  facts.subject.kind = SubjectKind::production;
  facts.subject.branch = "kars-prod";
  facts.subject.old_head = id('c');
  facts.update = Update{};
  facts.update->kind = Update::Kind::rewrite;
  facts.update->dropped = {commit('c', "hotfix: totals are rounded twice (#40)")};
  const Findings findings = judge(rules::direct_push, facts);
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(findings[0].message,
               contains("kars-prod was rewritten: 1 commit that it had is gone"));
  REQUIRE_THAT(findings[0].details.front(), contains("totals are rounded twice"));
  REQUIRE_THAT(advice_of(findings[0]), contains(id('c') + ":refs/heads/kars-prod"));
}

TEST_CASE("what a merge brought to production is no direct push", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::released;
  facts.subject.kind = SubjectKind::production;
  facts.update = Update{};
  facts.update->commits = {commit('a', "hotfix: x (#41)")};
  REQUIRE(judge(rules::direct_push, facts).empty());
}

TEST_CASE("taking back a rollback is no rollback, and no way to push one is offered", "[rules]") {
  Facts facts = pushed(SubjectKind::production, Kind::fast_forward, {commit('a', "Revert \"x\"")});
  facts.update->brings_back = true;
  const Findings findings = judge_push(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].details.back() == "what kars-prod took back would be live again");
  REQUIRE(findings[0].hint.find("let through") == std::string::npos);
}

TEST_CASE("the merge of a finished hotfix is offered as the side that it merged", "[rules]") {
  const Findings findings =
      judge_push(pushed(SubjectKind::production, Kind::fast_forward,
                        {commit('b', "hotfix: one"),
                         commit('a', "Merge branch 'hotfix/1.0.1' into kars-prod", "0b")}));
  REQUIRE_THAT(script(findings[0]),
               contains("git push origin " + short_id_of('b') + ":refs/heads/hotfix/1.0.1"));
}

TEST_CASE("production that was deleted is put back as it was, and not from something else",
          "[rules]") {
  Facts facts = pushed(SubjectKind::production, Kind::rewrite);
  facts.subject.old_head.clear();
  facts.update->was_deleted = true;
  REQUIRE_THAT(judge_push(facts)[0].message, contains("kars-prod was deleted on origin"));
  facts.update->kind = Kind::fast_forward;
  REQUIRE(judge_push(facts).empty());
  facts.update->commits = {commit('a', "hotfix: x")};
  REQUIRE(judge_push(facts).size() == 1);
  facts.update->reverts_tip = true;
  REQUIRE(judge_push(facts).empty());
}
