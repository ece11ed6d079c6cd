// SPDX-License-Identifier: MIT
// Which of production's own commits brought a hotfix.
#include "gate/workflow/course.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

namespace hotfix {

namespace {

struct Released : TestRepo {
  Released() {
    kars(*this);
    switch_new("hotfix/two", "kars-prod");
    first = commit("hotfix: first", "src/first.js", "one();\ntwo();\n");
    second = commit("hotfix: second", "src/second.js", "three();\nfour();\n");
    switch_to("kars-prod");
    commit("hotfix: other", "src/other.js", "five();\n");
  }

  Course course() {
    git({"push", "-q", "origin", "kars-prod"});
    const Context context = context_of(*this);
    Graph graph(context.repository);
    LandingIndex index(graph, context.policy);
    return course_of(context, index, "hotfix/two");
  }

  std::string first, second;
};

}  // namespace

TEST_CASE("a rebased hotfix was brought by each of its commits, the oldest first",
          "[gate][workflow]") {
  Released repo;
  repo.git({"cherry-pick", repo.first, repo.second});
  const Course course = repo.course();
  CHECK(course.brought == std::vector{repo.id("HEAD~1"), repo.id("HEAD")});
  CHECK(course.released->commit == repo.id("HEAD"));
}

TEST_CASE("a merged hotfix was brought by its merge alone", "[gate][workflow]") {
  Released repo;
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/two"});
  CHECK(repo.course().brought == std::vector{repo.id("HEAD")});
}

TEST_CASE("a branch that is gone is known by what was recorded of its release",
          "[gate][workflow]") {
  Released repo;
  repo.git({"merge", "-q", "--squash", "hotfix/two"});
  const std::string made = repo.commit("hotfix: both (#12)");
  repo.git({"branch", "-q", "-D", "hotfix/two"});
  repo.git({"config", "hotfix.hotfix/two.released", made});
  CHECK(repo.course().released->commit == made);
}

TEST_CASE("a recorded release that production does not have is none", "[gate][workflow]") {
  Released repo;
  const std::string elsewhere = repo.first;
  repo.git({"branch", "-q", "-D", "hotfix/two"});
  repo.git({"config", "hotfix.hotfix/two.released", elsewhere});
  CHECK_FALSE(repo.course().released.has_value());
}

}  // namespace hotfix
