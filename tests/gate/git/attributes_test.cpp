// SPDX-License-Identifier: MIT
#include "gate/git/attributes.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("attributes that are not here are not taken for none", "[git]") {
  TestRepo repo;
  repo.commit("one", "web/.gitattributes", "gen/** linguist-generated\n");
  const std::string blob = repo.id("HEAD:web/.gitattributes");
  repo.sh("rm -f .git/objects/" + blob.substr(0, 2) + "/" + blob.substr(2));
  const Repository opened = Repository::open(repo.path());
  const Attributes attributes(opened, parse_oid(repo.id("HEAD")));
  CHECK_FALSE(attributes.generated("src/x.js"));
  CHECK_THROWS_AS(attributes.generated("web/gen/x.js"), Undecidable);
}

TEST_CASE("attributes come from the commit, not from index or work tree", "[git]") {
  TestRepo repo;
  repo.commit("one", ".gitattributes", "gen/** linguist-generated\n");
  repo.write(".gitattributes", "src/** linguist-generated\n");
  repo.git({"add", ".gitattributes"});
  const Repository opened = Repository::open(repo.path());
  const Attributes attributes(opened, parse_oid(repo.id("HEAD")));
  CHECK(attributes.generated("gen/a.js"));
  CHECK_FALSE(attributes.generated("src/a.js"));
}

TEST_CASE("linguist-generated=false and =true are read as GitHub reads them", "[git]") {
  TestRepo repo;
  repo.commit("one", ".gitattributes",
              "a.js linguist-generated=true\nb.js linguist-generated=false\n");
  const Repository opened = Repository::open(repo.path());
  const Attributes attributes(opened, parse_oid(repo.id("HEAD")));
  CHECK(attributes.generated("a.js"));
  CHECK_FALSE(attributes.generated("b.js"));
}

TEST_CASE("attributes that only this clone has are not believed", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.write(".git/info/attributes", "* linguist-generated\n");
  const Repository opened = Repository::open(repo.path());
  CHECK_FALSE(Attributes(opened, parse_oid(repo.id("HEAD"))).generated("a.js"));
}
