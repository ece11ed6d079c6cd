// SPDX-License-Identifier: MIT
#include "gate/policy/print.h"

#include <nlohmann/json.hpp>

#include "gate/policy/keys.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a policy in JSON has every key with its value and where it came from", "[gate]") {
  const Policy policy =
      parse_policy("production = 'main'\n[rules.minimal-diff]\nmax_files = 7\n", "main:p.toml");
  const auto json = nlohmann::json::parse(print_policy_json(policy));
  CHECK(json.at("version") == 1);
  CHECK(json.at("source") == "main:p.toml");
  const auto& values = json.at("values");
  CHECK(values.size() == policy_keys().size());
  CHECK(values.at("production").at("value") == "main");
  CHECK(values.at("production").at("from") == "main:p.toml:1");
  CHECK(values.at("rules.minimal-diff.max_files").at("value") == 7);
  CHECK(values.at("development").at("from") == "default");
  CHECK(values.at("branches.hotfix").at("value") == nlohmann::json({"hotfix/**"}));
}

TEST_CASE("a name that was set over the policy is the one in force", "[gate]") {
  Policy policy = default_policy();
  set_branch_name(policy, BranchName::development, "main", "git config hotfix.development");
  CHECK(policy.development == "main");
  CHECK_THAT(print_policy(policy),
             contains("development = \"main\"  # git config hotfix.development\n"));
}

TEST_CASE("a policy in JSON is ASCII, whatever the branches are called", "[gate]") {
  Policy policy = default_policy();
  set_branch_name(policy, BranchName::production,
                  "pr\xc3\xb6"
                  "d\xff",
                  "p\xc3\xb6");
  const std::string text = print_policy_json(policy);
  for (const char c : text) CHECK(static_cast<unsigned char>(c) < 128);
  CHECK(nlohmann::json::parse(text).at("values").at("production").at("value") ==
        "pr\xc3\xb6"
        "d\\xff");
}
