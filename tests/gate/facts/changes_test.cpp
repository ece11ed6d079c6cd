// SPDX-License-Identifier: MIT
#include "gate/facts/changes.h"

#include "gate/base/error.h"
#include "gate/policy/policy.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

// A hotfix cut from kars-dev, asked about without a detour by gather().
struct Asking {
  explicit Asking(const TestRepo& repo) : context(context_of(repo)), graph(context.repository) {
    question.refs = context.refs;
    question.subject.branch = "hotfix/x";
    question.subject.head = repo.id("hotfix/x");
  }
  std::vector<std::string> paths(const std::optional<Origin>& origin) {
    std::vector<std::string> paths;
    for (const TreeChange& change : judged_changes(asked, history, origin)) {
      paths.push_back(change.path);
    }
    return paths;
  }

  const Context context;
  Graph graph;
  LandingIndex index{graph, default_policy()};
  Question question;
  Inquiry asked{context, graph, index, question, Need::none};
  History history;
};

using Paths = std::vector<std::string>;

struct FromDevelopment : TestRepo {
  FromDevelopment() {
    kars(*this);
    switch_new("hotfix/x", "kars-dev");
    commit("hotfix: mend", "src/login.js", "mended\n");
  }
};

}  // namespace

TEST_CASE("all of a branch is judged while its origin is not known", "[gate]") {
  const FromDevelopment repo;
  Asking asking(repo);
  asking.history.merge_bases = {repo.id("kars-prod")};
  CHECK(asking.paths(std::nullopt) == Paths{"src/export.js", "src/login.js", "src/search.js"});
}

TEST_CASE("its own changes are judged of a branch that came by way of development", "[gate]") {
  const FromDevelopment repo;
  Asking asking(repo);
  asking.history.merge_bases = {repo.id("kars-prod")};
  Origin origin;
  origin.tips = {repo.id("kars-dev")};
  CHECK(asking.paths(origin) == Paths{"src/login.js"});
}

TEST_CASE("a branch of another history has no changes to judge", "[gate]") {
  const FromDevelopment repo;
  Asking asking(repo);
  CHECK_THROWS_AS(asking.paths(std::nullopt), Undecidable);
}

TEST_CASE("changed files carry the class of their path, and lines only where asked for", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("hotfix/x", "kars-prod");
  repo.write("src/login.js", "mended\n");
  repo.commit("hotfix: mend", "tests/login.test.js", "tested\n");
  const Facts files = facts_of(repo, "hotfix/x", Need::changes);
  REQUIRE(files.changes->size() == 2);
  CHECK(files.changes->at(0).path_class == PathClass::code);
  CHECK(files.changes->at(1).path_class == PathClass::test);
  CHECK(files.changes->at(0).added == 0);
  CHECK(facts_of(repo, "hotfix/x", Need::lines).changes->at(0).added == 1);
}
