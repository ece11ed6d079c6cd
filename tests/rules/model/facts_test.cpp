// SPDX-License-Identifier: MIT
#include "rules/model/facts.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

// Commit 'a' takes back commit '1', the tip of production.
Facts rollback() {
  Facts facts = pushed_hotfix();
  Revert revert;
  revert.commit = id('a');
  revert.reverted = id('1');
  revert.depth = 0;
  facts.reverts = std::vector<Revert>{revert};
  return facts;
}

}  // namespace

TEST_CASE("the exact revert of the tip is a rollback", "[rules]") {
  REQUIRE(is_rollback(rollback()));
}

TEST_CASE("a revert is none when something that stays is newer", "[rules]") {
  Facts facts = rollback();
  facts.reverts->front().depth = 1;
  REQUIRE_FALSE(is_rollback(facts));
  facts.reverts->push_back(facts.reverts->front());
  facts.reverts->push_back(facts.reverts->front());
  REQUIRE_FALSE(is_rollback(facts));
}

TEST_CASE("a revert of a revert is judged like any other change", "[rules]") {
  Facts facts = rollback();
  facts.reverts->front().of_revert = true;
  REQUIRE_FALSE(only_exact_reverts(facts));
  REQUIRE(only_reverts(facts));
}

TEST_CASE("a revert that takes out another hotfix is no rollback", "[rules]") {
  Facts facts = rollback();
  facts.reverts->front().hotfixes = {commit('1', "hotfix: itself")};
  REQUIRE(is_rollback(facts));
  facts.reverts->front().hotfixes.push_back(commit('2', "hotfix: another"));
  REQUIRE_FALSE(is_rollback(facts));
}

TEST_CASE("of merges only those of production alone are no change", "[rules]") {
  Facts facts = rollback();
  facts.history->commits.push_back(commit('b', "Merge branch 'x'", "a0"));
  REQUIRE_FALSE(only_reverts(facts));
  facts.history->updates = {id('b')};
  REQUIRE(only_reverts(facts));
}
