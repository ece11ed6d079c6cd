// SPDX-License-Identifier: MIT
#include "gate/facts/needs.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("only the rules that judge a subject are asked for their needs", "[gate]") {
  Subject subject;
  subject.stage = Stage::push;
  subject.kind = SubjectKind::other;
  const Policy policy = default_policy();
  CHECK(applicable_rules(policy, subject).empty());
  subject.kind = SubjectKind::lookalike;
  CHECK(needs_of(applicable_rules(policy, subject), subject) == Need::none);
}

TEST_CASE("at commit time the message is all that is needed", "[gate]") {
  Subject subject;
  subject.stage = Stage::commit_msg;
  subject.kind = SubjectKind::message;
  CHECK(needs_of(applicable_rules(default_policy(), subject), subject) == Need::message);
}
