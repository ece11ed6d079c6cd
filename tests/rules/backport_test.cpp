// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts applies(Forecast::Outcome outcome = Forecast::Outcome::clean) {
  Facts facts = pushed_hotfix();
  facts.forecast = Forecast{outcome, {}};
  facts.debts = std::vector<Hotfix>{};
  facts.reverts.emplace();
  return facts;
}

Forecast::Conflict conflict(const std::string& path, std::size_t places) {
  return {path, "what happened", places, {}};
}

Facts conflicts(std::vector<Forecast::Conflict> found) {
  Facts facts = applies(Forecast::Outcome::conflicts);
  facts.forecast->conflicts = std::move(found);
  return facts;
}

Hotfix debt(char digit, LandingState state = LandingState::missing, bool overdue = true) {
  Hotfix hotfix;
  hotfix.commit = id(digit);
  hotfix.subject = "hotfix: earlier";
  hotfix.author = "Kim Doe";
  hotfix.landing.state = state;
  hotfix.overdue = overdue;
  return hotfix;
}

Facts owes(std::vector<Hotfix> debts) {
  Facts facts = applies();
  facts.debts = std::move(debts);
  return facts;
}

Findings judge_backport(const Facts& facts) { return judge(rules::backport, facts); }

// The one finding there is.
Finding only(const Facts& facts) { return only(judge_backport(facts)); }

}  // namespace

TEST_CASE("a hotfix that applies to development is not spoken of", "[rules]") {
  REQUIRE(judge_backport(applies(Forecast::Outcome::clean)).empty());
  REQUIRE(judge_backport(applies(Forecast::Outcome::present)).empty());
}

TEST_CASE("a conflict with development is a warning that names files and places", "[rules]") {
  const Finding finding =
      only(conflicts({conflict("src/login.js", 1), conflict("src/logo.png", 0)}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.message ==
          "the backport to kars-dev will conflict in src/login.js (1 place), src/logo.png");
}

TEST_CASE("of many conflicts the message names three", "[rules]") {
  const Finding finding = only(conflicts(
      {conflict("a", 2), conflict("b", 1), conflict("c", 1), conflict("d", 1), conflict("e", 1)}));
  REQUIRE(finding.message ==
          "the backport to kars-dev will conflict in a (2 places), b (1 place), c (1 place), and 2 "
          "more");
}

TEST_CASE("the commits of development that are in the way are named with their authors",
          "[rules]") {
  Forecast::Conflict found = conflict("src/login.js", 2);
  found.others = {{id('e'), "Sam Roe", "refactor: sessions"}};
  REQUIRE(only(conflicts({found})).details ==
          std::vector<std::string>{"src/login.js: what happened",
                                   "  " + short_id_of('e') + " refactor: sessions (Sam Roe)"});
}

TEST_CASE("the commands of a conflicting backport stop at the pick", "[rules]") {
  const Finding finding = only(conflicts({conflict("src/login.js", 1)}));
  REQUIRE(finding.fix.empty());  // it is not released yet
  REQUIRE(finding.advice[0].commands ==
          std::vector<std::string>{"git diff --stat --exit-code HEAD",
                                   "git fetch origin refs/heads/kars-dev",
                                   "git switch --detach FETCH_HEAD",
                                   "git cherry-pick -x 000000000000.." + short_id_of('a')});
  REQUIRE(finding.advice[1].commands ==
          std::vector<std::string>{"git -c core.editor=true cherry-pick --continue",
                                   "git push origin HEAD:refs/heads/kars-dev", "git checkout -"});
}

TEST_CASE("a policy may let conflicts block", "[rules]") {
  const Findings findings =
      judge(rules::backport, conflicts({conflict("src/login.js", 1)}), "conflicts_block = true");
  REQUIRE(findings[0].level == Level::error);
}

TEST_CASE("earlier hotfixes within their deadline are not spoken of", "[rules]") {
  REQUIRE(judge_backport(owes({debt('1', LandingState::missing, false)})).empty());
}

TEST_CASE("an earlier hotfix past its deadline warns on the next one", "[rules]") {
  const Finding finding = only(owes({debt('1'), debt('2', LandingState::missing, false)}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.message ==
          "1 earlier hotfix of kars-prod is past the deadline for coming back to kars-dev");
  REQUIRE(finding.details ==
          std::vector<std::string>{short_id_of('1') + " hotfix: earlier (Kim Doe): not on kars-dev",
                                   "1 other not overdue yet"});
  REQUIRE(script(finding) ==
          "git diff --stat --exit-code HEAD\n"
          "git fetch origin refs/heads/kars-dev\n"
          "git switch --detach FETCH_HEAD\n"
          "git cherry-pick -x -m 1 " +
              short_id_of('1') + "\ngit push origin HEAD:refs/heads/kars-dev\ngit checkout -\n");
}

TEST_CASE("what production lost is a finding of its own, not one of lateness", "[rules]") {
  Hotfix lost = debt('1');
  lost.lost_on_production = id('9');
  const Findings findings = judge_backport(owes({lost, debt('2'), debt('3', {}, false)}));
  REQUIRE(findings.size() == 2);
  CHECK_THAT(findings[0].message, contains("1 earlier hotfix of kars-prod is past the deadline"));
  CHECK(findings[0].details.back() == "1 other not overdue yet");
  CHECK(findings[1].level == Level::warning);
  CHECK(findings[1].message ==
        "1 earlier hotfix was lost on kars-prod: a later commit took it out");
  CHECK(findings[1].details ==
        std::vector<std::string>{"111111111111 hotfix: earlier (Kim Doe): lost by 999999999999"});
  CHECK_THAT(advice_of(findings[1]), contains("hotfix-lint audit"));
  CHECK(judge(rules::backport, owes({lost}), "overdue_blocks = true")[0].level == Level::error);
}

TEST_CASE("a policy may let overdue backports block", "[rules]") {
  REQUIRE(judge(rules::backport, owes({debt('1')}), "overdue_blocks = true")[0].level ==
          Level::error);
}

TEST_CASE("a hotfix that development undid names the commit that did", "[rules]") {
  Hotfix lost = debt('1', LandingState::lost);
  lost.landing.evidence = {id('e')};
  REQUIRE_THAT(only(owes({lost})).details[0],
               contains("undone on kars-dev by " + short_id_of('e')));
}

TEST_CASE("a hotfix that is perhaps there is confirmed, not picked again", "[rules]") {
  Hotfix perhaps = debt('1', LandingState::uncertain);
  perhaps.landing.evidence = {id('e')};
  const Finding finding = only(owes({perhaps}));
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(finding.details[0], contains("perhaps on kars-dev as " + short_id_of('e')));
  REQUIRE_THAT(advice_of(finding), contains("--trailer 'Hotfix-Landed: " + id('1') + "'"));
}

TEST_CASE("where it could not be found out, nothing is claimed about a hotfix", "[rules]") {
  Hotfix unknown = debt('1', LandingState::undecided);
  unknown.landing.reason = "history is shallow";
  const Finding finding = only(owes({unknown}));
  REQUIRE_THAT(finding.details[0], contains("not known: history is shallow"));
  REQUIRE(finding.fix.empty());
}

TEST_CASE("without a remote the backport is made on the local branch", "[rules]") {
  Facts facts = owes({debt('1')});
  facts.refs.development_ref = "kars-dev";
  facts.subject.remote.clear();
  REQUIRE(script(only(facts)) ==
          "git diff --stat --exit-code HEAD\ngit switch kars-dev\ngit cherry-pick -x -m 1 " +
              short_id_of('1') + "\n");
}

TEST_CASE("earlier hotfixes are picked as far as nothing stops, and the rest comes after",
          "[rules]") {
  Hotfix stops = debt('1');
  stops.pick = Forecast{Forecast::Outcome::conflicts, {conflict("src/a.js", 1)}};
  const Finding finding = only(owes({stops, debt('2')}));
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.advice[0].commands.back() == "git cherry-pick -x -m 1 " + short_id_of('1'));
  REQUIRE_THAT(finding.advice[0].words, contains("It will stop at conflicts in src/a.js"));
  REQUIRE_THAT(advice_of(finding), contains("git cherry-pick -x -m 1 " + short_id_of('2') +
                                            " && git push origin HEAD:refs/heads/kars-dev"));
}

TEST_CASE("an earlier hotfix whose pick would change nothing is confirmed", "[rules]") {
  Hotfix there = debt('1');
  there.pick = Forecast{Forecast::Outcome::present, {}};
  const Finding finding = only(owes({there}));
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("Hotfix-Landed: " + id('1')));
}

TEST_CASE("a hotfix that the branch itself takes back is not asked for", "[rules]") {
  Facts facts = owes({debt('4'), debt('5')});
  facts.reverts->push_back({id('9'), id('4'), Revert::State::exact, {}});
  const Finding finding = only(facts);
  REQUIRE(finding.details.size() == 1);
  REQUIRE_THAT(finding.details.front(), contains(id('5').substr(0, 12)));

  facts.debts->pop_back();
  REQUIRE(judge_backport(facts).empty());
  facts.reverts->front().state = Revert::State::differs;
  REQUIRE(judge_backport(facts).size() == 1);
}
