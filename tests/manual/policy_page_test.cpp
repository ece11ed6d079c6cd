// SPDX-License-Identifier: MIT
// .github/docs/policy.md shows every key of the policy.
#include "tests/manual/policy_page.h"

#include "gate/policy/policy.h"
#include "gate/policy/write.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

TEST_CASE("the reference of the policy shows every key as it is", "[docs]") {
  const std::string page = ".github/docs/policy.md";
  test::check_golden_part(page, "<!-- keys:begin -->", "<!-- keys:end -->",
                          manual::policy_tables());
  test::check_golden_part(page, "<!-- fields:begin -->", "<!-- fields:end -->",
                          manual::field_table());
  test::check_golden_part(page, "<!-- options:begin -->", "<!-- options:end -->",
                          manual::rule_tables());
}

TEST_CASE("each example of the reference sets its key to what is not the default", "[docs]") {
  for (const PolicyKey& key : policy_keys()) {
    const OptionValue example = manual::example_of(key);
    INFO(key.path << " = " << toml_value(example));
    CHECK(example != key.default_value);
    const std::string section = key.path.substr(0, key.path.size() - key.name().size());
    const Policy policy = parse_policy(section + toml_assignment(key.name(), example), "example");
    CHECK(policy.value(key.path) != key.default_value);
  }
}
