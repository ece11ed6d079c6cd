// SPDX-License-Identifier: MIT
#include "gate/policy/weakened.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Words = std::vector<std::string>;

// "key: words" of each.
Words between(const std::string& now, const std::string& then) {
  Words lines;
  for (const auto& one : weakened(parse_policy(now, "now"), parse_policy(then, "then"))) {
    lines.push_back(one.key + ": " + one.words);
  }
  return lines;
}

Words added(const std::string& then) { return between("", then); }

}  // namespace

TEST_CASE("a policy that stays as it is weakens nothing", "[gate]") {
  const std::string text = "[rules.minimal-diff]\nlevel = \"off\"\nmax_files = 9\n";
  CHECK(between(text, text + "# more\n").empty());
}

TEST_CASE("a rule that is switched off or lowered is told", "[gate]") {
  CHECK(added("[rules.minimal-diff]\nlevel = \"off\"\n") ==
        Words{"rules.minimal-diff.level: \"error\" now, \"off\" then"});
  CHECK(added("[rules.minimal-diff]\nlevel = \"warning\"\n").size() == 1);
  CHECK(between("[rules.minimal-diff]\nlevel = \"off\"\n", "").empty());
  const auto found =
      weakened(default_policy(), parse_policy("[rules.minimal-diff]\nlevel = \"off\"\n", "then"));
  CHECK(found.at(0).off == "minimal-diff");
}

TEST_CASE("a rule that may be waived from then on is told", "[gate]") {
  CHECK(added("[rules.exact-revert]\nwaivable = true\n").size() == 1);
  CHECK(added("[rules.minimal-diff]\nwaivable = false\n").empty());
}

TEST_CASE("a larger limit and a longer time are told, smaller ones are not", "[gate]") {
  CHECK(added("[rules.minimal-diff]\nmax_files = 50\n").size() == 1);
  CHECK(added("[rules.minimal-diff]\nmax_files = 1\n").empty());
  CHECK(added("[backport]\ndeadline = \"7d\"\n").size() == 1);
  CHECK(added("[backport]\ndeadline = \"60m\"\n").empty());
}

TEST_CASE("a flag that no longer asks is told", "[gate]") {
  const std::string asks = "[rules.emergency-review]\nreverts = true\n";
  CHECK(added(asks).empty());
  CHECK(between(asks, "").size() == 1);
}

TEST_CASE("a list that changes is told with what goes and comes", "[gate]") {
  CHECK(added("[paths]\ndocs = [\"@default\", \"src/**\"]\n") ==
        Words{"paths.docs: with \"src/**\""});
  CHECK(between("[rules.emergency-review]\nreviewers = [\"kim\"]\n",
                "[rules.emergency-review]\nreviewers = [\"mallory\"]\n") ==
        Words{"rules.emergency-review.reviewers: without \"kim\", with \"mallory\""});
}

TEST_CASE("another text is told without its lines", "[gate]") {
  CHECK(added("[post_mortem]\ntemplate = \"\"\"\n## Cause\n[why]\n\"\"\"\n") ==
        Words{"post_mortem.template: another text"});
}

TEST_CASE("another production is told", "[gate]") {
  CHECK(added("production = \"elsewhere\"\n") ==
        Words{"production: \"kars-prod\" now, \"elsewhere\" then"});
}
