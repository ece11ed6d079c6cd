// SPDX-License-Identifier: MIT
#include "gate/policy/names.h"

#include "rules/model/option.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("every name of a policy stands for its value and back", "[gate]") {
  for (const auto& [name, level] : kLevelNames) {
    CHECK(value_named(kLevelNames, name) == level);
    CHECK(level_name(level) == name);
  }
  for (const auto& [name, sign] : kHotfixSignNames) {
    CHECK(value_named(kHotfixSignNames, name) == sign);
    CHECK(sign_name(sign) == name);
  }
}

TEST_CASE("the names of a table come in its order", "[gate]") {
  CHECK(to_words(names_of(kLevelNames)) == Words{"error", "warning", "off"});
  CHECK(to_words(names_of(kUndecidedPushNames)) == Words{"warn", "block"});
}
