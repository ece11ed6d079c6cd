// SPDX-License-Identifier: MIT
// What is gathered, and where gathering ends. The verdict is decide_test.cpp's.
#include "gate/landing/evidence/search.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// Lines `from` to `to` of the hotfix; all of them weigh the same.
std::string lines(int from, int to, const std::string& words = "the statement of this hotfix") {
  std::string text;
  for (int i = from; i < to; ++i) text += words + " " + std::to_string(i) + "\n";
  return text;
}

// A hotfix on main that appends `count` lines to a.js; dev is checked out, without them.
struct Scene : TestRepo {
  std::string fix;

  explicit Scene(int count) {
    commit("base", "a.js", "begin\n");
    branch("dev");
    fix = commit("hotfix: refuse", "a.js", "begin\n" + lines(0, count));
    switch_to("dev");
  }
  void has(const std::string& text, const std::string& message = "feat: some") {
    commit(message, "a.js", "begin\n" + text);
  }
  Evidence found() const {
    const Repository repository = Repository::open(path());
    Graph graph(repository);
    LandingIndex index(graph, default_policy());
    const Change change = read_change(graph, index.contents, parse_oid(fix));
    const std::unordered_set<Oid> none;
    return search(index, change, parse_oid(id("dev")), none);
  }
};

}  // namespace

TEST_CASE("of the commits that do it only together, twelve are looked for", "[landing]") {
  Scene scene(14);
  for (int i = 1; i <= 14; ++i) scene.has(lines(0, i));
  CHECK(scene.found().several.size() == 12);
}

TEST_CASE("a commit that adds less than three in a hundred is none of the parts", "[landing]") {
  Scene worth(30), less(40);
  worth.has(lines(0, 1));
  less.has(lines(0, 1));
  CHECK(worth.found().several.size() == 1);
  CHECK(less.found().several.empty());
}

TEST_CASE("words are compared where lines are less than nine in ten", "[landing]") {
  Scene most(20), fewer(20);
  most.has(lines(0, 18));
  fewer.has(lines(0, 17));
  const Evidence with_lines = most.found(), with_words = fewer.found();
  REQUIRE(with_lines.match);
  REQUIRE(with_words.match);
  CHECK(with_lines.match->context > 0);
  CHECK(with_words.match->context == 0);
  CHECK(with_lines.match->words.coverage == with_lines.match->overlap.coverage);
  CHECK(with_words.match->words.coverage != with_words.match->overlap.coverage);
}

TEST_CASE("the four commits that do most are looked at closely", "[landing]") {
  const auto precise_is_found = [](int imports) {
    Scene scene(20);
    for (int i = 0; i < imports; ++i) {
      scene.has(lines(0, 12) + lines(0, 200, "other work " + std::to_string(i)), "feat: import");
      scene.has("", "chore: drop it");
    }
    scene.has(lines(0, 10), "fix: a half");
    const Evidence found = scene.found();
    REQUIRE(found.match);
    return found.match->commit == parse_oid(scene.id("dev"));
  };
  CHECK(precise_is_found(3));
  CHECK_FALSE(precise_is_found(4));
}

// A message names the commit, which has the lines in other files.
TEST_CASE("a commit of more than fifty other files is not compared", "[landing]") {
  const auto coverage = [](int files) {
    Scene scene(10);
    for (int i = 0; i < files; ++i) {
      scene.write("lib/" + std::to_string(i) + ".js", i == 0 ? lines(0, 10) : "begin\n");
    }
    scene.commit("hotfix: refuse");
    const Evidence found = scene.found();
    REQUIRE(found.nominated);
    return found.nominated->overlap.coverage;
  };
  CHECK(coverage(50) == 1);
  CHECK(coverage(51) == 0);
}

TEST_CASE("a commit of many files is compared with a hotfix of a quarter of them", "[landing]") {
  const auto coverage = [](int files) {
    TestRepo repo;
    repo.commit("base", "a.js", "begin\n");
    repo.branch("dev");
    for (int i = 0; i < 13; ++i) repo.write("src/" + std::to_string(i) + ".js", lines(i, i + 1));
    const std::string fix = repo.commit("hotfix: refuse");
    repo.switch_to("dev");
    for (int i = 0; i < files; ++i) {
      repo.write("lib/" + std::to_string(i) + ".js", i == 0 ? lines(0, 13) : "begin\n");
    }
    repo.commit("hotfix: refuse");
    const Repository repository = Repository::open(repo.path());
    Graph graph(repository);
    LandingIndex index(graph, default_policy());
    const Change change = read_change(graph, index.contents, parse_oid(fix));
    const std::unordered_set<Oid> none;
    const Evidence found = search(index, change, parse_oid(repo.id("dev")), none);
    REQUIRE(found.nominated);
    return found.nominated->overlap.coverage;
  };
  CHECK(coverage(52) > 0.9);
  CHECK(coverage(53) == 0);
}

TEST_CASE("a commit that is used proves nothing", "[landing]") {
  Scene scene(10);
  scene.has(lines(0, 10));
  const Repository repository = Repository::open(scene.path());
  Graph graph(repository);
  LandingIndex index(graph, default_policy());
  const Change change = read_change(graph, index.contents, parse_oid(scene.fix));
  const Oid dev = parse_oid(scene.id("dev"));
  const std::unordered_set<Oid> used = {dev};
  CHECK_FALSE(search(index, change, dev, used).match);
}
