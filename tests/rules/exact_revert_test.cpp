// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts with(Revert::State state, SubjectKind kind = SubjectKind::revert) {
  Facts facts = pushed_hotfix();
  facts.subject.kind = kind;
  Revert revert;
  revert.commit = id('a');
  revert.reverted = id('0');
  revert.state = state;
  if (state != Revert::State::exact) revert.paths = {"src/login.js"};
  facts.reverts = std::vector<Revert>{revert};
  return facts;
}

Findings judge_revert(const Facts& facts) { return judge(rules::exact_revert, facts); }

}  // namespace

TEST_CASE("an exact revert passes, and so does a branch without one", "[rules]") {
  REQUIRE(judge_revert(with(Revert::State::exact)).empty());
  REQUIRE(judge_revert(pushed_hotfix()).empty());
}

TEST_CASE("a revert that does something else is made again", "[rules]") {
  const Findings findings = judge_revert(with(Revert::State::differs));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE(findings[0].commit == id('a'));
  REQUIRE(findings[0].details == std::vector<std::string>{"src/login.js"});
  const std::string bad = short_id_of('a');
  REQUIRE(script(findings[0]) == "git update-ref refs/heads/hotfix/fix-login " + bad + " " + bad +
                                     "\ngit diff --stat --exit-code HEAD\n"
                                     "git switch hotfix/fix-login\ngit rebase --onto " +
                                     bad + "~1 " + bad + "\ngit revert --no-edit " +
                                     short_id_of('0') +
                                     "\ngit push origin refs/heads/hotfix/fix-login\n");
  REQUIRE_THAT(advice_of(findings[0]), contains("not a revert"));
}

TEST_CASE("on a hotfix branch the new revert gets a hotfix subject", "[rules]") {
  const Findings findings = judge_revert(with(Revert::State::differs, SubjectKind::hotfix));
  REQUIRE_THAT(
      script(findings[0]),
      contains("\ngit log --no-show-signature -1 --format='hotfix: %B' | git commit --amend "
               "--only -F -\ngit push "));
}

TEST_CASE("production is never rebased: the true revert goes to a branch beside it", "[rules]") {
  Facts facts = with(Revert::State::differs, SubjectKind::production);
  facts.subject.branch = facts.subject.local_branch = "kars-prod";
  facts.subject.old_head = id('0');
  facts.reverts->front().reverted = id('1');
  const std::string branch = "hotfix/take-back-" + short_id_of('1');
  REQUIRE(script(judge_revert(facts)[0]) ==
          "git diff --stat --exit-code HEAD\ngit switch -c " + branch + " " + short_id_of('0') +
              "\ngit revert --no-edit " + short_id_of('1') +
              "\ngit log --no-show-signature -1 --format='hotfix: %B' | git commit --amend --only "
              "-F -\ngit push -u origin refs/heads/" +
              branch + "\n");
}

TEST_CASE("what production already has is not reverted again by a command", "[rules]") {
  Facts facts = with(Revert::State::differs, SubjectKind::production);
  facts.subject.stage = GENERATE(Stage::merge_group, Stage::released);
  facts.subject.old_head = id('0');
  REQUIRE(judge_revert(facts)[0].fix.empty());
}

TEST_CASE("what is not there cannot be taken back, by no command", "[rules]") {
  Facts facts = with(Revert::State::differs);
  facts.reverts->front().paths.clear();
  const Finding finding = only(judge_revert(facts));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message == "commit " + short_id_of('a') + " says that it reverts " +
                                 short_id_of('0') + ", which is not among the commits below it");
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("Name the commit that kars-prod has"));
}

TEST_CASE("a merge reverted from the wrong side is told as that", "[rules]") {
  Facts facts = with(Revert::State::differs);
  facts.reverts->front().of_merge = true;
  facts.reverts->front().kept_parent = 2;
  const Finding finding = only(judge_revert(facts));
  REQUIRE(finding.level == Level::error);
  REQUIRE_THAT(finding.message, contains("keeps the 2nd parent of that merge (-m 2): what "
                                         "kars-prod had before it goes"));
  REQUIRE_THAT(script(finding), contains("git revert --no-edit -m 1 "));
}

TEST_CASE("a hotfix that goes with a revert is named, and does not block", "[rules]") {
  Facts facts = with(Revert::State::exact);
  facts.reverts->front().hotfixes = {commit('1', "hotfix: refuse a missing user")};
  const Finding one = only(judge_revert(facts));
  REQUIRE(one.level == Level::warning);
  REQUIRE(one.message == "commit " + short_id_of('a') + " takes hotfix " + short_id_of('1') +
                             " \"hotfix: refuse a missing user\" by On Call out of kars-prod");
  facts.reverts->front().hotfixes.push_back(commit('2', "hotfix: retry"));
  const Finding two = only(judge_revert(facts));
  REQUIRE_THAT(two.message, contains("takes 2 hotfixes out of kars-prod"));
  REQUIRE(two.details.back() == short_id_of('2') + " \"hotfix: retry\" by On Call");
}

TEST_CASE("one commit that reverts several is warned about, and nothing is claimed", "[rules]") {
  const Findings findings = judge_revert(with(Revert::State::several));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE(findings[0].commit == id('a'));
  REQUIRE(findings[0].fix.empty());
  REQUIRE(findings[0].message == "commit " + short_id_of('a') +
                                     " says that it reverts several commits at once, which "
                                     "cannot be compared; revert them one commit each");
}

TEST_CASE("a revert made by hand is warned about", "[rules]") {
  const Findings findings = judge_revert(with(Revert::State::conflicts));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(advice_of(findings[0]), contains("git show " + short_id_of('a')));
}

TEST_CASE("a merge is reverted again with its mainline", "[rules]") {
  Facts facts = with(Revert::State::differs);
  facts.reverts->front().of_merge = true;
  REQUIRE_THAT(script(judge_revert(facts)[0]),
               contains("git revert --no-edit -m 1 " + short_id_of('0') + "\n"));
}

TEST_CASE("the hotfix that a revert names itself is not named again", "[rules]") {
  Facts facts = with(Revert::State::exact);
  facts.reverts->front().hotfixes = {commit('0', "hotfix: refuse a missing user")};
  REQUIRE(judge_revert(facts).empty());
  facts.reverts->front().hotfixes.push_back(commit('2', "hotfix: retry"));
  const Findings findings = judge_revert(facts);
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(findings[0].message, contains("hotfix: retry"));
}
