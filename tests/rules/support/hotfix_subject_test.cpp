// SPDX-License-Identifier: MIT
#include "rules/support/hotfix_subject.h"

#include <utility>

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

std::string problem(const std::string& subject) {
  return subject_problem(subject, options_of(rules::commit_message));
}

std::string corrected(const std::string& subject) {
  return corrected_subject(subject, options_of(rules::commit_message));
}

}  // namespace

TEST_CASE("each thing that is wrong with a subject has its words", "[rules]") {
  const std::pair<const char*, const char*> cases[] = {
      {"hotfix: sign-in fails", ""},
      {"hotfix(api)!: sign-in fails", ""},
      {"  ", "is empty"},
      {"fixup! hotfix: x", "is still to be squashed"},
      {"Revert \"x\"", "is git's own text for a revert"},
      {"sign-in fails", "does not begin with \"hotfix: \""},
      {"fix: sign-in", "has the type \"fix\", not \"hotfix\""},
      {"hotfix: ", "has no description"},
      {"hotfix: WIP", "does not say what is fixed"},
      {"hotfix:sign-in", "needs a space after the colon"}};
  for (const auto& [subject, words] : cases) {
    INFO(subject);
    CHECK(problem(subject) == words);
  }
}

TEST_CASE("a problem is quoted with its subject, where there is one", "[rules]") {
  CHECK(quoted_problem("is empty", "") == " is empty");
  CHECK(quoted_problem("has no description", "hotfix:") == " has no description: hotfix:");
}

TEST_CASE("the type is the first of the policy, or hotfix", "[rules]") {
  CHECK(hotfix_type(options_of(rules::commit_message, "types = ['urgent', 'fix']")) == "urgent");
  CHECK(hotfix_type(options_of(rules::commit_message, "types = []")) == "hotfix");
  CHECK(subject_form(options_of(rules::commit_message)) == "hotfix: <what is fixed>");
}

TEST_CASE("the length of a subject is counted in characters", "[rules]") {
  const Options options = options_of(rules::commit_message, "max_subject = 3");
  CHECK(too_many_characters("\xc3\xa9\xc3\xa9\xc3\xa9", options).empty());
  CHECK(too_many_characters("\xc3\xa9\xc3\xa9\xc3\xa9.", options) == "4 characters (limit: 3)");
}

TEST_CASE("a subject is corrected where only its form is wrong", "[rules]") {
  CHECK(corrected("fix(api)!: sign-in") == "hotfix(api)!: sign-in");
  CHECK(corrected("[hotfix] sign-in") == "hotfix: sign-in");
  CHECK(corrected("hotfixes are late") == "hotfix: hotfixes are late");
  CHECK(corrected("Revert \"x\"") == "hotfix: revert \"x\"");
}

TEST_CASE("what only a person can write is not made up", "[rules]") {
  for (const char* subject : {"", "wip", "hotfix:", "feat: a page", "a\nb", "\x1b[31mred"}) {
    INFO(subject);
    CHECK(corrected(subject).empty());
  }
}

TEST_CASE("what decorates a subject, or names its ticket, does not double the type", "[rules]") {
  const std::pair<const char*, const char*> cases[] = {
      {"\U0001F691 hotfix: x", "hotfix: x"},
      {"\U0001F691\uFE0F fix: login fails", "hotfix: login fails"},
      {"\U0001F469\u200D\U0001F4BB hotfix: x", "hotfix: x"},
      {":ambulance: hotfix: x", "hotfix: x"},
      {"\uFEFFhotfix: x", "hotfix: x"},
      {"hotfix\uFF1Ax", "hotfix: x"},
      {"hotfix(api)\uFF1A x", "hotfix(api): x"},
      {"KARS-1: hotfix: x", "hotfix: KARS-1: x"},
      {"KARS-1 hotfix: x", "hotfix: KARS-1 x"},
      {"[KARS-1] hotfix(api): x", "hotfix(api): [KARS-1] x"},
      {"#12 fix: login", "hotfix: #12 login"},
      {"KARS-1: login fails", "hotfix: KARS-1: login fails"},
      {"fix: hotfix: x", "hotfix: x"}};
  for (const auto& [subject, wanted] : cases) {
    INFO(subject);
    REQUIRE(corrected(subject) == wanted);
    REQUIRE(problem(wanted).empty());
  }
}

TEST_CASE("what is no word is no description", "[rules]") {
  for (const char* subject :
       {"hotfix: ...", "hotfix: -", "hotfix: \u2026", "hotfix: \U0001F691", "hotfix: \u3002!"}) {
    INFO(subject);
    REQUIRE(problem(subject) == "does not say what is fixed");
    REQUIRE(corrected(subject).empty());
  }
  REQUIRE(problem("hotfix: \u7dca\u6025").empty());
}

TEST_CASE("a subject that only says that something is fixed is asked for what", "[rules]") {
  for (const char* subject : {"fix stuff", "Fix: a bug", "fixed it", "minor changes",
                              "feat: a page", "more", "hotfix the issue"}) {
    INFO(subject);
    REQUIRE(corrected(subject).empty());
  }
  REQUIRE(corrected("fix login") == "hotfix: fix login");
}

TEST_CASE("the number of a pull request says nothing about what was fixed", "[rules]") {
  for (const char* subject : {"hotfix: wip (#12)", "hotfix: fix (#7) (#12)", "hotfix: ... (!3)"}) {
    INFO(subject);
    CHECK(problem(subject) == "does not say what is fixed");
    CHECK(corrected(subject).empty());
  }
  CHECK(corrected("fix stuff (#12)").empty());
  CHECK(corrected("login fails (#12)") == "hotfix: login fails (#12)");
}
