// SPDX-License-Identifier: MIT
#include "gate/landing/landing.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

bool contains_change(Graph& graph, const Oid& tip, const Oid& target) {
  LandingIndex index(graph, default_policy());
  return is_there(Lander(index).branch(tip, target).state);
}

std::string body(const std::string& middle) {
  return "a\nb\nc\nd\ne\n" + middle + "\nf\ng\nh\ni\nj\n";
}

// main and dev have a.js; the hotfix changes its middle in two commits.
struct Scene : TestRepo {
  Scene() {
    commit("one", "a.js", body("old"));
    branch("dev");
    switch_new("hotfix/x");
    commit("hotfix: one half", "a.js", body("new"));
    commit("hotfix: other half", "b.js", "b\n");
  }
  bool contains(const std::string& branch) const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    return contains_change(graph, parse_oid(id("hotfix/x")), parse_oid(id(branch)));
  }
};

}  // namespace

TEST_CASE("a merged branch is contained", "[landing]") {
  Scene repo = made_once<Scene>();
  repo.switch_to("dev");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/x"});
  CHECK(repo.contains("dev"));
}

TEST_CASE("a branch that nobody merged is not contained", "[landing]") {
  Scene repo = made_once<Scene>();
  repo.switch_to("dev");
  repo.commit("something else", "c.js", "c\n");
  CHECK_FALSE(repo.contains("dev"));
}

TEST_CASE("a squash-merged branch is contained", "[landing]") {
  Scene repo = made_once<Scene>();
  repo.switch_to("main");
  repo.commit("moved on", "c.js", "c\n");
  repo.git({"merge", "-q", "--squash", "hotfix/x"});
  repo.git({"commit", "-q", "-m", "hotfix: both halves (#1)"});
  CHECK(repo.contains("main"));
}

TEST_CASE("a squash onto a file that changed elsewhere is contained", "[landing]") {
  Scene repo = made_once<Scene>();
  repo.switch_to("main");
  repo.commit("moved on", "a.js", "first\n" + body("old"));
  repo.git({"merge", "-q", "--squash", "hotfix/x"});
  repo.git({"commit", "-q", "-m", "hotfix: both halves (#1)"});
  CHECK(repo.contains("main"));
}

TEST_CASE("cherry-picked commits are contained", "[landing]") {
  Scene repo = made_once<Scene>();
  repo.switch_to("dev");
  repo.commit("moved on", "c.js", "c\n");
  repo.git({"cherry-pick", "hotfix/x~1", "hotfix/x"});
  CHECK(repo.contains("dev"));
}

TEST_CASE("half of a branch is not the branch", "[landing]") {
  Scene repo = made_once<Scene>();
  repo.switch_to("dev");
  repo.commit("moved on", "c.js", "c\n");
  repo.git({"cherry-pick", "hotfix/x~1"});
  CHECK_FALSE(repo.contains("dev"));
}

TEST_CASE("a change that differs only in white space is another change", "[landing]") {
  TestRepo repo;
  repo.commit("one", "a.js", "x\n");
  repo.branch("dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: five", "a.js", "5 5\n");
  repo.switch_to("dev");
  repo.commit("other", "a.js", "55\n");
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  CHECK_FALSE(contains_change(graph, parse_oid(repo.id("hotfix/x")), parse_oid(repo.id("dev"))));
}

TEST_CASE("two binary changes of one path are not the same", "[landing]") {
  TestRepo repo;
  repo.commit("one", "a.bin", std::string("\0one", 4));
  repo.branch("dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: two", "a.bin", std::string("\0two", 4));
  repo.switch_to("dev");
  repo.commit("other", "a.bin", std::string("\0six", 4));
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  CHECK_FALSE(contains_change(graph, parse_oid(repo.id("hotfix/x")), parse_oid(repo.id("dev"))));
}

TEST_CASE("a branch that changes nothing has nothing to bring", "[landing]") {
  TestRepo repo;
  repo.commit("one");
  repo.branch("dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: nothing");
  repo.switch_to("dev");
  repo.commit("nothing either");
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  const Landing landing =
      Lander(index).branch(parse_oid(repo.id("hotfix/x")), parse_oid(repo.id("dev")));
  CHECK(landing.state == LandingState::equivalent);
  CHECK(landing.evidence.empty());
}
