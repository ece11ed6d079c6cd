// SPDX-License-Identifier: MIT
#include "gate/policy/keys.h"

#include <set>

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("every section of a policy says in a sentence what it is for", "[gate]") {
  std::set<std::string> names;
  for (const PolicySection& section : policy_sections()) {
    INFO(section.name);
    CHECK_FALSE(section.summary.empty());
    CHECK(names.insert(section.name).second);
    const auto dot = section.name.rfind('.');
    if (dot != std::string::npos) CHECK(names.count(section.name.substr(0, dot)) == 1);
  }
}

TEST_CASE("the keys of a section are below its name", "[gate]") {
  std::size_t keys = 0;
  for (const PolicySection& section : policy_sections()) {
    for (const PolicyKey& key : section.keys) {
      CHECK(key.path == (section.name.empty() ? "" : section.name + ".") + key.name());
      ++keys;
    }
  }
  CHECK(keys == policy_keys().size());
}

TEST_CASE("every rule has a section with its level first", "[gate]") {
  for (const Rule* rule : all_rules()) {
    const PolicySection* section = find_policy_section("rules." + std::string(rule->id));
    REQUIRE(section != nullptr);
    CHECK(section->keys.at(0).name() == "level");
    CHECK(section->keys.at(1).name() == "waivable");
    CHECK(section->keys.size() == 2 + rule->options.size());
  }
}

TEST_CASE("a key is found by its path, and another one is not", "[gate]") {
  REQUIRE(find_policy_key("backport.deadline").has_value());
  CHECK(find_policy_key("backport.deadline")->name() == "deadline");
  CHECK_FALSE(find_policy_key("deadline").has_value());
  CHECK(find_policy_section("backports") == nullptr);
}
