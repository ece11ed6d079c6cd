// SPDX-License-Identifier: MIT
#include "gate/landing/history/window.h"

#include <algorithm>
#include <functional>
#include <set>

#include "gate/base/error.h"
#include "tests/gate/landing/history.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// A repository opened for questions.
struct Asked {
  Repository repository;
  Graph graph{repository};
  Windows windows{graph};

  explicit Asked(const std::string& path) : repository(Repository::open(path)) {}
  explicit Asked(const TestRepo& repo) : Asked(repo.path()) {}

  // "id: a.txt b.txt" of each candidate.
  std::vector<std::string> touching(const Oid& excluded, const Oid& onto,
                                    const std::unordered_set<std::string>& paths) {
    std::vector<std::string> found;
    for (const Candidate& candidate : windows.touching(excluded, onto, paths)) {
      std::string line = candidate.commit.hex() + ":";
      for (const TreeChange& change : candidate.changes) line += " " + change.path;
      found.push_back(line);
    }
    return found;
  }
};

using Ids = std::vector<Oid>;
using Lines = std::vector<std::string>;
using Files = std::map<std::string, std::string>;

// A repository whose commits are numbered as its steps are.
struct Numbered : TestRepo {
  Ids ids;
  explicit Numbered(const std::vector<HistoryStep>& steps) : ids(import(*this, steps)) {}

  Ids at(const std::vector<std::size_t>& steps) const {
    Ids result;
    for (const std::size_t step : steps) result.push_back(ids[step]);
    return result;
  }
  std::string line(std::size_t step, const std::string& paths) const {
    return ids[step].hex() + ": " + paths;
  }
};

HistoryStep step(std::vector<std::size_t> parents, Files files = {}, std::string message = {}) {
  return {std::move(parents), std::move(files), std::move(message), TestRepo::kEpoch};
}

std::size_t random_below(std::size_t limit) {
  static std::uint64_t state = 42;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (state >> 33) % limit;
}

// Commits on up to three earlier ones, with dates that say nothing, and trees of their own.
std::vector<HistoryStep> random_steps(std::size_t count) {
  static const Lines kPaths = {"a.txt", "b/c.txt", "b/d/e.txt", "b/d/f.txt", "g/h.txt"};
  std::vector<HistoryStep> steps;
  for (std::size_t i = 0; i < count; ++i) {
    std::set<std::size_t> parents;
    while (i > 0 && (parents.empty() || random_below(3) == 0)) {
      parents.insert(i - 1 - random_below(std::min<std::size_t>(i, 8)));
    }
    HistoryStep next = step({parents.begin(), parents.end()});
    for (const std::string& path : kPaths) {
      if (random_below(4) > 0) next.files[path] = std::to_string(random_below(3)) + "\n";
    }
    next.date = static_cast<std::int64_t>(random_below(4) * 1'000'000);
    steps.push_back(std::move(next));
  }
  return steps;
}

std::vector<bool> ancestors(const std::vector<HistoryStep>& steps, std::size_t tip) {
  std::vector<bool> found(steps.size());
  const std::function<void(std::size_t)> visit = [&](std::size_t at) {
    if (found[at]) return;
    found[at] = true;
    for (const std::size_t parent : steps[at].parents) visit(parent);
  };
  visit(tip);
  return found;
}

// What the step changed, among all paths: the long way.
Lines changed_paths(const std::vector<HistoryStep>& steps, std::size_t at) {
  const auto content = [&](std::size_t which, const std::string& path) {
    const auto found = steps[which].files.find(path);
    return found == steps[which].files.end() ? std::string{} : found->second;
  };
  Lines changed;
  for (const char* path : {"a.txt", "b/c.txt", "b/d/e.txt", "b/d/f.txt", "g/h.txt"}) {
    bool differs = !steps[at].parents.empty() || !content(at, path).empty();
    for (const std::size_t parent : steps[at].parents) {
      differs = differs && content(parent, path) != content(at, path);
    }
    if (differs) changed.push_back(path);
  }
  return changed;
}

}  // namespace

TEST_CASE("a window is what the branch has and the other does not, oldest first", "[landing]") {
  const Numbered repo({step({}), step({0}), step({1}), step({0}), step({3})});
  Asked asked(repo);
  CHECK(asked.windows.commits(repo.ids[2], repo.ids[4]) == repo.at({3, 4}));
  CHECK(asked.windows.commits(repo.ids[4], repo.ids[2]) == repo.at({1, 2}));
  CHECK(asked.windows.commits(repo.ids[4], repo.ids[3]).empty());
  CHECK(asked.windows.order_of(repo.ids[2], repo.ids[4], repo.ids[4]) == 1);
  CHECK(asked.windows.order_of(repo.ids[2], repo.ids[4], repo.ids[1]) == std::nullopt);
}

TEST_CASE("after criss-cross merges nothing that both have is in the window", "[landing]") {
  const Numbered repo(
      {step({}), step({0}), step({0}), step({1, 2}), step({2, 1}), step({3}), step({4})});
  Asked asked(repo);
  CHECK(asked.windows.commits(repo.ids[5], repo.ids[6]) == repo.at({4, 6}));
}

TEST_CASE("all parents of an octopus merge are followed", "[landing]") {
  const Numbered repo({step({}), step({0}), step({0}), step({0}), step({1, 2, 3})});
  Asked asked(repo);
  CHECK(asked.windows.commits(repo.ids[2], repo.ids[4]) == repo.at({1, 3, 4}));
}

TEST_CASE("unrelated histories share nothing", "[landing]") {
  const Numbered repo({step({}, {{"a.txt", "a"}}), step({}, {{"b.txt", "b"}})});
  Asked asked(repo);
  CHECK(asked.windows.commits(repo.ids[0], repo.ids[1]) == repo.at({1}));
  CHECK(asked.touching(repo.ids[0], repo.ids[1], {"b.txt"}) == Lines{repo.line(1, "b.txt")});
}

TEST_CASE("dates have no say in a window", "[landing]") {
  auto lying = row_of(40);
  for (std::size_t i = 0; i < lying.size(); ++i) lying[i].date = (i * 7919) % 40 * 100'000;
  const Numbered repo(lying);
  Asked asked(repo);
  CHECK(asked.windows.commits(repo.ids[37], repo.ids[39]) == repo.at({38, 39}));
  CHECK(asked.windows.commits(repo.ids[39], repo.ids[3]).empty());
}

TEST_CASE("windows of random histories are exact, and no parent comes after a child", "[landing]") {
  const auto steps = random_steps(60);
  const Numbered repo(steps);
  Asked asked(repo);
  for (int round = 0; round < 300; ++round) {
    const std::size_t excluded = random_below(60), onto = random_below(60);
    const auto without = ancestors(steps, excluded), with = ancestors(steps, onto);
    std::set<std::string> expected;
    for (std::size_t i = 0; i < 60; ++i) {
      if (with[i] && !without[i]) expected.insert(repo.ids[i].hex());
    }
    std::set<std::string> found;
    for (const Oid& id : asked.windows.commits(repo.ids[excluded], repo.ids[onto])) {
      for (const Oid& parent : asked.graph.header(id).parents) {
        CHECK((found.contains(parent.hex()) || !expected.contains(parent.hex())));
      }
      found.insert(id.hex());
    }
    CHECK(found == expected);
    CHECK(asked.windows.order_of(repo.ids[excluded], repo.ids[onto], repo.ids[onto]).has_value() ==
          !without[onto]);
    CHECK(asked.windows.is_ancestor(repo.ids[onto], repo.ids[excluded]) == without[onto]);
    CHECK(asked.windows.is_ancestor(repo.ids[excluded], repo.ids[onto]) == with[excluded]);
  }
}

TEST_CASE("the order of a window does not depend on earlier questions", "[landing]") {
  const auto steps = random_steps(60);
  const Numbered repo(steps);
  Asked fresh(repo), used(repo);
  for (const std::size_t i : {5u, 30u, 12u, 47u}) used.windows.commits(repo.ids[0], repo.ids[i]);
  CHECK(used.windows.commits(repo.ids[0], repo.ids[59]) ==
        fresh.windows.commits(repo.ids[0], repo.ids[59]));
}

TEST_CASE("what commits of random histories touch is what their trees say", "[landing]") {
  const auto steps = random_steps(60);
  const Numbered repo(steps);
  Asked asked(repo);
  for (int round = 0; round < 100; ++round) {
    const std::size_t excluded = random_below(60), onto = random_below(60);
    const std::string path = Lines{"a.txt", "b/c.txt", "b/d/e.txt", "g/h.txt"}[random_below(4)];
    const auto without = ancestors(steps, excluded), with = ancestors(steps, onto);
    std::set<std::string> expected;
    for (std::size_t i = 0; i < 60; ++i) {
      const Lines changed = changed_paths(steps, i);
      if (with[i] && !without[i] && std::count(changed.begin(), changed.end(), path) > 0) {
        expected.insert(repo.line(i, path));
      }
    }
    const Lines found = asked.touching(repo.ids[excluded], repo.ids[onto], {path});
    CHECK(std::set<std::string>(found.begin(), found.end()) == expected);
  }
}

TEST_CASE("a merge that takes each file from one side changes nothing", "[landing]") {
  const Numbered repo({step({}, {{"a.txt", "0"}, {"b.txt", "0"}}),
                       step({0}, {{"a.txt", "1"}, {"b.txt", "0"}}),
                       step({0}, {{"a.txt", "0"}, {"b.txt", "1"}}),
                       step({1, 2}, {{"a.txt", "1"}, {"b.txt", "1"}})});
  Asked asked(repo);
  CHECK(asked.touching(repo.ids[0], repo.ids[3], {"a.txt", "b.txt"}) ==
        Lines{repo.line(1, "a.txt"), repo.line(2, "b.txt")});
}

TEST_CASE("what a merge brings that no parent had is found", "[landing]") {
  const Numbered repo({step({}, {{"src/a.txt", "0"}, {"src/b.txt", "0"}}),
                       step({0}, {{"src/a.txt", "1"}, {"src/b.txt", "0"}}),
                       step({0}, {{"src/a.txt", "0"}, {"src/b.txt", "1"}}),
                       step({1, 2}, {{"src/a.txt", "evil"}, {"src/b.txt", "1"}})});
  Asked asked(repo);
  const auto found = asked.windows.touching(repo.ids[2], repo.ids[3], {"src/a.txt", "src/b.txt"});
  REQUIRE(found.size() == 2);
  CHECK(found[1].commit == repo.ids[3]);
  CHECK(found[1].is_merge);
  REQUIRE(found[1].changes.size() == 1);
  CHECK(found[1].changes[0].path == "src/a.txt");
  CHECK(found[1].changes[0].before ==
        find_path(asked.repository, asked.graph.header(repo.ids[1]).tree, "src/a.txt"));
}

TEST_CASE("the first commit of all is compared with nothing", "[landing]") {
  const Numbered repo({step({}, {{"src/a.txt", "0"}}), step({}, {{"z.txt", "0"}})});
  Asked asked(repo);
  const auto found = asked.windows.touching(repo.ids[1], repo.ids[0], {"src/a.txt"});
  REQUIRE(found.size() == 1);
  CHECK(found[0].changes[0].before == TreeEntry{});
  CHECK(found[0].changes[0].after.mode == kModeFile);
}

TEST_CASE("a folder in the place of a file is a deletion of the file", "[landing]") {
  const Numbered repo({step({}, {{"a", "0"}}), step({0}, {{"a/b", "1"}}), step({1}, {{"a", "2"}})});
  Asked asked(repo);
  CHECK(asked.touching(repo.ids[0], repo.ids[2], {"a"}) ==
        Lines{repo.line(1, "a"), repo.line(2, "a")});
  CHECK(asked.touching(repo.ids[0], repo.ids[2], {"a/b"}) ==
        Lines{repo.line(1, "a/b"), repo.line(2, "a/b")});
  CHECK(asked.windows.touching(repo.ids[0], repo.ids[1], {"a"})[0].changes[0].after == TreeEntry{});
}

TEST_CASE("a removed folder takes its files along", "[landing]") {
  const Numbered repo(
      {step({}, {{"a/b/c.txt", "0"}, {"d.txt", "0"}}), step({0}, {{"d.txt", "0"}})});
  Asked asked(repo);
  CHECK(asked.touching(repo.ids[0], repo.ids[1], {"a/b/c.txt", "d.txt"}) ==
        Lines{repo.line(1, "a/b/c.txt")});
}

TEST_CASE("a change of the mode alone is a change", "[landing]") {
  TestRepo repo;
  const Oid before = parse_oid(repo.commit("one", "run.sh", "true\n"));
  REQUIRE(repo.sh("chmod +x run.sh").status == 0);
  const Oid after = parse_oid(repo.commit("two"));
  Asked asked(repo);
  CHECK(asked.touching(before, after, {"run.sh"}) == Lines{after.hex() + ": run.sh"});
}

TEST_CASE("a candidate has the changes that were asked for, by path", "[landing]") {
  const Numbered repo({step({}), step({0}, {{"c.txt", "1"}, {"a.txt", "1"}, {"b.txt", "1"}})});
  Asked asked(repo);
  CHECK(asked.touching(repo.ids[0], repo.ids[1], {"c.txt", "a.txt", "no/such.txt"}) ==
        Lines{repo.line(1, "a.txt c.txt")});
}

TEST_CASE("commits are signed alike by subject without its pull request, or by author and date",
          "[landing]") {
  const Numbered repo({step({}), step({0}, {}, "hotfix: Stop it (#12)"), step({1}, {}, "other"),
                       step({2}, {}, "hotfix: stop IT")});
  Asked asked(repo);
  Signature signature = signature_of("tree x\n\nhotfix: stop it\n\nBody.\n");
  CHECK(asked.windows.signed_alike(repo.ids[0], repo.ids[3], signature) == repo.at({1, 3}));
  signature.subject = 0;
  CHECK(asked.windows.signed_alike(repo.ids[0], repo.ids[3], signature).empty());
}

TEST_CASE("the same author at the same second is alike", "[landing]") {
  TestRepo repo;
  const Oid base = parse_oid(repo.commit("base"));
  const std::string first = repo.commit("one", "a.txt", "1\n");
  REQUIRE(repo.sh("git commit --amend -q -m two").status == 0);
  Asked asked(repo);
  const Object object = asked.repository.read(parse_oid(first), ObjectType::commit);
  const Oid head = parse_oid(repo.id("HEAD"));
  CHECK(asked.windows.signed_alike(base, head, signature_of(object.data())) == Ids{head});
}

TEST_CASE("a hotfix trailer is found in any case, and only at the start of a line", "[landing]") {
  const Numbered repo({step({}), step({0}, {}, "one\n\nhotfix-landed: 1234567"),
                       step({1}, {}, "two\n\nsee Hotfix-Waive"),
                       step({2}, {}, "three\n\nHOTFIX-Waive: x y")});
  Asked asked(repo);
  CHECK(asked.windows.with_hotfix_trailer(repo.ids[0], repo.ids[3]) == repo.at({1, 3}));
}

TEST_CASE("a history that was cut off gives no window", "[landing]") {
  const Numbered repo(row_of(10));
  REQUIRE(repo.sh("git clone -q --depth 3 --branch step-9 file://$PWD ../shallow").status == 0);
  Asked asked(repo.root() + "/shallow");
  CHECK_THROWS_AS(asked.windows.commits(parse_oid(repo.id("step-0")), repo.ids[9]), Undecidable);
  CHECK_THROWS_AS(asked.windows.is_ancestor(repo.ids[2], repo.ids[9]), Undecidable);
  CHECK(asked.windows.is_ancestor(repo.ids[8], repo.ids[9]));
}

TEST_CASE("a cut below everything that differs does no harm", "[landing]") {
  const Numbered repo(row_of(10));
  REQUIRE(repo.sh("git clone -q --depth 5 --branch step-9 file://$PWD ../shallow").status == 0);
  Asked asked(repo.root() + "/shallow");
  CHECK(asked.windows.commits(repo.ids[7], repo.ids[9]) == repo.at({8, 9}));
}

TEST_CASE("a side that was cut off before it met the other gives no window", "[landing]") {
  const Numbered repo({step({}), step({0}), step({1}), step({0}), step({3}), step({4})});
  REQUIRE(repo.sh("git branch -q -D step-0 step-1 step-3 step-4; git switch -q step-5;"
                  "git clone -q --depth 2 --no-single-branch file://$PWD ../shallow")
              .status == 0);
  Asked asked(repo.root() + "/shallow");
  CHECK_THROWS_AS(asked.windows.commits(repo.ids[2], repo.ids[5]), Undecidable);
}

TEST_CASE("a missing tree is said, every time it is asked for", "[landing]") {
  const Numbered repo({step({}, {{"a/b.txt", "0"}}), step({0}, {{"a/b.txt", "1"}})});
  const std::string tree = repo.id(repo.ids[1].hex() + ":a");
  REQUIRE(repo.sh("rm .git/objects/" + tree.substr(0, 2) + "/" + tree.substr(2)).status == 0);
  Asked asked(repo);
  for (int again = 0; again < 2; ++again) {
    CHECK_THROWS_AS(asked.windows.touching(repo.ids[0], repo.ids[1], {"a/b.txt"}), Undecidable);
  }
  CHECK(asked.windows.touching(repo.ids[0], repo.ids[1], {"c.txt"}).empty());
}
