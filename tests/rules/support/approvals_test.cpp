// SPDX-License-Identifier: MIT
#include "rules/support/approvals.h"

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

TEST_CASE("a finding that waits for an approval is a warning once it is there", "[rules]") {
  const Options options = options_of(rules::emergency_review);
  Facts facts = pull_request_of_hotfix();
  Finding approved, waiting, unknown;
  wait_for_approval(approved, facts, options);
  CHECK(approved.level == Level::warning);
  facts.pull_request->reviews->clear();
  wait_for_approval(waiting, facts, options);
  CHECK(waiting.level == Level::error);
  CHECK(waiting.kind == FindingKind::waiting);
  CHECK_THAT(waiting.hint, contains("nobody has approved yet"));
  facts.pull_request->author_known = false;
  wait_for_approval(unknown, facts, options);
  CHECK_THAT(unknown.hint, contains("the reviews are not known"));
}
