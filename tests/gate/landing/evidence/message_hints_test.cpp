// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/message_hints.h"

#include "rules/model/registry.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;
const std::string kId = "0123456789abcdef0123456789abcdef01234567";

// A branch whose one commit has this message; the testimony it gives about `hotfix`.
struct Witness : TestRepo {
  std::optional<Testimony> about(const std::string& message, const std::string& hotfix) {
    const Oid said = parse_oid(commit(message));
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    return testimony_about(graph, {said}, parse_oid(hotfix), rule_with(Role::backport));
  }
};

}  // namespace

TEST_CASE("the sources that a message names are found", "[landing]") {
  CHECK(sources_named("fix\n\n(cherry picked from commit " + kId + ")\n") == Ids{kId});
  CHECK(sources_named("fix\n\nBackport-of: " + kId + "\n") == Ids{kId});
  CHECK(sources_named("fix\n\n[ Upstream commit " + kId + " ]\n") == Ids{kId});
  CHECK(sources_named("fix\n\ncommit " + kId + " upstream.\n") == Ids{kId});
  CHECK(sources_named("fix\n\ncherry picked from 0123456\n") == Ids{"0123456"});
}

TEST_CASE("prose names no source", "[landing]") {
  CHECK(sources_named("fix the upstream commit added yesterday").empty());
  CHECK(sources_named("cherry picked from main").empty());
  CHECK(sources_named("commit " + kId + " is not meant").empty());
  CHECK(sources_named("(cherry picked from commit 012345)").empty());
  CHECK(sources_named("").empty());
}

TEST_CASE("a landing that a trailer claims is about the hotfix it names", "[landing]") {
  Witness repo;
  const auto said = repo.about("notes\n\nHotfix-Landed: " + kId.substr(0, 12) + "\n", kId);
  REQUIRE(said);
  CHECK(said->kind == Testimony::Kind::landed);
  CHECK_FALSE(repo.about("notes\n\nHotfix-Landed: fedcba987654\n", kId));
}

TEST_CASE("an id that is too short names no hotfix", "[landing]") {
  Witness repo;
  CHECK_FALSE(repo.about("notes\n\nHotfix-Landed: 012345\n", kId));
}

TEST_CASE("a waiver on the branch needs the hotfix and a reason", "[landing]") {
  Witness repo;
  const auto said =
      repo.about("notes\n\nHotfix-Waive: backport " + kId + " the module is gone\n", kId);
  REQUIRE(said);
  CHECK(said->kind == Testimony::Kind::waived);
  CHECK(said->reason == "the module is gone");
  CHECK_FALSE(repo.about("notes\n\nHotfix-Waive: backport " + kId + "\n", kId));
  CHECK_FALSE(repo.about("notes\n\nHotfix-Waive: backport the module is gone\n", kId));
  CHECK_FALSE(repo.about("notes\n\nHotfix-Waive: minimal-diff " + kId + " why\n", kId));
}

TEST_CASE("a line in the middle of a message is no trailer", "[landing]") {
  Witness repo;
  CHECK_FALSE(repo.about("notes\n\nHotfix-Landed: " + kId + "\n\nand then prose follows\n", kId));
}

TEST_CASE("an id has seven to forty digits", "[landing]") {
  CHECK(sources_named("Backport-of: 1234567").size() == 1);
  CHECK(sources_named("Backport-of: 123456").empty());
  CHECK(sources_named("Backport-of: " + std::string(40, 'a')).size() == 1);
  CHECK(sources_named("Backport-of: " + std::string(41, 'a')).empty());
}
