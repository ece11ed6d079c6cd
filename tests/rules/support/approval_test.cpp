// SPDX-License-Identifier: MIT
#include "rules/support/approval.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

TEST_CASE("the head is approved by whoever may approve it", "[rules]") {
  const Options anyone = options_of(rules::emergency_review);
  const Options list = options_of(rules::emergency_review, "reviewers = ['lead']");
  Facts facts = pull_request_of_hotfix();
  CHECK(is_approved(facts, anyone));
  CHECK_FALSE(is_approved(facts, list));
  facts.pull_request->reviews->front().commit = id('9');
  CHECK_FALSE(is_approved(facts, anyone));
}

TEST_CASE("what is missing says who can give it, and waits or blocks", "[rules]") {
  const Options options = options_of(rules::emergency_review, "reviewers = ['lead', 'oncall']");
  Facts facts = pull_request_of_hotfix();
  facts.pull_request->reviews->clear();
  const Finding waiting = missing_approval(facts, options);
  CHECK(waiting.message == "waiting for review: nobody has approved yet");
  CHECK(waiting.kind == FindingKind::waiting);
  CHECK_THAT(waiting.hint, contains("approved by one of these, who did not write it: lead"));
  CHECK(script(waiting) == "gh pr edit 12 --add-reviewer lead\n");
  facts.pull_request->reviews = {{"lead", true, Review::State::changes_requested, id('a')}};
  CHECK(missing_approval(facts, options).kind == FindingKind::fault);
}
