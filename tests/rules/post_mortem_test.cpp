// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

PostMortem overdue(char digit, PostMortemState state) {
  PostMortem one;
  one.commit = id(digit);
  one.subject = "hotfix: refuse a null user";
  one.path = "docs/post-mortems/2026-01-02-null-user.md";
  one.state = state;
  one.overdue = true;
  return one;
}

Findings judged(std::vector<PostMortem> all) {
  Facts facts;
  facts.subject.stage = Stage::audit;
  facts.subject.kind = SubjectKind::ledger;
  facts.post_mortems = std::move(all);
  return judge(rules::post_mortem, facts);
}

}  // namespace

TEST_CASE("a hotfix that is written about, or has time left, is not told", "[rules]") {
  PostMortem written = overdue('a', PostMortemState::written), young = written;
  written.overdue = young.overdue = false;
  young.state = PostMortemState::missing;
  CHECK(judged({written, young}).empty());
  CHECK(judged({}).empty());
}

TEST_CASE("a missing post-mortem is told with the command that begins it", "[rules]") {
  const Finding finding = only(judged({overdue('a', PostMortemState::missing)}));
  CHECK(finding.message ==
        "kars-dev has no post-mortem of aaaaaaaaaaaa hotfix: refuse a null user");
  CHECK(finding.fix == std::vector<std::string>{"git hotfix post-mortem --write aaaaaaaaaaaa"});
  CHECK(finding.details ==
        std::vector<std::string>{"it would be docs/post-mortems/2026-01-02-null-user.md"});
  CHECK(finding.commit == id('a'));
}

TEST_CASE("an unfinished post-mortem is told with its open sections", "[rules]") {
  PostMortem one = overdue('a', PostMortemState::unfinished);
  one.open = {"Timeline (Verified)", "Root Cause"};
  const Finding finding = only(judged({one}));
  CHECK(finding.message ==
        "the post-mortem of aaaaaaaaaaaa hotfix: refuse a null user is not filled in: Timeline "
        "(Verified), Root Cause");
  CHECK(finding.path == one.path);
  CHECK(finding.fix.empty());
  CHECK_THAT(finding.hint, contains(one.path));
}

TEST_CASE("a post-mortem that cannot be read is told with its limit", "[rules]") {
  const Finding finding = only(judged({overdue('a', PostMortemState::unreadable)}));
  CHECK_THAT(finding.message, contains("too long or too deep"));
  CHECK_THAT(finding.hint, contains("65,536"));
}

TEST_CASE("the newest hotfix comes first", "[rules]") {
  const Findings findings =
      judged({overdue('a', PostMortemState::missing), overdue('b', PostMortemState::missing)});
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].commit == id('b'));
}

TEST_CASE("a waived post-mortem is a finding that was set aside", "[rules]") {
  PostMortem one = overdue('a', PostMortemState::waived);
  one.overdue = false;
  one.waived_by = id('c');
  one.waived_because = "one line of text";
  const Finding finding = only(judged({one}));
  CHECK(finding.waived_by == id('c'));
  CHECK(finding.waived_because == "one line of text");
}

TEST_CASE("a post-mortem is asked of the ledger, and warns unless a policy says more", "[rules]") {
  CHECK(judges(rules::post_mortem, SubjectKind::ledger));
  CHECK_FALSE(judges(rules::post_mortem, SubjectKind::hotfix));
  CHECK(rules::post_mortem.level == Level::warning);
}
