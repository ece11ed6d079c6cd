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

TEST_CASE("the number of a pull request stands at the end of a subject", "[rules]") {
  CHECK(request_number("hotfix: x (#12)") == "(#12)");
  CHECK(request_number("hotfix: x (!12)") == "(!12)");
  CHECK(without_number("hotfix: x (#12)") == "hotfix: x");
  for (const char* subject :
       {"", "hotfix: x", "hotfix: x (#)", "hotfix: x (#1a)", "(#12) hotfix", "hotfix: x(#12)"}) {
    INFO(subject);
    CHECK(request_number(subject).empty());
    CHECK(without_number(subject) == subject);
  }
}

TEST_CASE("a number that stands there twice goes twice, and another one stays", "[rules]") {
  CHECK(without_number("hotfix: x (#12) (#12)") == "hotfix: x");
  CHECK(without_number("hotfix: x (#7) (#12) (#12)") == "hotfix: x (#7)");
}

TEST_CASE("only its own number is taken from the title of a pull request", "[rules]") {
  CHECK(without_number("hotfix: x (#12)", 12) == "hotfix: x");
  CHECK(without_number("hotfix: x (#12)", 7) == "hotfix: x (#12)");
  CHECK(without_number("hotfix: x", 0) == "hotfix: x");
}
