// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <set>

#include "rules/model/registry.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;

namespace {

std::string stem(const Rule& rule) {
  std::string name(rule.id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

bool in_tree(const std::string& path) {
  return std::filesystem::exists(std::filesystem::path(test::source_folder()) / path);
}

}  // namespace

TEST_CASE("every rule has prose for explain", "[rules]") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    for (std::string_view text : {rule->summary, rule->why, rule->fix, rule->workflow}) {
      REQUIRE(text.size() > 10);
      REQUIRE(std::all_of(text.begin(), text.end(), [](char c) { return c >= 32 && c < 127; }));
    }
    for (std::string_view sentence : {rule->summary, rule->why, rule->fix}) {
      REQUIRE(sentence.back() == '.');
    }
  }
}

TEST_CASE("every rule has a stage, a subject and a check", "[rules]") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    REQUIRE_FALSE(rule->stages.empty());
    REQUIRE_FALSE(rule->judges.empty());
    REQUIRE(rule->check != nullptr);
  }
}

TEST_CASE("the id, the file and the test of a rule share one stem", "[rules]") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    REQUIRE(in_tree("rules/" + stem(*rule) + ".cpp"));
    REQUIRE(in_tree("tests/rules/" + stem(*rule) + "_test.cpp"));
  }
}

TEST_CASE("no two rules share an id, and every id finds its rule", "[rules]") {
  std::set<std::string_view> ids;
  for (const Rule* rule : all_rules()) {
    REQUIRE(ids.insert(rule->id).second);
    REQUIRE(find_rule(rule->id) == rule);
  }
  REQUIRE(find_rule("no-such-rule") == nullptr);
}

TEST_CASE("the default of every option is of the option's kind", "[rules]") {
  for (const Rule* rule : all_rules()) {
    for (const OptionSpec& option : rule->options) {
      INFO(rule->id << "." << option.name);
      REQUIRE(option.summary.size() > 10);
      const DefaultValue& value = option.default_value;
      if (option.kind == OptionKind::number) {
        REQUIRE(std::get<std::int64_t>(value) >= 0);
      } else if (option.kind == OptionKind::flag) {
        REQUIRE(std::holds_alternative<bool>(value));
      } else {
        REQUIRE(std::holds_alternative<WordTable>(value));
      }
    }
  }
}

TEST_CASE("every role has exactly one rule", "[rules]") {
  for (const Role role : {Role::hotfix_types, Role::foreign_commits, Role::diff_budget, Role::tests,
                          Role::backport, Role::promotion, Role::post_mortem}) {
    const auto has_role = [&](const Rule* rule) { return rule->role == role; };
    CHECK(std::count_if(all_rules().begin(), all_rules().end(), has_role) == 1);
    CHECK(rule_with(role).role == role);
  }
}
