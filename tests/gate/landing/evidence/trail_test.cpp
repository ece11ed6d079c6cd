// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/trail.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

constexpr int kCommits = 80;
const std::string kFix = "if (user == null) throw new Refused(request);\n";

// A file of `bytes` that each of kCommits commits of dev appends a line to. The 31st also brings
// the hotfix that main has; with `undo` the 61st takes it out again.
struct HotFile : TestRepo {
  std::string fix, landing, undoing;

  HotFile(std::size_t bytes, bool undo) {
    std::string text;
    for (int i = 0; text.size() < bytes; ++i) text += "line " + std::to_string(i) + " of it\n";
    commit("base", "a.js", text);
    branch("dev");
    fix = commit("hotfix: refuse", "a.js", kFix + text);
    switch_to("dev");
    for (int i = 0; i < kCommits; ++i) {
      text += "work " + std::to_string(i) + "\n";
      const bool has_fix = i >= 30 && !(undo && i >= 60);
      const std::string made = commit("feat: work", "a.js", (has_fix ? kFix : "") + text);
      if (i == 30) landing = made;
      if (i == 60) undoing = made;
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

}  // namespace

TEST_CASE("in a large file that every commit changes, what came and went is found", "[landing]") {
  const HotFile repo(std::size_t{1} << 20, true);
  const auto steps = repo.steps();
  REQUIRE(steps.size() == kCommits);
  CHECK(at(steps, repo.landing).does == 1);
  CHECK(at(steps, repo.undoing).undoes == 1);
  CHECK(std::count_if(steps.begin(), steps.end(),
                      [](const TrailStep& step) { return step.does + step.undoes > 0; }) == 2);
}

TEST_CASE("a large and a small file tell the same of each commit", "[landing]") {
  const auto large = HotFile(std::size_t{1} << 20, false).steps();
  const auto small = HotFile(1000, false).steps();
  REQUIRE(large.size() == small.size());
  for (std::size_t i = 0; i < large.size(); ++i) {
    CHECK(large[i].does == small[i].does);
    CHECK(large[i].undoes == small[i].undoes);
  }
}
