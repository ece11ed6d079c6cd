// SPDX-License-Identifier: MIT
#include "gate/git/lines.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("a blob that is missing has no likeness to tell, however often it is asked", "[git]") {
  TestRepo repo;
  std::string text;
  for (int i = 0; i < 40; ++i) text += "line " + std::to_string(i) + "\n";
  const std::string tip = repo.commit("two alike", "a.txt", text);
  const std::string other = repo.commit("and one more line", "a.txt", text + "more\n");
  const Oid a = parse_oid(repo.id(tip + ":a.txt")), b = parse_oid(repo.id(other + ":a.txt"));
  const std::string object =
      repo.path() + "/.git/objects/" + b.hex().substr(0, 2) + "/" + b.hex().substr(2);
  const Repository repository = Repository::open(repo.path());
  Likeness likeness(repository);
  std::filesystem::rename(object, repo.root() + "/aside");
  CHECK_THROWS_AS(likeness.percent(a, b), Undecidable);
  CHECK_THROWS_AS(likeness.percent(a, b), Undecidable);
  std::filesystem::rename(repo.root() + "/aside", object);
  CHECK(likeness.percent(a, b) > 90);
}
