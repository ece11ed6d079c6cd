// SPDX-License-Identifier: MIT
#include <utility>

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts named(const std::string& name, SubjectKind kind = SubjectKind::hotfix) {
  Facts facts = pushed_hotfix();
  facts.subject.branch = facts.subject.local_branch = name;
  facts.subject.kind = kind;
  return facts;
}

Facts linted(const std::string& name) {
  Facts facts = named(name);
  facts.subject.stage = Stage::lint;
  facts.subject.remote.clear();
  facts.subject.well_named = name.starts_with(facts.refs.hotfix_prefix);
  return facts;
}

Findings judge_name(const Facts& facts) { return judge(rules::branch_name, facts); }

}  // namespace

TEST_CASE("a well-named hotfix branch passes, forward fixes too", "[rules]") {
  for (const char* name : {"hotfix/fix-login", "hotfix/fix-previous-hotfix", "hotfix/2-of_3.x"}) {
    INFO(name);
    REQUIRE(judge_name(named(name)).empty());
    REQUIRE(judge_name(linted(name)).empty());
  }
}

TEST_CASE("a commit or a range has no name to judge", "[rules]") {
  REQUIRE(judge_name(linted("")).empty());
}

TEST_CASE("a slug that the policy does not accept is renamed", "[rules]") {
  const Findings findings = judge_name(named("hotfix/Fix_Login"));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE_THAT(findings[0].message, contains("Fix_Login"));
  REQUIRE(script(findings[0]) ==
          "git branch -m hotfix/Fix_Login hotfix/fix-login\n"
          "git push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("a lookalike is given the name it means", "[rules]") {
  const std::pair<const char*, const char*> cases[] = {{"Hotfix/x", "hotfix/x"},
                                                       {"hot-fix/x", "hotfix/x"},
                                                       {"hotfixes/a/b", "hotfix/a-b"},
                                                       {"HOTFIX/Fix_Login", "hotfix/fix-login"},
                                                       {"hotfix-login", "hotfix/login"},
                                                       {"hotfix_login", "hotfix/login"},
                                                       {"hotfix", "hotfix/fix-production"},
                                                       {"HotFix/---", "hotfix/fix-production"}};
  for (const auto& [name, wanted] : cases) {
    INFO(name);
    const Findings findings = judge_name(named(name, SubjectKind::lookalike));
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].fix.back() == std::string("git push origin refs/heads/") + wanted);
  }
}

TEST_CASE("a lookalike with a slash is refused, one without is only warned about", "[rules]") {
  REQUIRE(judge_name(named("Hotfix/x", SubjectKind::lookalike))[0].level == Level::error);
  const Findings findings = judge_name(named("hotfix-x", SubjectKind::lookalike));
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("no other hotfix rule"));
}

TEST_CASE("linted under any other name, a branch is given a hotfix name", "[rules]") {
  const std::pair<const char*, const char*> cases[] = {{"fix/login", "hotfix/login"},
                                                       {"bugfix/Login", "hotfix/login"},
                                                       {"login", "hotfix/login"},
                                                       {"alice/login", "hotfix/alice-login"}};
  for (const auto& [name, wanted] : cases) {
    INFO(name);
    const Findings findings = judge_name(linted(name));
    REQUIRE(findings.size() == 1);
    REQUIRE(script(findings[0]) == std::string("git branch -m ") + name + " " + wanted + "\n");
  }
}

TEST_CASE("a shared branch is never renamed", "[rules]") {
  for (const std::string name : {"kars-dev", "kars-prod", "main", "master", "develop", "trunk"}) {
    INFO(name);
    const Findings findings = judge_name(linted(name));
    REQUIRE(script(findings[0]) == "git switch -c hotfix/" + name + " " + short_id_of('a') + "\n");
  }
}

TEST_CASE("a branch that is only on the remote is taken over under the right name", "[rules]") {
  Facts facts = linted("fix/login");
  facts.subject.local_branch.clear();
  REQUIRE(script(judge_name(facts)[0]) == "git switch -c hotfix/login " + short_id_of('a') + "\n");
}

TEST_CASE("a hostile name is quoted and comes out harmless", "[rules]") {
  const Findings findings = judge_name(named("hotfix/$(id);'x'&`y`|\"z\""));
  REQUIRE(script(findings[0]) ==
          "git branch -m 'hotfix/$(id);'\\''x'\\''&`y`|\"z\"' hotfix/id-x-y-z\n"
          "git push origin refs/heads/hotfix/id-x-y-z\n");
}

TEST_CASE("a push without a local branch is pushed again under the right name", "[rules]") {
  Facts facts = named("Hotfix/x", SubjectKind::lookalike);
  facts.subject.local_branch.clear();
  REQUIRE(script(judge_name(facts)[0]) ==
          "git push origin " + short_id_of('a') + ":refs/heads/hotfix/x\n");
}

TEST_CASE("a local branch of another name keeps it", "[rules]") {
  Facts facts = named("Hotfix/x", SubjectKind::lookalike);
  facts.subject.local_branch = "kars-prod";
  REQUIRE(script(judge_name(facts)[0]) ==
          "git push origin " + short_id_of('a') + ":refs/heads/hotfix/x\n");
}

TEST_CASE("a name the remote has already is deleted there later", "[rules]") {
  Facts facts = named("hotfix/X");
  facts.subject.old_head = id('b');
  const Findings findings = judge_name(facts);
  REQUIRE_THAT(advice_of(findings[0]), contains("git push origin --delete refs/heads/hotfix/X"));
  REQUIRE(findings[0].fix.back() == "git push origin refs/heads/hotfix/x");
}

TEST_CASE("a name that is too long is cut to the limit", "[rules]") {
  const Findings findings = judge_name(named("hotfix/" + std::string(80, 'x')));
  REQUIRE_THAT(findings[0].message, contains("87 bytes long (limit: 80)"));
  REQUIRE(findings[0].fix.back() == "git push origin refs/heads/hotfix/" + std::string(73, 'x'));
}

TEST_CASE("a slug that cannot be guessed is asked for in words", "[rules]") {
  const Findings findings =
      judge(rules::branch_name, named("hotfix/login"), "slug = ['^[A-Z]+-[0-9]+$']");
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("hotfix/<slug>"));
}

TEST_CASE("the prefix of the policy is the one that is suggested", "[rules]") {
  Facts facts = linted("fix/x");
  facts.refs.hotfix_prefix = "emergency/";
  REQUIRE(script(judge_name(facts).at(0)) == "git branch -m fix/x emergency/x\n");
}

TEST_CASE("the name of a pull request's branch is mended from any clone", "[rules]") {
  Facts facts = pull_request_of_hotfix();
  facts.subject.branch = facts.subject.local_branch = "hotfix/Fix_Login";
  facts.subject.remote = "origin";
  const Finding finding = only(judge_name(facts));
  CHECK(script(finding) ==
        "git fetch origin refs/heads/hotfix/Fix_Login\n"
        "git push origin " +
            short_id_of('a') + ":refs/heads/hotfix/fix-login\n");
  CHECK_THAT(advice_of(finding), contains("A pull request keeps the branch it was made from"));
  CHECK_THAT(advice_of(finding), contains("git branch -m hotfix/Fix_Login hotfix/fix-login"));
}

TEST_CASE("of a fork's pull request only its author's clone has the branch", "[rules]") {
  Facts facts = pull_request_of_hotfix();
  facts.subject.branch = facts.subject.local_branch = "hotfix/Fix_Login";
  facts.subject.fork = "kim/kars";
  facts.subject.remote.clear();
  CHECK(script(only(judge_name(facts))) == "git branch -m hotfix/Fix_Login hotfix/fix-login\n");
}

TEST_CASE("on GitLab a branch belongs to a merge request", "[rules]") {
  Facts facts = pull_request_of_hotfix();
  facts.forge = Forge::gitlab;
  facts.subject.branch = "hotfix/Fix_Login";
  const std::string advice = advice_of(only(judge_name(facts)));
  CHECK_THAT(advice, contains("A merge request keeps") && contains("glab mr create"));
  CHECK_THAT(advice, !contains("pull request"));
}
