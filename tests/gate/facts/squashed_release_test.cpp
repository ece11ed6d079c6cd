// SPDX-License-Identifier: MIT
#include "gate/facts/squashed_release.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// kars-prod checked out; kars-dev two features ahead, of two files.
struct Team : TestRepo {
  Team() {
    kars(*this);
    switch_to("kars-prod");
  }
  bool is_release() const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    return is_squashed_release(graph, default_policy(), parse_oid(id("HEAD")),
                               parse_oid(id("kars-dev")));
  }
  void squash(const std::string& from) {
    git({"merge", "-q", "--squash", from});
    commit("Release 2");
  }
  // Both lines change the same line.
  void conflict() {
    commit("hotfix: port", "src/port.js", "one\nproduction\nthree\n");
    switch_to("kars-dev");
    commit("feat: port", "src/port.js", "one\ndevelopment\nthree\n");
    switch_to("kars-prod");
    run({"merge", "-q", "--squash", "kars-dev"});
  }
};

}  // namespace

TEST_CASE("all of development squashed is a release", "[gate]") {
  Team repo;
  repo.squash("kars-dev");
  CHECK(repo.is_release());
}

TEST_CASE("so is what development was before it went on", "[gate]") {
  Team repo;
  repo.squash("kars-dev~1");
  CHECK(repo.is_release());
}

TEST_CASE("a feature picked out of development is none, though its files are the same", "[gate]") {
  Team repo;
  repo.switch_to("kars-dev");
  repo.commit("feat: later", "src/later.js", "later\n");
  repo.switch_to("kars-prod");
  repo.git({"cherry-pick", "kars-dev~1"});
  CHECK_FALSE(repo.is_release());
}

TEST_CASE("a release by rebase is one commit by commit", "[gate]") {
  Team repo;
  repo.switch_to("kars-dev");
  for (int i = 0; i < 9; ++i) repo.commit("feat", "src/f" + std::to_string(i) + ".js", "f\n");
  repo.switch_to("kars-prod");
  repo.commit("hotfix: own", "src/own.js", "own\n");
  repo.git({"cherry-pick", "kars-prod~1..kars-dev~4"});
  for (int i = 0; i < 7; ++i) {
    CHECK(repo.is_release());
    repo.git({"reset", "-q", "--hard", "HEAD~1"});
  }
}

TEST_CASE("what production alone has may stay in a release", "[gate]") {
  Team repo;
  repo.commit("hotfix: own", "src/own.js", "own\n");
  repo.squash("kars-dev");
  CHECK(repo.is_release());
}

TEST_CASE("a release with something more is none", "[gate]") {
  Team repo;
  repo.git({"merge", "-q", "--squash", "kars-dev"});
  repo.commit("Release 2", "src/evil.js", "evil\n");
  CHECK_FALSE(repo.is_release());
}

TEST_CASE("conflicts of a release are solved with lines of both, and nothing else", "[gate]") {
  Team repo;
  repo.conflict();
  const std::string line = GENERATE("production", "development", "evil");
  repo.commit("Release 2", "src/port.js", "one\n" + line + "\nthree\n");
  CHECK(repo.is_release() == (line != "evil"));
}

TEST_CASE("what development released before is not released again", "[gate]") {
  Team repo;
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "kars-dev"});
  repo.commit("more", "src/more.js", "more\n");
  repo.remove("src/more.js");
  repo.commit("less");
  CHECK_FALSE(repo.is_release());
}
