// SPDX-License-Identifier: MIT
// Random histories, judged by git cherry too. It knows only equal changes and no reverts; where it
// says that a change is there, and nobody undid it, the landing must say so as well.
#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include "gate/landing/landing.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kFiles = {"src/a.js", "src/b.js", "src/c.js"};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Two lines that edit three files, pick from each other and, on development, revert. Every line
// that is ever written is another one, so that equal lines have one origin.
class Histories : public TestRepo {
 public:
  explicit Histories(unsigned seed) : random_(seed) {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    for (const char* file : kFiles) write(file, fresh_lines(30));
    commit("one");
    branch("kars-dev");
    commit("two", *kFiles.begin(), edited(*kFiles.begin()));
    for (int step = 0; step < 24; ++step) take_step();
  }

 private:
  unsigned below(unsigned limit) { return random_() % limit; }

  std::string fresh_lines(unsigned count) {
    std::string text;
    for (unsigned i = 0; i < count; ++i) text += "call_" + std::to_string(serial_++) + "();\n";
    return text;
  }

  // The file as it is checked out, with one to three lines replaced by as many or fewer new ones.
  std::string edited(const std::string& file) {
    const auto lines = lines_of(git({"show", "HEAD:" + file}));
    const unsigned count = 1 + below(3), at = below(static_cast<unsigned>(lines.size()) - count);
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i == at) text += fresh_lines(below(count + 1));
      if (i < at || i >= at + count) text += lines[i] + "\n";
    }
    return text;
  }

  void pick_from(const std::string& other) {
    const auto theirs = lines_of(git({"rev-list", "--no-merges", "HEAD.." + other}));
    if (theirs.empty()) return;
    const std::string& one = theirs[below(static_cast<unsigned>(theirs.size()))];
    if (run({"cherry-pick", one}).status != 0) git({"cherry-pick", "--abort"});
  }

  void take_step() {
    const bool on_dev = below(5) < 3;
    switch_to(on_dev ? "kars-dev" : "kars-prod");
    const unsigned choice = below(10);
    if (choice < 5) {
      pick_from(on_dev ? "kars-prod" : "kars-dev");
    } else if (choice == 5 && on_dev) {
      if (run({"revert", "--no-edit", "HEAD"}).status != 0) git({"revert", "--abort"});
    } else {
      const std::string file = kFiles.begin()[below(3)];
      commit("step " + std::to_string(serial_), file, edited(file));
    }
  }

  std::mt19937 random_;
  unsigned serial_ = 0;
};

// Development has every line that the commit added and none that it removed.
bool is_in_effect(const TestRepo& repo, const std::string& commit) {
  std::set<std::string> present;
  for (const char* file : kFiles) {
    for (const std::string& line : lines_of(repo.git({"show", std::string("kars-dev:") + file}))) {
      present.insert(line);
    }
  }
  for (const std::string& line : lines_of(repo.git({"diff-tree", "-p", "-U0", commit}))) {
    if (line.rfind("+call", 0) == 0 && present.count(line.substr(1)) == 0) return false;
    if (line.rfind("-call", 0) == 0 && present.count(line.substr(1)) != 0) return false;
  }
  return true;
}

// The identity of the changed lines alone.
std::string patch_id(const TestRepo& repo, const std::string& commit) {
  return trimmed(
      repo.sh("git diff-tree -p -U0 " + commit + " | git patch-id --verbatim | cut -d' ' -f1").out);
}

void check_against_cherry(const TestRepo& repo) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  Lander lander(graph);
  const Oid dev = parse_oid(repo.id("kars-dev"));
  for (const std::string& line : lines_of(repo.git({"cherry", "kars-dev", "kars-prod"}))) {
    const std::string commit = line.substr(2);
    const Landing landing = lander.commit(parse_oid(commit), dev);
    INFO(line << " is " << state_name(landing.state) << ": " << landing.reason);
    if (line[0] == '-' && is_in_effect(repo, commit)) CHECK(is_there(landing.state));
    if (line[0] == '+' && landing.state == LandingState::equivalent) {
      REQUIRE_FALSE(landing.evidence.empty());
      CHECK(patch_id(repo, landing.evidence.back()) == patch_id(repo, commit));
    }
    if (line[0] == '+' && !is_in_effect(repo, commit))
      CHECK_FALSE(landing.state == LandingState::landed);
  }
}

using States = std::vector<LandingState>;

// Of all that kars-prod has and kars-dev has not, by one Lander in the order of `commits`.
States states_of(const TestRepo& repo, const std::vector<std::string>& commits) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  Lander lander(graph);
  States states;
  for (const std::string& commit : commits) {
    states.push_back(lander.commit(parse_oid(commit), parse_oid(repo.id("kars-dev"))).state);
  }
  return states;
}

}  // namespace

TEST_CASE("whatever git cherry finds has landed, unless it was undone", "[landing]") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    INFO("seed " << seed);
    check_against_cherry(Histories(seed));
  }
}

TEST_CASE("the random histories have changes that git cherry finds and that it does not",
          "[landing]") {
  const Histories repo(1);
  const std::string cherries = repo.git({"cherry", "kars-dev", "kars-prod"});
  CHECK_THAT(cherries, contains("- "));
  CHECK_THAT(cherries, contains("+ "));
}

TEST_CASE("an answer does not depend on what was asked before", "[landing]") {
  const Histories repo(2);
  auto commits = lines_of(repo.git({"rev-list", "kars-dev..kars-prod"}));
  States states = states_of(repo, commits);
  std::reverse(commits.begin(), commits.end());
  std::reverse(states.begin(), states.end());
  CHECK(states_of(repo, commits) == states);
}
