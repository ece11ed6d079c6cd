// SPDX-License-Identifier: MIT
#include "gate/policy/catalogue.h"

#include <set>
#include <sstream>

#include "gate/match/pattern.h"
#include "gate/policy/keys.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

// The sample as a person gets it who uncomments every key.
std::string uncommented(const std::string& sample) {
  std::istringstream lines(sample);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    const bool key = line.compare(0, 2, "# ") == 0;
    result += (key ? line.substr(2) : line) + "\n";
  }
  return result;
}

}  // namespace

TEST_CASE("rules/README.md shows the rules as they are", "[gate]") {
  test::check_golden("rules/README.md", rules_markdown());
}

TEST_CASE("the rule table of README.md shows the rules as they are", "[gate]") {
  test::check_golden_part("README.md", "<!-- rules:begin -->", "<!-- rules:end -->",
                          readme_table());
}

TEST_CASE("the JSON Schema describes the policy as it is", "[gate]") {
  test::check_golden("gate/policy/hotfix.schema.json", json_schema());
}

TEST_CASE("the sample policy shows every key as it is", "[gate]") {
  test::check_golden("gate/policy/hotfix.sample.toml", sample_policy());
}

TEST_CASE("the sample policy as it is changes nothing", "[gate]") {
  const Policy policy = parse_policy(sample_policy(), "sample");
  CHECK(policy.values() == default_policy().values());
  CHECK(policy.set.empty());
}

TEST_CASE("the sample policy with every key uncommented is the default", "[gate]") {
  const Policy policy = parse_policy(uncommented(sample_policy()), "sample");
  CHECK(policy.values() == default_policy().values());
  for (const PolicyKey& key : policy_keys()) {
    INFO(key.path);
    CHECK(policy.origin(key.path) != "default");
  }
}

TEST_CASE("every key has a name of its own and says what it is for", "[gate]") {
  std::set<std::string> seen;
  for (const PolicyKey& key : policy_keys()) {
    INFO(key.path);
    CHECK(seen.insert(key.path).second);
    CHECK_FALSE(key.summary.empty());
    CHECK(key.summary.find('\n') == std::string::npos);
  }
}

TEST_CASE("every default glob and pattern is a good one", "[gate]") {
  for (const PolicyKey& key : policy_keys()) {
    const auto* words = std::get_if<Words>(&key.default_value);
    if (!words || key.kind == ValueKind::words) continue;
    for (const std::string& word : *words) {
      INFO(key.path << ": " << word);
      CHECK_NOTHROW(key.kind == ValueKind::patterns ? check_pattern(word) : check_glob(word));
    }
  }
}

TEST_CASE("every rule says all that a person must know", "[gate]") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    CHECK_FALSE(rule->summary.empty());
    CHECK_FALSE(rule->why.empty());
    CHECK_FALSE(rule->fix.empty());
    CHECK_FALSE(rule->workflow.empty());
    CHECK_FALSE(rule->stages.empty());
    CHECK_FALSE(rule->judges.empty());
  }
}

TEST_CASE("a rule is explained with its reason, its options and how to waive it", "[gate]") {
  const std::string text = explain_text(*find_rule("minimal-diff"));
  CHECK_THAT(text, contains("minimal-diff\n"));
  CHECK_THAT(text, contains("\nWhy "));
  CHECK_THAT(text, contains("\nFix "));
  CHECK_THAT(text, contains("Runs at   hotfix-lint, git push, pull request\n"));
  CHECK_THAT(text, contains("the changed files and their lines"));
  CHECK_THAT(text, contains("Hotfix-Waive: minimal-diff <reason>"));
  CHECK_THAT(text, contains("\n  level = \"error\"\n"));
  CHECK_THAT(text, contains("\n  max_files = 5\n"));
}

TEST_CASE("prose of an explanation fits on a terminal", "[gate]") {
  for (const Rule* rule : all_rules()) {
    std::istringstream lines(explain_text(*rule));
    for (std::string line; std::getline(lines, line) && line.find("Options,") != 0;) {
      INFO(line);
      CHECK(line.size() <= 80);
    }
  }
}

TEST_CASE("the table of rules has the level that the policy gives", "[gate]") {
  const std::string table =
      rules_table_text(parse_policy("rules.minimal-diff.level = 'warning'", "p"));
  CHECK_THAT(table, contains("\nminimal-diff      warning  "));
  CHECK_THAT(table, contains("branch-name       error    "));
}
