// SPDX-License-Identifier: MIT
#include "gate/request/committed_policy.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

constexpr const char* kPolicy = ".hotfix.toml";

struct Clone : TestRepo {
  Oid tip() const { return parse_oid(id("HEAD")); }
  std::optional<std::string> text(bool remembers) const {
    const Repository repository = Repository::open(path());
    return CommittedPolicies(repository, remembers).text_at(tip(), "main");
  }
  bool is_known() const {
    const Repository repository = Repository::open(path());
    return CommittedPolicies(repository, true).knows(tip());
  }
  void lose_objects() const { std::filesystem::remove_all(path() + "/.git/objects"); }
};

}  // namespace

TEST_CASE("the policy that one run read in a commit the next one remembers", "[gate]") {
  Clone repo;
  repo.commit("one", kPolicy, "production = \"live\"\n");
  CHECK_FALSE(repo.is_known());
  CHECK(repo.text(true) == "production = \"live\"\n");
  CHECK(repo.is_known());
  repo.lose_objects();
  std::filesystem::create_directory(repo.path() + "/.git/objects");
  CHECK(repo.text(true) == "production = \"live\"\n");
}

TEST_CASE("that a commit has no policy is remembered, too, and not taken for an empty one",
          "[gate]") {
  Clone repo;
  repo.commit("one");
  CHECK(repo.text(true) == std::nullopt);
  CHECK(repo.is_known());
  CHECK(repo.text(true) == std::nullopt);
  repo.commit("two", kPolicy, "");
  CHECK(repo.text(true) == "");
  CHECK(repo.text(true) == "");
}

TEST_CASE("another tip is asked about anew", "[gate]") {
  Clone repo;
  repo.commit("one", kPolicy, "production = \"live\"\n");
  repo.text(true);
  repo.commit("two", kPolicy, "production = \"prod\"\n");
  CHECK_FALSE(repo.is_known());
  CHECK(repo.text(true) == "production = \"prod\"\n");
}

TEST_CASE("where the clone is not trusted no policy is remembered, nor a remembered one believed",
          "[gate]") {
  Clone repo;
  repo.commit("one", kPolicy, "production = \"live\"\n");
  repo.text(false);
  CHECK_FALSE(repo.is_known());
  repo.text(true);
  repo.remove(".git/objects/" + repo.id("HEAD:.hotfix.toml").substr(0, 2) + "/" +
              repo.id("HEAD:.hotfix.toml").substr(2));
  CHECK_THROWS_AS(repo.text(false), Undecidable);
}

TEST_CASE("what is no ordinary file is refused each time", "[gate]") {
  Clone repo;
  repo.commit("one", std::string(kPolicy) + "/a", "x\n");
  CHECK_THROWS_AS(repo.text(true), PolicyError);
  CHECK_FALSE(repo.is_known());
  CHECK_THROWS_AS(repo.text(true), PolicyError);
}
