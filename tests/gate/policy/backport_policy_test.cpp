// SPDX-License-Identifier: MIT
// The [backport] table of a policy.
#include "gate/base/error.h"
#include "gate/policy/policy.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

BackportPolicy backport(const std::string& line) {
  return parse_policy("[backport]\n" + line + "\n", "p").backport;
}

std::string complaint(const std::string& line) {
  try {
    backport(line);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a hotfix has a day to come back, counted from the fork, by every sign", "[gate]") {
  const BackportPolicy policy = default_policy().backport;
  CHECK(policy.deadline == 86'400);
  CHECK(policy.since.empty());
  CHECK(policy.signs == std::vector<HotfixSign>{HotfixSign::subject, HotfixSign::merge,
                                                HotfixSign::trailer, HotfixSign::pull_request});
}

TEST_CASE("a policy sets deadline, start and signs", "[gate]") {
  CHECK(backport("deadline = \"90m\"").deadline == 5400);
  CHECK(backport("since = \"v1.2\"").since == "v1.2");
  CHECK(backport("since = \"2025-06-15T12:00:00Z\"").since == "2025-06-15T12:00:00Z");
  CHECK(backport("since = \"\"").since.empty());
  CHECK(backport("hotfixes = [\"trailer\"]").signs == std::vector<HotfixSign>{HotfixSign::trailer});
  CHECK_FALSE(backport("").owes_all());
  for (const char* all : {"hotfixes = \"all\"", "hotfixes = [\"trailer\", \"all\"]"}) {
    CHECK(backport(all).owes_all());
    CHECK(backport(all).signs.size() == 5);
  }
}

TEST_CASE("a deadline that is no duration is refused with its place", "[gate]") {
  for (const char* text : {"\"1 day\"", "\"24\"", "\"-1h\"", "\"99999999999999999999d\""}) {
    INFO(text);
    const std::string words = complaint("deadline = " + std::string(text));
    CHECK_THAT(words, contains("p:2:12: "));
    CHECK_THAT(words, contains("is not a duration"));
  }
  CHECK_THAT(complaint("deadline = 24"), contains("expected a duration such as \"24h\", found 24"));
}

TEST_CASE("a start that can name nothing is refused", "[gate]") {
  CHECK_THAT(complaint("since = \"v1..v2\""), contains("is not a date"));
  CHECK_THAT(complaint("since = \"-x\""), contains("is not a date"));
  CHECK_THAT(complaint("since = \"2025-02-30T00:00:00Z\""), contains("is not a date"));
  CHECK_THAT(complaint("since = 2025-06-15"), contains("as a string, found a date or time"));
}

TEST_CASE("a list of signs holds known ones, and at least one", "[gate]") {
  CHECK_THAT(complaint("hotfixes = []"), contains("nothing would be looked at"));
  CHECK_THAT(complaint("hotfixes = [\"sujbect\"]"), contains("did you mean 'subject'?"));
  CHECK_THAT(complaint("hotfixes = \"subject\""), contains("expected a list of words"));
  CHECK_THAT(complaint("hotfixes = [1]"), contains("found 1"));
  CHECK_THAT(complaint("rollbacks = \"of\""), contains("did you mean 'off'?"));
}

TEST_CASE("a post-mortem has two days, in a folder of its own", "[gate]") {
  const PostMortemPolicy policy = default_policy().post_mortem;
  CHECK(policy.deadline == 2 * 86'400);
  CHECK(policy.folder == "docs/post-mortems");
  CHECK(policy.since.empty());
  CHECK(policy.form.starts_with("# Hotfix Post-Mortem: [Issue Name]\n"));
  const PostMortemPolicy other =
      parse_policy("[post_mortem]\ndeadline = \"5d\"\nsince = \"v2\"\nfolder = \"notes\"\n", "p")
          .post_mortem;
  CHECK(other.deadline == 5 * 86'400);
  CHECK(other.since == "v2");
  CHECK(other.folder == "notes");
}
