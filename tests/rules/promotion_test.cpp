// SPDX-License-Identifier: MIT
#include "gate/policy/policy.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Effect = Promotion::Effect;
using Kind = Promotion::Kind;

Promotion::Undone undone(std::vector<Kind> by, LandingState state = LandingState::missing) {
  Promotion::Undone result;
  result.hotfix.commit = id('1');
  result.hotfix.subject = "hotfix: refuse a missing user";
  result.hotfix.author = "Kim Doe";
  result.hotfix.landing.state = state;
  result.hotfix.landing.evidence = {id('e')};
  result.by = std::move(by);
  result.places = {"src/login.js:5"};
  return result;
}

Promotion::Undone at_risk(std::vector<Kind> by, LandingState state = LandingState::missing) {
  Promotion::Undone result = undone(std::move(by), state);
  result.effect = Effect::conflicts;
  return result;
}

// The same of another hotfix.
Promotion::Undone of_hotfix(char digit, Promotion::Undone result) {
  result.hotfix.commit = id(digit);
  return result;
}

Promotion::Undone settled(Promotion::Undone result, bool has_landed, const std::string& reason) {
  result.word = {id('5'), "Ann Lee", reason, has_landed};
  return result;
}

Facts promotes(std::vector<Promotion::Undone> found) {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::lint;
  facts.subject.kind = SubjectKind::promotion;
  facts.subject.branch = facts.subject.local_branch = "kars-dev";
  facts.promotion.emplace().undone = std::move(found);
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
  REQUIRE(finding.details ==
          std::vector<std::string>{"src/login.js:5", "kars-dev does not have it"});
  REQUIRE(script(finding) ==
          "git diff --stat --exit-code HEAD\n"
          "git switch kars-dev\n"
          "git pull --ff-only origin refs/heads/kars-dev\n"
          "git cherry-pick -x -m 1 " +
              short_id_of('1') + "\ngit push origin refs/heads/kars-dev\n");
}

TEST_CASE("a push is spoken of as a push", "[rules]") {
  REQUIRE_THAT(only(promotes({undone({Kind::push})})).message,
               contains("the push would undo hotfix " + short_id_of('1')));
}

TEST_CASE("a conflict in the hotfix's files is a warning", "[rules]") {
  const Finding finding = only(promotes({at_risk({Kind::merge, Kind::squash})}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE_THAT(finding.message,
               contains("by merge or squash conflicts where production has hotfix"));
}

TEST_CASE("what only a reset would undo is a warning, and not told beside more", "[rules]") {
  const Finding finding = only(promotes({undone({Kind::reset})}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE_THAT(finding.message, contains("by reset would undo hotfix"));
  REQUIRE_THAT(finding.details.back(), contains("a merge keeps it"));
  REQUIRE_THAT(
      only(promotes({at_risk({Kind::merge, Kind::squash}), undone({Kind::reset})})).message,
      contains("conflicts"));
}

TEST_CASE("what development took out after its release is one warning", "[rules]") {
  Promotion::Undone one = undone({Kind::push}, LandingState::lost);
  one.effect = Effect::reworked;
  Promotion::Undone other = of_hotfix('2', one);
  other.hotfix.landing.evidence = {id('f')};
  const Finding finding = only(promotes({one, other}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.details.back() ==
          "kars-dev had them when it was last promoted, and took them out since");
  REQUIRE(finding.fix.empty());
}

TEST_CASE("nobody promotes by a reset but by hand", "[rules]") {
  Facts facts = promotes({undone({Kind::reset})});
  facts.subject.stage = Stage::pull_request;
  REQUIRE(judge_promotion(facts).empty());
}

TEST_CASE("what one cause undoes is one finding with a list", "[rules]") {
  const Promotion::Undone one = undone({Kind::push});
  const Finding finding = only(promotes({one, of_hotfix('2', one), of_hotfix('3', one)}));
  REQUIRE(finding.message == "the push would undo 3 hotfixes");
  REQUIRE(finding.details.size() == 4);
  REQUIRE(finding.details[1] ==
          short_id_of('2') + " \"hotfix: refuse a missing user\" by Kim Doe: src/login.js:5");
  REQUIRE(finding.details.back() == "kars-dev does not have them");
  for (const char hotfix : {'1', '2', '3'}) {
    REQUIRE_THAT(script(finding), contains("git cherry-pick -x -m 1 " + short_id_of(hotfix)));
  }
  REQUIRE(finding.commit.empty());
}

TEST_CASE("of a long list the commands are cut, the hotfixes all named", "[rules]") {
  std::vector<Promotion::Undone> many;
  for (const char digit : std::string("0123456789abcdef")) {
    many.push_back(of_hotfix(digit, undone({Kind::push})));
  }
  const Finding finding = only(promotes(many));
  REQUIRE(finding.message == "the push would undo 16 hotfixes");
  REQUIRE(finding.details.size() == 17);
  REQUIRE_THAT(script(finding), !contains(short_id_of('a')));
}

TEST_CASE("two causes are two findings", "[rules]") {
  Promotion::Undone other = of_hotfix('2', undone({Kind::push}, LandingState::lost));
  Promotion::Undone third = of_hotfix('3', undone({Kind::push}, LandingState::lost));
  third.hotfix.landing.evidence = {id('f')};
  REQUIRE(judge_promotion(promotes({undone({Kind::push}), other, third})).size() == 3);
}

TEST_CASE("errors come first", "[rules]") {
  const Findings found = judge_promotion(
      promotes({at_risk({Kind::merge}), of_hotfix('2', undone({Kind::merge, Kind::reset}))}));
  REQUIRE(found.size() == 2);
  REQUIRE(found[0].level == Level::error);
  REQUIRE(found[1].level == Level::warning);
}

TEST_CASE("a person's word goes with the finding that it settles, and says who", "[rules]") {
  const Promotion::Undone one = undone({Kind::push});
  const Findings found =
      judge_promotion(promotes({settled(one, true, {}), of_hotfix('2', one),
                                of_hotfix('3', settled(one, false, "the gateway checks it"))}));
  REQUIRE(found.size() == 3);
  REQUIRE(found[0].waived_by == id('5'));
  REQUIRE(found[0].waived_because == "kars-dev has it in another form (says Ann Lee)");
  REQUIRE(found[1].waived_by.empty());
  REQUIRE(found[2].waived_because == "the gateway checks it (says Ann Lee)");
}

TEST_CASE("a team that never resets leaves that kind out", "[rules]") {
  const std::string never = "by_reset = false";
  REQUIRE(judge(rules::promotion, promotes({undone({Kind::reset})}), never).empty());
  const Findings rest =
      judge(rules::promotion, promotes({at_risk({Kind::merge}), undone({Kind::reset})}), never);
  REQUIRE(rest.size() == 1);
  REQUIRE_THAT(rest[0].message, contains("by merge conflicts"));
  const Findings pushed = judge(rules::promotion, promotes({undone({Kind::push})}), never);
  REQUIRE(pushed.size() == 1);
}

TEST_CASE("the commit that undid a hotfix on development is named", "[rules]") {
  const Finding finding = only(promotes({undone({Kind::merge}, LandingState::lost)}));
  REQUIRE(finding.details.back() == "kars-dev undid it: " + short_id_of('e'));
  REQUIRE_THAT(script(finding), contains("git cherry-pick"));
}

TEST_CASE("what may be the fix is looked at before it is picked again", "[rules]") {
  const Finding finding = only(promotes({undone({Kind::merge}, LandingState::uncertain)}));
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.details.back() == "kars-dev has something like it: " + short_id_of('e'));
  REQUIRE_THAT(advice_of(finding), contains("Hotfix-Landed: " + id('1')));
  REQUIRE_THAT(advice_of(finding), contains("git cherry-pick -x -m 1 " + short_id_of('1')));
}

TEST_CASE("of several that may be there, a person says so of each", "[rules]") {
  const Promotion::Undone one = undone({Kind::merge}, LandingState::uncertain);
  const Finding finding = only(promotes({one, of_hotfix('2', one)}));
  REQUIRE_THAT(advice_of(finding), contains("say so of each: "));
  REQUIRE_THAT(advice_of(finding), contains("-m 1 " + short_id_of('1')));
  REQUIRE_THAT(advice_of(finding), contains("-m 1 " + short_id_of('2')));
}

TEST_CASE("a fix that was dropped on the way is not brought to development again", "[rules]") {
  Promotion::Undone dropped = undone({Kind::push}, LandingState::equivalent);
  dropped.effect = Effect::dropped;
  const Finding finding = only(promotes({dropped}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(finding.details.back(), contains("Dropped on the way to production"));
  REQUIRE_THAT(advice_of(finding), contains("git show " + short_id_of('1')));
}

TEST_CASE("no hotfix branch is asked about promotions", "[rules]") {
  REQUIRE_FALSE(judges(rules::promotion, SubjectKind::hotfix));
  REQUIRE(judges(rules::promotion, SubjectKind::production));
}

TEST_CASE("a pick that will stop is said, and the promotion comes after it", "[rules]") {
  Promotion::Undone one = undone({Kind::merge});
  one.hotfix.pick = Forecast{Forecast::Outcome::conflicts, {{"src/a.js", "1 place", 1, {}}}};
  const Finding finding = only(promotes({one}));
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.advice[0].commands.back() == "git cherry-pick -x -m 1 " + short_id_of('1'));
  REQUIRE_THAT(advice_of(finding), contains("It will stop at conflicts in src/a.js"));
  REQUIRE_THAT(advice_of(finding), contains("Then promote kars-dev again"));
}

TEST_CASE("a hotfix whose pick would change nothing is confirmed", "[rules]") {
  Promotion::Undone one = undone({Kind::merge});
  one.hotfix.pick = Forecast{Forecast::Outcome::present, {}};
  const Finding finding = only(promotes({one}));
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("Hotfix-Landed: " + id('1')));
  REQUIRE(advice_of(finding).find("cherry-pick") == std::string::npos);
}

namespace {

// A promotion that undoes nothing and brings these files.
Facts brings(Stage stage, std::vector<std::string> files) {
  Facts facts = pull_request_of_hotfix();
  facts.subject.kind = SubjectKind::promotion;
  facts.subject.stage = stage;
  facts.subject.branch = facts.subject.local_branch = "kars-dev";
  facts.promotion = Promotion{};
  facts.promotion->arrives = std::move(files);
  facts.pull_request->reviews.emplace();
  return facts;
}

const std::string kOff = "rules.minimal-diff.level";

}  // namespace

TEST_CASE("a promotion that leaves alone what judges production says nothing of it", "[rules]") {
  REQUIRE(judge_promotion(brings(Stage::pull_request, {"src/login.js", "README.md"})).empty());
}

TEST_CASE("a promotion that changes a workflow waits for a review of that", "[rules]") {
  Facts facts = brings(Stage::pull_request, {".github/workflows/gate.yml", "src/login.js"});
  const Finding finding = only(facts);
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.kind == FindingKind::waiting);
  REQUIRE(finding.message ==
          "promoting kars-dev changes what kars-prod is judged by: .github/workflows/gate.yml");
  REQUIRE_THAT(advice_of(finding), contains("has to be approved by"));
  facts.pull_request->reviews->push_back(
      {"senior", true, Review::State::approved, facts.subject.head});
  REQUIRE(only(facts).level == Level::warning);
  REQUIRE_THAT(advice_of(only(facts)), contains("It is approved"));
}

TEST_CASE("so does one that changes what production's CI includes", "[rules]") {
  Facts facts = brings(Stage::pull_request, {"ci/build.yml", "src/login.js"});
  facts.promotion->of_ci = {"ci/build.yml"};
  REQUIRE(only(facts).path == "ci/build.yml");
}

TEST_CASE("a promotion that switches a rule off names it", "[rules]") {
  Facts facts = brings(Stage::pull_request, {".hotfix.toml"});
  facts.promotion->weakened = {{kOff, "\"error\" now, \"off\" then", "minimal-diff"}};
  const Finding finding = only(facts);
  REQUIRE(finding.message == "promoting kars-dev switches off minimal-diff");
  REQUIRE(finding.details ==
          std::vector<std::string>{kOff + ": \"error\" now, \"off\" then", ".hotfix.toml"});
}

TEST_CASE("a weaker policy is told though its file is not among the protected ones", "[rules]") {
  Facts facts = brings(Stage::pull_request, {".hotfix.toml"});
  facts.promotion->weakened = {{"rules.minimal-diff.max_files", "5 now, 50 then", ""}};
  const Options options = parse_policy("[rules.protected-paths]\npaths = [\"x\"]\n", "test")
                              .setting("promotion")
                              .options;
  REQUIRE(only(rules::promotion.check(facts, options)).message ==
          "promoting kars-dev weakens the policy, or may");
}

TEST_CASE("a release branch with commits of its own waits for a review of these", "[rules]") {
  Facts facts = brings(Stage::pull_request, {"src/login.js"});
  facts.subject.branch = "release/2";
  facts.promotion->beside = {"1234 fix: late"};
  const Finding finding = only(facts);
  REQUIRE(finding.kind == FindingKind::waiting);
  REQUIRE(finding.message == "release/2 brings 1 commit that kars-dev does not have");
  REQUIRE(finding.details == facts.promotion->beside);
}

TEST_CASE("a policy that cannot be read is told with the reason", "[rules]") {
  Facts facts = brings(Stage::pull_request, {".hotfix.toml"});
  facts.promotion->policy_error = ".hotfix.toml:1:1: unknown key";
  REQUIRE(only(facts).message == "promoting kars-dev brings a policy that cannot be read");
  REQUIRE(only(facts).details.front() == ".hotfix.toml:1:1: unknown key");
}

TEST_CASE("by hand, in the queue and after it, that is a warning", "[rules]") {
  const Stage stage = GENERATE(Stage::lint, Stage::push, Stage::merge_group, Stage::released);
  Facts facts = brings(stage, {".github/workflows/gate.yml"});
  facts.pull_request.reset();
  facts.update = Update{};
  const Finding finding = only(facts);
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.message ==
          "the push changes what kars-prod is judged by: .github/workflows/gate.yml");
}
