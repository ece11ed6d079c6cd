// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/contents.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// A repository with one file in two versions.
struct TwoVersions : TestRepo {
  TreeEntry before, after;

  explicit TwoVersions(const std::string& first = "one\n", const std::string& second = "two\n") {
    before = version(first);
    after = version(second);
  }

  TreeEntry version(const std::string& bytes) {
    const std::string tip = commit("a version", "a.txt", bytes);
    return {kModeFile, parse_oid(id(tip + ":a.txt"))};
  }
  std::string file_of(const TreeEntry& entry) const {
    const std::string hex = entry.id.hex();
    return path() + "/.git/objects/" + hex.substr(0, 2) + "/" + hex.substr(2);
  }
};

}  // namespace

TEST_CASE("a text is read as it is, and what is not there is empty", "[landing]") {
  const TwoVersions repo;
  const Repository repository = Repository::open(repo.path());
  const Contents contents(repository);
  CHECK(contents.text(repo.before)->view() == "one\n");
  CHECK(contents.text({})->view().empty());
}

TEST_CASE("a binary and a submodule are not texts and have no lines", "[landing]") {
  const TwoVersions repo("one\n", std::string("\0\1\2", 3));
  const Repository repository = Repository::open(repo.path());
  Contents contents(repository);
  CHECK_FALSE(contents.text(repo.after));
  CHECK_FALSE(contents.text({kModeSubmodule, repo.before.id}));
  CHECK(contents.changes(repo.before, repo.after) == nullptr);
  CHECK(contents.changes(repo.before, repo.after) == nullptr);
}

TEST_CASE("the lines of a pair are compared once", "[landing]") {
  const TwoVersions repo;
  const Repository repository = Repository::open(repo.path());
  Contents contents(repository);
  const auto first = contents.changes(repo.before, repo.after);
  REQUIRE(first != nullptr);
  CHECK(first->size() == 2);
  CHECK(contents.changes(repo.before, repo.after) == first);
}

TEST_CASE("a blob that cannot be read is an error each time, and none once it is back",
          "[landing]") {
  const TwoVersions repo;
  const Repository repository = Repository::open(repo.path());
  Contents contents(repository);
  const std::string file = repo.file_of(repo.after), aside = repo.root() + "/aside";
  std::filesystem::rename(file, aside);
  CHECK_THROWS_AS(contents.changes(repo.before, repo.after), Undecidable);
  CHECK_THROWS_AS(contents.changes(repo.before, repo.after), Undecidable);
  std::filesystem::rename(aside, file);
  CHECK(contents.changes(repo.before, repo.after) != nullptr);
}
