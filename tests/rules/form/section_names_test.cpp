// SPDX-License-Identifier: MIT
#include "rules/form/section_names.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a heading names the part that it names first", "[rules]") {
  const SectionNames names;
  CHECK(names.named("Impact of the issue") == Part::impact);
  CHECK(names.named("What happened?") == Part::issue);
  CHECK(names.named("ROOT CAUSE") == Part::root_cause);
  CHECK(names.named("Users affected") == Part::users_affected);
  CHECK(names.named("Severity:") == Part::severity);
  CHECK(names.named("Priority") == Part::priority);
  CHECK_FALSE(names.named("Reviewers"));
  CHECK_FALSE(names.named("backups"));
  CHECK_FALSE(names.named(""));
}

TEST_CASE("the names of a team are found in any script, and go before the built-in ones",
          "[rules]") {
  const SectionNames names(
      {"root cause = Ursache", "impact = \xE5\xBD\xB1\xE9\x9F\xBF", "backup = issue archive"});
  CHECK(names.unreadable.empty());
  CHECK(names.named("Die Ursache:") == Part::root_cause);
  CHECK(names.named("\xE5\xBD\xB1\xE9\x9F\xBF") == Part::impact);
  CHECK(names.named("Issue archive") == Part::database_backup);
  CHECK(names.named("Issue") == Part::issue);
}

TEST_CASE("a line that names nothing is kept as unreadable", "[rules]") {
  const SectionNames names({"Ursache", "cause =", "mood = Laune", "cause = ..."});
  CHECK(names.unreadable ==
        std::vector<std::string>{"Ursache", "cause =", "mood = Laune", "cause = ..."});
}

TEST_CASE("a section's name alone on a line is a heading, a field's is an answer", "[rules]") {
  const SectionNames names({"root cause = Ursache", "users = Kunden"});
  for (const char* line : {"Root cause", "issue:", "**Impact**", "Ursache"}) {
    INFO(line);
    CHECK(names.is_section(line));
  }
  for (const char* line : {"customers", "Kunden", "The root cause", "none", ""}) {
    INFO(line);
    CHECK_FALSE(names.is_section(line));
  }
}
