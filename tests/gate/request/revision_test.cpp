// SPDX-License-Identifier: MIT
#include "gate/request/revision.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("a revision behind an unreadable packed-refs is undecidable, not a typing error",
          "[git]") {
  TestRepo repo;
  repo.commit("one");
  Request request;
  request.repository = repo.path();
  CHECK_THROWS_AS(resolve_revision(request, "nowhere"), UsageError);
  repo.write(".git/packed-refs", "garbage\n");
  CHECK_THROWS_AS(resolve_revision(request, "refs/heads/packed"), Undecidable);
}

TEST_CASE("a tag, a short id and an expression name their commit", "[git]") {
  TestRepo repo;
  const std::string one = repo.commit("one");
  repo.commit("two");
  repo.git({"tag", "-a", "-m", "release", "v1", one});
  Request request;
  request.repository = repo.path();
  for (const std::string& name : {std::string("v1"), one.substr(0, 10), std::string("HEAD~1")}) {
    INFO(name);
    CHECK(resolve_revision(request, name).hex() == one);
  }
}
