// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/change.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

Change change_in(const TestRepo& repo, const std::string& commit) {
  const Repository repository = Repository::open(repo.path());
  Graph graph(repository);
  Contents contents(repository);
  return read_change(graph, contents, parse_oid(commit));
}

constexpr auto kLine = "a line that tells all that one line can tell\n";

}  // namespace

TEST_CASE("a line of code weighs one, a line of notes a twentieth", "[landing]") {
  TestRepo repo;
  repo.commit("base", "a.js", "begin\n");
  const Change code = change_in(repo, repo.commit("code", "a.js", std::string("begin\n") + kLine));
  CHECK(code.weight == Approx(1));
  CHECK_FALSE(code.is_only_notes);
  repo.commit("notes", "CHANGELOG.md", "begin\n");
  const Change notes =
      change_in(repo, repo.commit("more", "CHANGELOG.md", std::string("begin\n") + kLine));
  CHECK(notes.weight == Approx(0.05));
  CHECK(notes.is_only_notes);
}

TEST_CASE("a binary and a new mode weigh two lines", "[landing]") {
  TestRepo repo;
  repo.commit("base", "a.bin", std::string("\0\1", 2));
  CHECK(change_in(repo, repo.commit("binary", "a.bin", std::string("\0\2", 2))).weight ==
        Approx(2));
  repo.commit("script", "run.sh", kLine);
  repo.sh("chmod +x run.sh");
  CHECK(change_in(repo, repo.commit("mode")).weight == Approx(2));
}

TEST_CASE("a root is compared with nothing, and an empty commit changes nothing", "[landing]") {
  TestRepo repo;
  const Change root = change_in(repo, repo.commit("root", "a.js", kLine));
  REQUIRE(root.files.size() == 1);
  CHECK(root.before == Oid{});
  const Change empty = change_in(repo, repo.commit("nothing"));
  CHECK(empty.files.empty());
  CHECK(empty.weight == 0);
}

TEST_CASE("notes, tests and documents are told by their names", "[landing]") {
  CHECK(is_notes("CHANGELOG.md"));
  CHECK(is_notes("releasenotes/notes/a.yaml"));
  CHECK(is_notes("package-lock.json"));
  CHECK_FALSE(is_notes("src/change.js"));
  CHECK(is_beside_the_fix("tests/login.test.js"));
  CHECK(is_beside_the_fix("docs/login.md"));
  CHECK_FALSE(is_beside_the_fix("src/login.js"));
}
