// SPDX-License-Identifier: MIT
#include "gate/git/history.h"

#include <random>
#include <sstream>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> result;
  for (std::string word; words >> word;) result.push_back(word);
  return sorted(result);
}

std::vector<std::string> hex(const std::vector<Oid>& ids) {
  std::vector<std::string> result;
  for (const Oid& id : ids) result.push_back(id.hex());
  return sorted(result);
}

// A history of `n` commits with merges at random; every commit keeps a ref c<i>. Dates are random
// too when `skewed`: clocks lie.
void random_history(TestRepo& repo, unsigned seed, int n, bool skewed) {
  std::mt19937 random(seed);
  std::ostringstream stream;
  for (int i = 1; i <= n; ++i) {
    const int date = skewed ? static_cast<int>(random() % 100) : i;
    stream << "commit refs/heads/c" << i << "\nmark :" << i << "\ncommitter a <a@b> "
           << TestRepo::kEpoch + date * 60 << " +0000\ndata 1\nx\n";
    if (i > 1) stream << "from :" << 1 + random() % static_cast<unsigned>(i - 1) << "\n";
    if (i > 3 && random() % 3 == 0)
      stream << "merge :" << 1 + random() % static_cast<unsigned>(i - 1) << "\n";
    stream << "\n";
  }
  REQUIRE(repo.run({"fast-import", "--quiet"}, stream.str()).status == 0);
}

void agrees_with_git(bool skewed) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    TestRepo repo;
    random_history(repo, seed, 40, skewed);
    const Repository opened = Repository::open(repo.path());
    std::mt19937 random(seed);
    for (int i = 0; i < 12; ++i) {
      const std::string a = "refs/heads/c" + std::to_string(1 + random() % 40);
      const std::string b = "refs/heads/c" + std::to_string(1 + random() % 40);
      Graph graph(opened);
      const Divergence parted = diverge(graph, *opened.commit_of_ref(a), *opened.commit_of_ref(b));
      INFO("seed " << seed << ": " << a << " " << b);
      CHECK(hex(parted.ahead) == split(repo.git({"rev-list", a + ".." + b})));
      CHECK(hex(parted.merge_bases) == split(repo.run({"merge-base", "--all", a, b}).out));
      CHECK(std::to_string(parted.behind) == repo.git({"rev-list", "--count", b + ".." + a}));
    }
  }
}

}  // namespace

TEST_CASE("histories part where git says they part", "[git]") { agrees_with_git(false); }

TEST_CASE("clocks that lie do not change where histories part", "[git]") { agrees_with_git(true); }

TEST_CASE("commits come parents first", "[git]") {
  TestRepo repo;
  const std::string one = repo.commit("one");
  const std::string two = repo.commit("two");
  const std::string three = repo.commit("three");
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const auto ahead = diverge(graph, parse_oid(one), parse_oid(three)).ahead;
  REQUIRE(ahead.size() == 2);
  CHECK(ahead.front().hex() == two);
}

TEST_CASE("a walk that reaches the edge of a shallow clone is undecidable", "[git]") {
  TestRepo repo;
  for (int i = 0; i < 5; ++i) repo.commit("c", "f", std::to_string(i));
  repo.git({"branch", "side", "HEAD~3"});
  repo.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.path(),
            repo.root() + "/shallow"});
  const Repository opened = Repository::open(repo.root() + "/shallow");
  Graph graph(opened);
  const Oid a = *opened.commit_of_ref("refs/remotes/origin/main");
  const Oid b = *opened.commit_of_ref("refs/remotes/origin/side");
  CHECK_THROWS_AS(diverge(graph, a, b), Undecidable);
}

TEST_CASE("a shallow clone that is deep enough is judged like a whole one", "[git]") {
  TestRepo repo;
  for (int i = 0; i < 30; ++i) repo.commit("c", "f", std::to_string(i));
  repo.git({"branch", "side", "HEAD~1"});
  repo.git({"clone", "-q", "--depth=25", "--no-single-branch", "file://" + repo.path(),
            repo.root() + "/shallow"});
  const Repository opened = Repository::open(repo.root() + "/shallow");
  Graph graph(opened);
  const Divergence parted = diverge(graph, *opened.commit_of_ref("refs/remotes/origin/side"),
                                    *opened.commit_of_ref("refs/remotes/origin/main"));
  CHECK(parted.ahead.size() == 1);
}

TEST_CASE("a missing parent is damage, not the end of history", "[git]") {
  TestRepo repo;
  const std::string root = repo.commit("one");
  repo.commit("two");
  repo.git({"branch", "other", root});
  repo.commit("three");
  std::remove((repo.path() + "/.git/objects/" + root.substr(0, 2) + "/" + root.substr(2)).c_str());
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  CHECK_THROWS_AS(diverge(graph, parse_oid(root), *opened.commit_of_ref("refs/heads/main")),
                  Undecidable);
}

TEST_CASE("a commit with a malformed author is walked like any other", "[git]") {
  TestRepo repo;
  const std::string base = repo.commit("one");
  const std::string tree = repo.git({"rev-parse", "HEAD^{tree}"});
  const std::string raw = "tree " + tree + "\nparent " + base +
                          "\nauthor nobody <> <broken\ncommitter nobody\n\nan old commit\n";
  const std::string odd =
      trimmed(repo.run({"hash-object", "-t", "commit", "-w", "--literally", "--stdin"}, raw).out);
  repo.git({"update-ref", "refs/heads/odd", odd});
  const Repository opened = Repository::open(repo.path());
  REQUIRE(opened.commit_of_ref("refs/heads/odd")->hex() == odd);
  Graph graph(opened);
  CHECK(diverge(graph, parse_oid(base), parse_oid(odd)).ahead.size() == 1);
  CHECK(graph.commit(parse_oid(odd)).subject() == "an old commit");
}

TEST_CASE("replace references do not change what is judged", "[git]") {
  TestRepo repo;
  const std::string one = repo.commit("one");
  const std::string two = repo.commit("two");
  const std::string three = repo.commit("three");
  repo.git({"replace", "--graft", three, one});
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  CHECK(diverge(graph, parse_oid(one), parse_oid(three)).ahead.size() == 2);
}

TEST_CASE("the first-parent line of a range leaves out what merges brought", "[git]") {
  TestRepo repo;
  const std::string one = repo.commit("one");
  const std::string two = repo.commit("two");
  repo.switch_new("side", one);
  repo.commit("side work", "side.js", "s\n");
  repo.switch_to("main");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "side"});
  const std::string three = repo.commit("three");
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const std::vector<Oid> line = first_parents(graph, parse_oid(one), parse_oid(three));
  CHECK(line == std::vector<Oid>{parse_oid(three), parse_oid(repo.id("main~1")), parse_oid(two)});
  CHECK(first_parents(graph, parse_oid(three), parse_oid(one)).empty());
}

TEST_CASE("a first-parent line ends at the root, or where it is told to", "[git]") {
  TestRepo repo;
  const Oid one = parse_oid(repo.commit("one")), two = parse_oid(repo.commit("two"));
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  CHECK(first_parents(graph, two, [](const Oid&) { return true; }) == std::vector<Oid>{two, one});
  CHECK(first_parents(graph, two, [&](const Oid& id) { return id != one; }) ==
        std::vector<Oid>{two});
}

TEST_CASE("a first-parent line that a shallow clone cut off is no short line", "[git]") {
  TestRepo repo;
  for (const char* message : {"one", "two", "three"}) repo.commit(message);
  repo.git({"clone", "-q", "--depth", "2", "file://" + repo.path(), "../short"});
  const Repository opened = Repository::open(repo.root() + "/short");
  Graph graph(opened);
  FirstParentWalk line(graph, parse_oid(repo.id("main")));
  CHECK(line.next());
  CHECK(line.next());
  CHECK_THROWS_AS(line.next(), Undecidable);
}

TEST_CASE("what a subject says it merged", "[git]") {
  CHECK(merged_branch("Merge branch 'hotfix/x' into kars-dev") == "hotfix/x");
  CHECK(merged_branch("Merge remote-tracking branch 'origin/feature/y'") == "feature/y");
  CHECK(merged_branch("Merge pull request #12 from acme/feature/y") == "feature/y");
  CHECK(merged_branch("Merged in feature/y (pull request #3)") == "feature/y");
  CHECK(merged_branch("bring the fix").empty());
}

TEST_CASE("revert claims of git, of a merge and of GitHub are read", "[git]") {
  const std::string id(40, 'a'), base(40, 'b');
  const auto plain = revert_claims("Revert \"x\"\n\nThis reverts commit " + id + ".\n");
  REQUIRE(plain.size() == 1);
  CHECK(plain[0].reverted == id);
  CHECK(plain[0].base.empty());
  const auto merge = revert_claims("Revert \"x\"\n\nThis reverts commit " + id +
                                   ", reversing\nchanges made to " + base + ".\n");
  REQUIRE(merge.size() == 1);
  CHECK(merge[0].base == base);
  CHECK(revert_claims("this reverts nothing").empty());
}

TEST_CASE("one production commit from a broken clock does not push branches aside", "[git]") {
  TestRepo repo;
  for (int i = 0; i < 60; ++i) repo.commit("release");
  const std::string base = repo.id("HEAD");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: mend", "a.js", "a\n");
  repo.switch_to("main");
  REQUIRE(repo.sh("GIT_COMMITTER_DATE='@1000000 +0000' git commit -q --allow-empty -m 'old clock'")
              .status == 0);
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Divergence parted =
      diverge(graph, parse_oid(repo.id("main")), parse_oid(repo.id("hotfix/x")));
  CHECK(parted.ahead.size() == 1);
  CHECK(parted.behind == 1);
  REQUIRE(parted.merge_bases.size() == 1);
  CHECK(parted.merge_bases.front().hex() == base);
}

TEST_CASE("prose about reverting claims nothing", "[git]") {
  const std::string id(40, 'a');
  CHECK(revert_claims("Revert \"x\"\n\nThis reverts commit adding the cache.").empty());
  CHECK(revert_claims("feat: squash (#9)\n\n* Revert \"x\"\n\nThis reverts commit " + id + ".")
            .empty());
}

TEST_CASE("branches of one base part alike, whichever of them was asked about before", "[git]") {
  TestRepo repo;
  std::vector<std::string> heads;
  const auto branch = [&](const std::string& from, int commits) {
    const std::string name = "branch-" + std::to_string(heads.size());
    repo.switch_new(name, from);
    for (int i = 0; i < commits; ++i) repo.commit("work " + name);
    heads.push_back(name);
    repo.switch_to("main");
  };
  for (int i = 0; i < 12; ++i) {
    repo.commit("release");
    branch("main", i % 3);
    if (i > 0) branch("main~1", 1);
  }
  repo.git({"merge", "-q", "--no-ff", "--no-edit", heads[4]});
  branch("main^2", 2);
  repo.commit("release");
  const Repository opened = Repository::open(repo.path());
  Graph shared(opened);
  for (const std::string& name : heads) {
    const Oid base = parse_oid(repo.id("main")), head = parse_oid(repo.id(name));
    Graph fresh(opened);
    const Divergence expected = diverge(fresh, base, head), parted = diverge(shared, base, head);
    INFO(name);
    CHECK(parted.ahead == expected.ahead);
    CHECK(parted.behind == expected.behind);
    CHECK(parted.merge_bases == expected.merge_bases);
  }
}

TEST_CASE("they part where git says also when clocks lie and many are asked about", "[git]") {
  for (unsigned seed = 11; seed <= 16; ++seed) {
    TestRepo repo;
    random_history(repo, seed, 40, seed % 2 == 0);
    const Repository opened = Repository::open(repo.path());
    Graph graph(opened);
    const std::string base = "refs/heads/c40";
    for (int i = 1; i < 40; ++i) {
      const std::string head = "refs/heads/c" + std::to_string(i);
      const Divergence parted =
          diverge(graph, *opened.commit_of_ref(base), *opened.commit_of_ref(head));
      INFO("seed " << seed << ": " << head);
      CHECK(hex(parted.ahead) == split(repo.git({"rev-list", base + ".." + head})));
      CHECK(std::to_string(parted.behind) == repo.git({"rev-list", "--count", head + ".." + base}));
    }
  }
}
