// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/trail.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

constexpr int kCommits = 80;
const std::string kFix = "if (user == null) throw new Refused(request);\n";

struct Plan {
  std::size_t bytes = 0;
  int from = 30, until = kCommits;  // which of the commits have the hotfix, counted from 0
  int files = 1;                    // of the hotfix; one commit changes the others
};

// A file that each of kCommits commits of dev appends a line to. The one at `from` also brings the
// hotfix that main has; the one at `until` takes it out again.
struct HotFile : TestRepo {
  std::string fix, landing, undoing;

  explicit HotFile(const Plan& plan) {
    std::string text;
    for (int i = 0; text.size() < plan.bytes; ++i) text += "line " + std::to_string(i) + " of it\n";
    commit("base", "a.js", text);
    branch("dev");
    write("a.js", kFix + text);
    for (int i = 1; i < plan.files; ++i) write("b" + std::to_string(i) + ".js", "b();\n");
    fix = commit("hotfix: refuse");
    switch_to("dev");
    for (int i = 1; i < plan.files; ++i) write("b" + std::to_string(i) + ".js", "c();\n");
    for (int i = 0; i < kCommits; ++i) {
      text += "work " + std::to_string(i) + "\n";
      const bool has_fix = i >= plan.from && i < plan.until;
      write("a.js", (has_fix ? kFix : "") + text);
      const std::string made = commit("feat: work");
      if (i == plan.from) landing = made;
      if (i == plan.until) undoing = made;
    }
  }

  // The steps of the branch's trail.
  std::vector<TrailStep> steps() const {
    const Repository repository = Repository::open(path());
    Graph graph(repository);
    LandingIndex index(graph, default_policy());
    const Change change = read_change(graph, index.contents, parse_oid(fix));
    const std::unordered_set<Oid> none;
    Trail trail(index, change, parse_oid(id("dev")), none);
    return trail.steps();
  }
};

const TrailStep& at(const std::vector<TrailStep>& steps, const std::string& commit) {
  return *std::find_if(steps.begin(), steps.end(), [&](const TrailStep& step) {
    return step.candidate.commit == parse_oid(commit);
  });
}

constexpr std::size_t kLarge = 440'000;  // 70 MB in all of its versions

// One that every commit is compared for shows what was there for one commit; one that is sampled,
// only what a sample has: every second commit of kCommits.
bool is_seen(const Plan& plan) {
  const HotFile repo(plan);
  return at(repo.steps(), repo.landing).does > 0;
}

}  // namespace

TEST_CASE("in a large file that every commit changes, what came and went is found", "[landing]") {
  const HotFile repo({kLarge, 30, 60});
  const auto steps = repo.steps();
  REQUIRE(steps.size() == kCommits);
  CHECK(at(steps, repo.landing).does == 1);
  CHECK(at(steps, repo.undoing).undoes == 1);
  CHECK(std::count_if(steps.begin(), steps.end(),
                      [](const TrailStep& step) { return step.does + step.undoes > 0; }) == 2);
}

TEST_CASE("of a large file 32 versions are looked at, and those between two that differ",
          "[landing]") {
  CHECK(is_seen({kLarge, 31, 33}));
  CHECK_FALSE(is_seen({kLarge, 31, 32}));
}

TEST_CASE("a file is large from 64 MB in all of its versions on", "[landing]") {
  CHECK(is_seen({380'000, 31, 32}));
}

TEST_CASE("of many files each is large from 4 MB on", "[landing]") {
  CHECK(is_seen({24'000, 31, 32, 20}));
  CHECK_FALSE(is_seen({28'000, 31, 32, 20}));
}
