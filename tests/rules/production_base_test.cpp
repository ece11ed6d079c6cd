// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

const std::string kProduction = short_id_of('0');

Findings judge_base(const Facts& facts) { return judge(rules::production_base, facts); }

// Cut from development: commit 'd' below the fix.
Facts from_development() {
  Facts facts = pushed_hotfix();
  const Commit feature = commit('d', "feat: a report");
  facts.history->commits = {feature, commit('a', "hotfix: x", "d")};
  facts.origin->from_development = {feature};
  facts.origin->tips = {id('d')};
  return facts;
}

}  // namespace

TEST_CASE("a branch that grows from production's tip passes", "[rules]") {
  REQUIRE(judge_base(pushed_hotfix()).empty());
}

TEST_CASE("production that moved elsewhere is no reason to stop", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->behind = 3;
  REQUIRE(judge_base(facts).empty());
}

TEST_CASE("commits of development are named and rebased away", "[rules]") {
  const Findings findings = judge_base(from_development());
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE(findings[0].message == "1 commit of kars-dev would ride along to kars-prod");
  REQUIRE(findings[0].details == std::vector<std::string>{short_id_of('d') + " feat: a report"});
  REQUIRE(script(findings[0]) ==
          "git rebase --onto " + kProduction + " " + short_id_of('d') +
              " hotfix/fix-login\ngit push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("many commits of development are all named", "[rules]") {
  Facts facts = from_development();
  facts.origin->from_development.assign(8, commit('d', "feat: a report"));
  const Findings findings = judge_base(facts);
  REQUIRE(findings[0].details.size() == 8);
}

TEST_CASE("a branch rebased after it was pushed is forced with a lease", "[rules]") {
  Facts facts = from_development();
  facts.subject.old_head = id('b');
  REQUIRE(judge_base(facts)[0].fix.back() == "git push --force-with-lease=hotfix/fix-login:" +
                                                 id('b') + " origin refs/heads/hotfix/fix-login");
}

TEST_CASE("with several tips of development the branch's own commits are picked, merges left out",
          "[rules]") {
  Facts facts = from_development();
  facts.origin->tips = {id('d'), id('e')};
  facts.history->commits = {commit('d', "feat: a report"), commit('1', "hotfix: first", "0"),
                            commit('2', "Merge branch 'kars-dev'", "1d"),
                            commit('a', "hotfix: second", "2")};
  REQUIRE(script(judge_base(facts)[0]) ==
          "git update-ref refs/heads/hotfix/fix-login " + short_id_of('a') + " " +
              short_id_of('a') +
              "\ngit diff --stat --exit-code HEAD\ngit switch hotfix/fix-login\n"
              "git switch --detach " +
              kProduction + "\ngit cherry-pick " + short_id_of('1') + " " + short_id_of('a') +
              "\ngit switch -C hotfix/fix-login\ngit push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("a hotfix below the tip of development is picked: a rebase would leave nothing of it",
          "[rules]") {
  Facts facts = from_development();
  facts.origin->tips = {id('d')};
  facts.history->commits = {commit('1', "hotfix: x", "0"), commit('e', "feat: y", "0"),
                            commit('d', "Merge branch 'hotfix/fix-login' into kars-dev", "e1"),
                            commit('a', "Merge branch 'kars-dev'", "1d")};
  facts.origin->from_development = {facts.history->commits[2], facts.history->commits[1]};
  const std::string commands = script(judge_base(facts)[0]);
  REQUIRE_THAT(commands, contains("git cherry-pick " + short_id_of('1') + "\n"));
  REQUIRE_THAT(commands, !contains("rebase"));
}

TEST_CASE("own commits that will not apply to production are told with their files", "[rules]") {
  Facts facts = from_development();
  facts.origin->tips = {id('d'), id('e')};
  facts.history->commits = {commit('1', "hotfix: first", "0"), commit('a', "hotfix: second", "1")};
  facts.origin->picks = {Forecast{Forecast::Outcome::present, {}},
                         Forecast{Forecast::Outcome::conflicts, {{"src/a.js", "1 place", 1, {}}}}};
  const Finding finding = judge_base(facts)[0];
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.advice[0].commands.back() == "git cherry-pick " + short_id_of('a'));
  REQUIRE_THAT(finding.advice[0].words, contains("It will stop at conflicts in src/a.js"));
  REQUIRE_THAT(advice_of(finding), contains("git push origin refs/heads/hotfix/fix-login"));
}

TEST_CASE("a branch with nothing of its own is left as it is, and both ways out are told",
          "[rules]") {
  Facts facts = from_development();
  facts.history->commits.pop_back();
  const Findings findings = judge_base(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message ==
          "the only commit of the branch is on kars-dev already, and is not called a hotfix");
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("git switch -c hotfix/fix-login-2 " + kProduction));
  REQUIRE_THAT(advice_of(findings[0]), contains("hotfix: <what is fixed>"));
}

TEST_CASE("several commits that development has are counted, a merge between them is no work",
          "[rules]") {
  Facts facts = from_development();
  facts.origin->from_development = {commit('e', "feat: b", "d"), commit('d', "hotfix: a")};
  facts.origin->tips = {id('e'), id('d')};
  facts.history->commits = {commit('d', "hotfix: a"), commit('e', "feat: b", "d"),
                            commit('a', "Merge branch 'kars-dev'", "de")};
  const Findings findings = judge_base(facts);
  REQUIRE(findings[0].message ==
          "all 2 commits of the branch are on kars-dev already, and not all are called a hotfix");
  REQUIRE(findings[0].details.size() == 2);
  REQUIRE(findings[0].fix.empty());
}

TEST_CASE("a commit without a branch name begins again under a name of the policy", "[rules]") {
  Facts facts = from_development();
  facts.history->commits.pop_back();
  facts.subject.branch.clear();
  facts.refs.hotfix_prefix = "emergency/";
  REQUIRE_THAT(advice_of(judge_base(facts)[0]),
               contains("git switch -c emergency/fix-production-2 "));
}

TEST_CASE("a commit of development that is called a hotfix may belong to the fix: a person says so",
          "[rules]") {
  Facts facts = from_development();
  facts.origin->from_development = {commit('d', "hotfix: the first half")};
  facts.history->commits = {commit('d', "hotfix: the first half"),
                            commit('a', "hotfix: the second half", "d")};
  const Finding finding = only(judge_base(facts));
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.advice.size() == 2);
  const auto picks = [](const std::string& command) {
    return command == "git cherry-pick " + short_id_of('d') + " " + short_id_of('a');
  };
  const auto& along = finding.advice[0].commands;
  REQUIRE(std::count_if(along.begin(), along.end(), picks) == 1);
  REQUIRE_THAT(finding.advice[1].commands.front(), contains("git rebase --onto"));
}

TEST_CASE("without a local branch the head is rebased and pushed detached", "[rules]") {
  Facts facts = from_development();
  facts.subject.local_branch.clear();
  REQUIRE(script(judge_base(facts)[0]) ==
          "git diff --stat --exit-code HEAD\ngit switch --detach " + short_id_of('a') +
              "\ngit rebase --onto " + kProduction + " " + short_id_of('d') +
              "\ngit push origin HEAD:refs/heads/hotfix/fix-login\ngit checkout -\n");
}

TEST_CASE("a hostile branch name is quoted in the repair", "[rules]") {
  Facts facts = from_development();
  facts.subject.branch = facts.subject.local_branch = "hotfix/$(id);x";
  REQUIRE_THAT(script(judge_base(facts)[0]),
               contains(" 'hotfix/$(id);x'\ngit push origin 'refs/heads/hot"));
}

TEST_CASE("a branch without shared history is rebuilt under a new name", "[rules]") {
  Facts facts = from_development();
  facts.history->merge_bases.clear();
  const Findings findings = judge_base(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message == "the branch shares no history with origin/kars-prod");
  REQUIRE(findings[0].fix.empty());  // which commits are the fix, a person has to know
  REQUIRE_THAT(advice_of(findings[0]),
               contains("git diff --stat --exit-code HEAD && git switch -c hotfix/fix-login-2 " +
                        kProduction + " && git cherry-pick " + short_id_of('a') +
                        " && git push -u origin refs/heads/hotfix/fix-login-2"));
}

TEST_CASE("a commit without shared history is given a branch of its own", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject.branch.clear();
  facts.subject.local_branch.clear();
  facts.subject.remote.clear();
  facts.history->merge_bases.clear();
  REQUIRE_THAT(advice_of(judge_base(facts)[0]), contains("git switch -c hotfix/fix-production-2 "));
}

TEST_CASE("a branch stacked on another one is warned about", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.origin->stacked_on = "feature/x;y";
  facts.origin->stacked_commits = 2;
  const Findings findings = judge_base(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("2 commits also belong to branch feature/x;y"));
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(
      advice_of(findings[0]),
      contains("is not part of this fix: git rebase --onto " + kProduction +
               " 'feature/x;y' hotfix/fix-login && git push origin refs/heads/hotfix/fix-login"));
}

TEST_CASE("a branch below is not named while the base is wrong", "[rules]") {
  Facts facts = from_development();
  facts.origin->stacked_on = "feature/x";
  facts.origin->stacked_commits = 1;
  const Findings findings = judge_base(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
}

TEST_CASE("a branch from an old production commit is refused", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->behind = 201;
  const Findings findings = judge_base(facts);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE_THAT(findings[0].message, contains("201 commits behind origin/kars-prod"));
  REQUIRE(findings[0].fix.front() == "git rebase " + kProduction + " hotfix/fix-login");
  REQUIRE(judge(rules::production_base, facts, "max_behind = 201").empty());
}

TEST_CASE("a branch that production has whole may be as old as it likes", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->behind = 500;
  facts.history->commits.clear();
  REQUIRE(judge_base(facts).empty());
}

TEST_CASE("files that production changed meanwhile are warned about", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->behind = 1;
  facts.history->overlap = {"src/login.js"};
  const Findings findings = judge_base(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE(findings[0].details == facts.history->overlap);
  REQUIRE(findings[0].fix.front() == "git rebase " + kProduction + " hotfix/fix-login");
}

TEST_CASE("a development branch in the way is repaired before anything else", "[rules]") {
  Facts facts = from_development();
  facts.history->behind = 500;
  facts.history->overlap = {"src/login.js"};
  REQUIRE_THAT(only(judge_base(facts)).message, contains("of kars-dev would ride along"));
}

TEST_CASE("production that was fetched long ago is warned about", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->production_age = 23 * 3600;
  REQUIRE(judge_base(facts).empty());
  facts.history->production_age = 30 * 3600;
  REQUIRE_THAT(judge_base(facts)[0].message, contains("last fetched 30 hours ago"));
  facts.history->production_age = 72 * 3600;
  const Findings findings = judge_base(facts);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("3 days ago"));
  REQUIRE(script(findings[0]) == "git fetch origin kars-prod\n");
}

TEST_CASE("an age that is not known is no finding, even with a limit of none", "[rules]") {
  REQUIRE(judge(rules::production_base, pushed_hotfix(), "fetched_within_hours = 0").empty());
}

TEST_CASE("production is fetched from the remote it was compared with", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->production_age = 72 * 3600;
  facts.refs.production_ref = "up stream/kars-prod";
  REQUIRE(script(judge_base(facts)[0]) == "git fetch 'up stream' kars-prod\n");
}
