// SPDX-License-Identifier: MIT
#include "gate/facts/worktree.h"

#include <filesystem>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

std::string where(const std::string& folder, const std::string& branch) {
  return other_worktree_with(Repository::open(folder), branch);
}

}  // namespace

TEST_CASE("a branch that another work tree has checked out is found there", "[gate]") {
  TestRepo repo;
  repo.commit("first");
  repo.branch("hotfix/x");
  const std::string other = repo.root() + "/other tree";
  repo.git({"worktree", "add", "-q", other, "hotfix/x"});
  REQUIRE(where(repo.path(), "hotfix/x") == other);
  REQUIRE(where(repo.path(), "main").empty());  // it is here
  REQUIRE(where(repo.path(), "hotfix/y").empty());
  REQUIRE(where(other, "hotfix/x").empty());
  REQUIRE(where(other, "main") == repo.path());
}

TEST_CASE("without another work tree there is nothing to find", "[gate]") {
  TestRepo repo;
  repo.commit("first");
  REQUIRE(where(repo.path(), "main").empty());
  REQUIRE(where(repo.path(), "hotfix/x").empty());
}
