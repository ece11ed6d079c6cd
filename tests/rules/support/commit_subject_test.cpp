// SPDX-License-Identifier: MIT
#include "rules/support/commit_subject.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a subject is taken apart into type, scope, mark and description", "[rules]") {
  const auto subject = parse_subject("hotfix(api)!: sign-in fails: again");
  REQUIRE(subject);
  REQUIRE(subject->type == "hotfix");
  REQUIRE(subject->scope == "(api)");
  REQUIRE(subject->mark == "!");
  REQUIRE(subject->description == "sign-in fails: again");
  REQUIRE(subject->spaced);
}

TEST_CASE("text that is no conventional subject is none", "[rules]") {
  for (const char* text : {"", "hotfix", "fix login: now", "hotfix(api: x", ": x", "hotfix !: x",
                           "[hotfix]: x", "hotfix()x: y"}) {
    INFO(text);
    REQUIRE_FALSE(parse_subject(text));
  }
}

TEST_CASE("a missing description and a missing space are seen", "[rules]") {
  REQUIRE(parse_subject("hotfix:")->description.empty());
  REQUIRE(parse_subject("hotfix:   ")->description.empty());
  REQUIRE_FALSE(parse_subject("hotfix:x")->spaced);
  REQUIRE(parse_subject("hotfix:x")->description == "x");
}

TEST_CASE("the target of a nested fixup is the subject it began with", "[rules]") {
  REQUIRE(autosquash_target("fixup! squash! hotfix: x") == "hotfix: x");
  REQUIRE(autosquash_target("amend! a") == "a");
  REQUIRE(autosquash_target("fixup!a") == "fixup!a");
}
