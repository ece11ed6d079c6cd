// SPDX-License-Identifier: MIT
#include "gate/replay/steps.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

using Names = std::vector<std::string>;

// The owner's shape, in which things are merged into production.
struct Releases : TestRepo {
  Releases() { kars(*this); }

  void merge(const std::string& branch, const std::string& message) {
    git({"merge", "-q", "--no-ff", "-m", message, branch});
  }
  void squash(const std::string& branch, const std::string& message) {
    git({"merge", "-q", "--squash", branch});
    commit(message);
  }
  // A branch of production with one commit; production is checked out again.
  void make_branch(const std::string& name, const std::string& message) {
    switch_new(name, "kars-prod");
    commit(message, name.substr(name.rfind('/') + 1) + ".js", "1;\n");
    switch_to("kars-prod");
  }

  ProductionSteps steps(std::size_t last = 50, bool has_development = true) const {
    const Context context = context_of(*this);
    Graph graph(context.repository);
    const Oid development = has_development ? parse_oid(id("kars-dev")) : Oid{};
    return last_steps(graph, context.policy,
                      {parse_oid(id("kars-prod")), development, last, false});
  }
  Names names(const ProductionSteps& steps) const {
    Names names;
    for (const ProductionStep& step : steps.changes) {
      names.push_back(git({"log", "-1", "--format=%s", step.commit.hex()}));
    }
    return names;
  }
};

}  // namespace

TEST_CASE("a merged branch is one change, from where production was to its tip", "[gate]") {
  Releases repo = made_once<Releases>();
  const std::string before = repo.id("kars-prod");
  repo.make_branch("hotfix/x", "hotfix: x");
  repo.merge("hotfix/x", "Merge branch 'hotfix/x' into kars-prod");
  const ProductionSteps steps = repo.steps(1);
  REQUIRE(steps.changes.size() == 1);
  const ProductionStep& step = steps.changes.front();
  CHECK(step.commit.hex() == repo.id("kars-prod"));
  CHECK(step.base.hex() == before);
  CHECK(step.head.hex() == repo.id("hotfix/x"));
  CHECK(step.branch == "hotfix/x");
  CHECK(step.development.hex() == repo.id("kars-dev"));
}

TEST_CASE("a squashed branch is its own change, and has no name", "[gate]") {
  Releases repo = made_once<Releases>();
  repo.make_branch("hotfix/x", "hotfix: x");
  repo.squash("hotfix/x", "hotfix: x (#3)");
  const ProductionSteps steps = repo.steps(1);
  REQUIRE(steps.changes.size() == 1);
  CHECK(steps.changes[0].head == steps.changes[0].commit);
  CHECK(steps.changes[0].branch.empty());
  CHECK_FALSE(steps.changes[0].is_merge());
}

TEST_CASE("branches that were merged at once are one change", "[gate]") {
  Releases repo = made_once<Releases>();
  repo.make_branch("hotfix/x", "hotfix: x");
  repo.make_branch("hotfix/y", "hotfix: y");
  repo.git({"merge", "-q", "--no-ff", "-m", "Merge branches", "hotfix/x", "hotfix/y"});
  const ProductionSteps steps = repo.steps();
  REQUIRE(steps.changes.size() == 1);
  CHECK(steps.changes[0].head.hex() == repo.id("kars-prod"));
}

TEST_CASE("no more changes are looked for than are asked for, the newest first", "[gate]") {
  Releases repo = made_once<Releases>();
  for (const char* message : {"hotfix: a", "hotfix: b", "hotfix: c"}) repo.commit(message);
  CHECK(repo.names(repo.steps(2)) == Names{"hotfix: c", "hotfix: b"});
}

TEST_CASE("a promotion is counted and left out, whatever its shape and its words", "[gate]") {
  Releases repo = made_once<Releases>();
  SECTION("a merge of development that says so") {
    repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  }
  SECTION("a merge that does not") { repo.merge("kars-dev", "Release 7"); }
  SECTION("a squash") { repo.squash("kars-dev", "Release 7 (#9)"); }
  repo.commit("hotfix: after", "after.js", "1;\n");
  const ProductionSteps steps = repo.steps();
  CHECK(steps.promotions == 1);
  CHECK(repo.names(steps).front() == "hotfix: after");
  CHECK(repo.names(steps).size() == 1);
}

TEST_CASE("a hotfix that was merged into development as well is still a change", "[gate]") {
  Releases repo = made_once<Releases>();
  repo.make_branch("hotfix/x", "hotfix: x");
  const std::string message = GENERATE("Merge branch 'hotfix/x' into kars-prod", "It is fixed");
  repo.merge("hotfix/x", message);
  repo.switch_to("kars-dev");
  repo.merge("hotfix/x", "Merge branch 'hotfix/x' into kars-dev");
  repo.switch_to("kars-prod");
  const ProductionSteps steps = repo.steps();
  CHECK(repo.names(steps) == Names{message});
  CHECK(steps.promotions == 0);
}

TEST_CASE("what both have on their own line is left out, unless it is called a hotfix", "[gate]") {
  Releases repo = made_once<Releases>();
  repo.commit("hotfix: x", "x.js", "1;\n");
  repo.commit("ordinary", "y.js", "1;\n");
  repo.git({"branch", "-q", "-f", "kars-dev", "kars-prod"});
  const ProductionSteps steps = repo.steps();
  CHECK(repo.names(steps) == Names{"hotfix: x"});
  CHECK(steps.shared > 0);
}

TEST_CASE("without development every commit but the first is a change", "[gate]") {
  Releases repo = made_once<Releases>();
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  const std::string all = repo.git({"rev-list", "--count", "--first-parent", "kars-prod"});
  CHECK(repo.steps(50, false).changes.size() == std::stoul(all) - 1);
}

TEST_CASE("a pull of production goes on with what was there", "[gate]") {
  Releases repo = made_once<Releases>();
  const std::string before = repo.id("kars-prod");
  repo.commit("hotfix: theirs", "theirs.js", "1;\n");
  repo.branch("theirs");
  repo.git({"reset", "-q", "--hard", before});
  repo.commit("hotfix: mine", "mine.js", "1;\n");
  const std::string mine = repo.id("HEAD");
  repo.merge("theirs", "Merge branch 'kars-prod' of example.org:kars");
  const ProductionSteps steps = repo.steps(2);
  REQUIRE(steps.changes.size() == 2);
  CHECK(steps.changes[0].head.hex() == mine);
  CHECK(steps.changes[0].base.hex() == repo.id("theirs"));
  CHECK(steps.changes[0].branch.empty());
  CHECK(steps.changes[1].commit.hex() == repo.id("theirs"));
}

TEST_CASE("a history that was cut off before there are enough is no history", "[gate]") {
  Releases repo = made_once<Releases>();
  for (const char* message : {"hotfix: a", "hotfix: b", "hotfix: c"}) repo.commit(message);
  repo.git({"push", "-q", "origin", "kars-prod"});
  const std::string clone = repo.root() + "/shallow";
  repo.git({"clone", "-q", "--depth", "2", "--no-single-branch", "file://" + repo.bare(), clone});
  const Repository repository = Repository::open(clone);
  Graph graph(repository);
  const StepsQuestion one{parse_oid(repo.id("kars-prod")), {}, 1, false};
  CHECK(last_steps(graph, default_policy(), one).changes.size() == 1);
  const StepsQuestion many{parse_oid(repo.id("kars-prod")), {}, 3, false};
  CHECK_THROWS_AS(last_steps(graph, default_policy(), many), Undecidable);
}
