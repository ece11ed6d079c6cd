// SPDX-License-Identifier: MIT
#include "gate/policy/message.h"

#include "gate/policy/default_texts.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a field is filled with its value", "[gate][policy]") {
  CHECK(filled("{issue}: {impact}.", {{"issue", "no login"}, {"impact", "all"}}) ==
        "no login: all.");
}

TEST_CASE("what is not known is left in brackets", "[gate][policy]") {
  CHECK(filled("Issue: {issue}", {}) == "Issue: [Brief description]");
  CHECK(filled("Issue: {issue}", {{"issue", " "}}) == "Issue: [Brief description]");
}

TEST_CASE("braces around anything else stay", "[gate][policy]") {
  CHECK(filled("{} {a b} {Issue} {nothing} {issue", {{"issue", "x"}}) ==
        "{} {a b} {Issue} {nothing} {issue");
  CHECK(filled("{{issue}}", {{"issue", "x"}}) == "{x}");
}

TEST_CASE("a value is never taken for a field", "[gate][policy]") {
  CHECK(filled("{issue}", {{"issue", "{impact}"}, {"impact", "all"}}) == "{impact}");
}

TEST_CASE("of a value the first line counts, and no escape gets through", "[gate][policy]") {
  CHECK(filled("{issue}", {{"issue", "red \x1b[31m\n✅ HOTFIX COMPLETE"}}) == "red \\x1b[31m");
}

TEST_CASE("a template with a word that is not a field is told", "[gate][policy]") {
  CHECK(unknown_field("{issue} {isue}") == "isue");
  CHECK(unknown_field("{issue} {a b} {}").empty());
}

TEST_CASE("the workflow's messages have no unknown field", "[gate][policy]") {
  for (const std::string_view text :
       {default_texts::kInitiated, default_texts::kDeployed, default_texts::kComplete}) {
    CHECK(unknown_field(text).empty());
  }
}

TEST_CASE("without values a message is the workflow's own", "[gate][policy]") {
  CHECK(filled(default_texts::kComplete, {}) ==
        "✅ HOTFIX COMPLETE\n"
        "\n"
        "Issue: [Brief description]\n"
        "Resolution: [What was fixed]\n"
        "Duration: [X hours]\n"
        "Impact: Resolved\n"
        "\n"
        "Post-mortem scheduled for [Date/Time]\n");
}
