// SPDX-License-Identifier: MIT
#include "gate/git/objects/loose.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("a loose object is read with its type", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "text\n");
  LooseObjects objects(repo.path() + "/.git/objects");
  const auto blob = objects.read(parse_oid(repo.id("HEAD:a.js")));
  REQUIRE(blob.has_value());
  CHECK(blob->type() == ObjectType::blob);
  CHECK(blob->data() == "text\n");
  CHECK(objects.read(parse_oid(repo.id("HEAD")))->type() == ObjectType::commit);
}

TEST_CASE("an object that is packed, or nowhere, is not a loose one", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "text\n");
  repo.git({"gc", "-q"});
  LooseObjects objects(repo.path() + "/.git/objects");
  CHECK_FALSE(objects.read(parse_oid(repo.id("HEAD"))).has_value());
  CHECK_FALSE(objects.read(parse_oid(std::string(40, 'a'))).has_value());
}

TEST_CASE("a loose object whose size is not the one it says is damaged", "[git]") {
  TestRepo repo;
  const std::string id(40, 'a');
  repo.sh(
      "mkdir -p .git/objects/aa && printf 'blob 3\\0four' | "
      "python3 -c 'import sys, zlib; sys.stdout.buffer.write("
      "zlib.compress(sys.stdin.buffer.read()))' > .git/objects/aa/" +
      id.substr(2));
  LooseObjects objects(repo.path() + "/.git/objects");
  CHECK_THROWS_AS(objects.read(parse_oid(id)), Undecidable);
}
