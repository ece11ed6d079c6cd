// SPDX-License-Identifier: MIT
#include "gate/landing/history/commit_table.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/gate/landing/history.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("parents have lower numbers than their children", "[landing]") {
  const TestRepo repo;
  const auto ids = import(repo, row_of(5));
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  const CommitNumber tip = table.number(ids.back());
  CHECK(table.size() == 5);
  CHECK(table.find(ids.front()) < tip);
  CHECK(table.parents(tip)[0] == table.find(ids[3]));
  CHECK(table.find(Oid{}) == kNoCommit);
}

TEST_CASE("a window is what one tip has and the other does not", "[landing]") {
  const TestRepo repo;
  const auto ids = import(repo, row_of(5));
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  CHECK(table.window(ids[2], ids[4])->ids == std::vector<Oid>{ids[3], ids[4]});
  CHECK(table.window(ids[4], ids[2])->ids.empty());
  CHECK(table.is_ancestor(ids[1], ids[4]));
  CHECK_FALSE(table.is_ancestor(ids[4], ids[1]));
}

TEST_CASE("a commit that could not be read is read when it is back", "[landing]") {
  TestRepo repo;
  const std::string first = repo.commit("one");
  const Oid tip = parse_oid(repo.commit("two"));
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  const std::string object =
      repo.path() + "/.git/objects/" + first.substr(0, 2) + "/" + first.substr(2);
  std::filesystem::rename(object, repo.root() + "/aside");
  CHECK_THROWS_AS(table.number(tip), Undecidable);
  CHECK(table.find(tip) == kNoCommit);
  std::filesystem::rename(repo.root() + "/aside", object);
  CHECK(table.number(tip) == 1);
  CHECK(table.is_ancestor(parse_oid(first), tip));
}
