// SPDX-License-Identifier: MIT
#include "gate/git/objects/loose.h"

#include <filesystem>

#include "gate/base/error.h"
#include "gate/git/repository.h"
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

TEST_CASE("a small loose object that was measured is not opened again to be read", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "text\n");
  const Oid id = parse_oid(repo.id("HEAD:a.js"));
  LooseObjects objects(repo.path() + "/.git/objects");
  CHECK(objects.size_of(id) == 5u);
  std::filesystem::remove(repo.path() + "/.git/objects/" + id.hex().insert(2, "/"));
  REQUIRE(objects.read(id));
  CHECK(objects.read(id)->data() == "text\n");
}

TEST_CASE("a large loose object is measured by its first bytes, and not kept", "[git]") {
  TestRepo repo;
  std::string noise;
  for (unsigned i = 0, n = 1; i < 20'000; ++i, n = n * 1103515245u + 12345u) {
    noise += static_cast<char>(n >> 16);
  }
  repo.commit("one", "a.bin", noise);
  const Oid id = parse_oid(repo.id("HEAD:a.bin"));
  LooseObjects objects(repo.path() + "/.git/objects");
  CHECK(objects.size_of(id) == noise.size());
  CHECK(objects.read(id)->data() == noise);
  std::filesystem::remove(repo.path() + "/.git/objects/" + id.hex().insert(2, "/"));
  CHECK_FALSE(objects.read(id));
}

TEST_CASE("an object is as large as it says, whatever else it holds", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "text\n");
  const std::string id(40, 'a'), own = repo.id("HEAD:a.js");
  repo.sh("mkdir -p .git/objects/aa && cp .git/objects/" + own.substr(0, 2) + "/" + own.substr(2) +
          " .git/objects/aa/" + id.substr(2));
  CHECK(Repository::open(repo.path()).size_of(parse_oid(id)) == 5u);
}
