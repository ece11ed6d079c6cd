// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Kind = Promotion::Kind;

Promotion::Undone undone(std::vector<Kind> by, LandingState state = LandingState::missing) {
  Promotion::Undone result;
  result.hotfix.commit = id('1');
  result.hotfix.subject = "hotfix: refuse a missing user";
  result.hotfix.author = "Kim Doe";
  result.hotfix.landing.state = state;
  result.hotfix.landing.evidence = {id('e')};
  result.by = std::move(by);
  result.paths = {"src/login.js"};
  return result;
}

Promotion::Undone at_risk(std::vector<Kind> by, LandingState state = LandingState::missing) {
  Promotion::Undone result = undone(std::move(by), state);
  result.conflicts = true;
  return result;
}

Facts promotes(std::vector<Promotion::Undone> found) {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::lint;
  facts.subject.kind = SubjectKind::promotion;
  facts.subject.branch = facts.subject.local_branch = "kars-dev";
  facts.promotion = Promotion{std::move(found), 1};
  return facts;
}

Findings judge_promotion(const Facts& facts) { return judge(rules::promotion, facts); }

Finding only(const Facts& facts) { return only(judge_promotion(facts)); }

}  // namespace

TEST_CASE("a promotion that undoes nothing passes", "[rules]") {
  REQUIRE(judge_promotion(promotes({})).empty());
}

TEST_CASE("a hotfix that a promotion undoes is named, with every kind that does", "[rules]") {
  const Finding finding = only(promotes({undone({Kind::merge, Kind::squash, Kind::reset})}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message == "promoting kars-dev by merge, squash or reset would undo hotfix " +
                                 short_id_of('1') +
                                 " \"hotfix: refuse a missing user\" by Kim Doe");
  REQUIRE(finding.details == std::vector<std::string>{"src/login.js", "kars-dev does not have it"});
  REQUIRE(script(finding) ==
          "git switch kars-dev\n"
          "git pull --ff-only origin kars-dev\n"
          "git cherry-pick -x -m 1 " +
              short_id_of('1') + "\ngit push origin kars-dev\n");
}

TEST_CASE("a push is spoken of as a push", "[rules]") {
  REQUIRE_THAT(only(promotes({undone({Kind::push})})).message,
               contains("the push would undo hotfix " + short_id_of('1')));
}

TEST_CASE("a conflict in the hotfix's files is a warning", "[rules]") {
  const Finding finding = only(promotes({at_risk({Kind::merge, Kind::squash})}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE_THAT(finding.message, contains("by merge or squash may undo hotfix"));
}

TEST_CASE("a hotfix that is lost for sure is told once", "[rules]") {
  const Finding finding =
      only(promotes({at_risk({Kind::merge, Kind::squash}), undone({Kind::reset})}));
  REQUIRE(finding.level == Level::error);
  REQUIRE_THAT(finding.message, contains("by reset would undo"));
}

TEST_CASE("a team that never resets leaves that kind out", "[rules]") {
  const std::string never = "by_reset = false";
  REQUIRE(judge(rules::promotion, promotes({undone({Kind::reset})}), never).empty());
  const Findings rest =
      judge(rules::promotion, promotes({at_risk({Kind::merge}), undone({Kind::reset})}), never);
  REQUIRE(rest.size() == 1);
  REQUIRE_THAT(rest[0].message, contains("by merge may undo"));
  const Findings pushed = judge(rules::promotion, promotes({undone({Kind::push})}), never);
  REQUIRE(pushed.size() == 1);
}

TEST_CASE("the commit that undid a hotfix on development is named", "[rules]") {
  const Finding finding = only(promotes({undone({Kind::merge}, LandingState::lost)}));
  REQUIRE(finding.details.back() == "kars-dev undid it: " + short_id_of('e'));
  REQUIRE_THAT(script(finding), contains("git cherry-pick"));
}

TEST_CASE("what may be the fix is looked at before it is picked again", "[rules]") {
  const Finding finding = only(promotes({at_risk({Kind::reset}, LandingState::uncertain)}));
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.details.back() == "kars-dev has something like it: " + short_id_of('e'));
  REQUIRE_THAT(finding.hint, contains("Hotfix-Landed: " + id('1')));
  REQUIRE_THAT(finding.hint, contains("git cherry-pick -x -m 1 " + short_id_of('1')));
}

TEST_CASE("a fix that was dropped on the way is not brought to development again", "[rules]") {
  const Finding finding = only(promotes({undone({Kind::push}, LandingState::equivalent)}));
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(finding.details.back(), contains("dropped on the way to production"));
  REQUIRE_THAT(finding.hint, contains("git show " + short_id_of('1')));
}

TEST_CASE("no hotfix branch is asked about promotions, and no trailer waives the rule", "[rules]") {
  REQUIRE_FALSE(judges(rules::promotion, SubjectKind::hotfix));
  REQUIRE(judges(rules::promotion, SubjectKind::production));
  REQUIRE_FALSE(rules::promotion.waivable);
}

TEST_CASE("a pick that will stop is said, and the promotion comes after it", "[rules]") {
  Promotion::Undone one = undone({Kind::merge});
  one.hotfix.pick = Forecast{Forecast::Outcome::conflicts, {{"src/a.js", "1 place", 1, {}}}};
  const Finding finding = only(promotes({one}));
  REQUIRE(finding.fix.back() == "git cherry-pick -x -m 1 " + short_id_of('1'));
  REQUIRE_THAT(finding.hint, contains("It will stop at conflicts in src/a.js"));
  REQUIRE_THAT(finding.hint, contains("Then promote kars-dev again"));
}

TEST_CASE("a hotfix whose pick would change nothing is confirmed", "[rules]") {
  Promotion::Undone one = undone({Kind::merge});
  one.hotfix.pick = Forecast{Forecast::Outcome::present, {}};
  const Finding finding = only(promotes({one}));
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(finding.hint, contains("Hotfix-Landed: " + id('1')));
  REQUIRE(finding.hint.find("cherry-pick") == std::string::npos);
}
