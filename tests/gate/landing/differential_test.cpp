// SPDX-License-Identifier: MIT
// Random histories, judged by git too: by reachability, by git cherry, which knows only equal
// changes and no reverts, and by the lines that are there. Where they agree that a change is there,
// the landing must say so as well; where they agree that it is not, it must not.
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

// Two lines that edit three files and pick from each other; development also merges production, and
// reverts. Every line that is ever written is another one, so that equal lines have one origin.
class Histories : public TestRepo {
 public:
  explicit Histories(unsigned seed) : random_(seed) {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    for (const char* file : kFiles) write(file, fresh_lines(16));
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

  void merge_production() {
    if (run({"merge", "-q", "--no-edit", "kars-prod"}).status != 0) git({"merge", "--abort"});
  }

  // One of the last changes that both lines have.
  void revert_one() {
    const std::string base = git({"merge-base", "HEAD", "kars-prod"});
    const auto common =
        lines_of(git({"rev-list", "--no-merges", "--min-parents=1", "--max-count=3", base}));
    if (common.empty()) return;
    const std::string& one = common[below(static_cast<unsigned>(common.size()))];
    if (run({"revert", "--no-edit", one}).status != 0) run({"revert", "--abort"});
  }

  void take_step() {
    const bool on_dev = below(5) < 3;
    switch_to(on_dev ? "kars-dev" : "kars-prod");
    const unsigned choice = below(10);
    if (choice < 4) {
      pick_from(on_dev ? "kars-prod" : "kars-dev");
    } else if (choice == 4 && on_dev) {
      merge_production();
    } else if (choice == 5 && on_dev) {
      revert_one();
    } else {
      const std::string file = kFiles.begin()[below(3)];
      commit("step " + std::to_string(serial_), file, edited(file));
    }
  }

  std::mt19937 random_;
  unsigned serial_ = 0;
};

// How much of a commit's change development has: all that it added and nothing that it removed, or
// nothing that it added.
enum class Presence { whole, part, none };

Presence presence(const TestRepo& repo, const std::string& commit) {
  std::set<std::string> present;
  for (const char* file : kFiles) {
    for (const std::string& line : lines_of(repo.git({"show", std::string("kars-dev:") + file}))) {
      present.insert(line);
    }
  }
  bool whole = true, none = true;
  for (const std::string& line : lines_of(repo.git({"diff-tree", "-p", "-U0", commit}))) {
    const bool is_present = present.count(line.substr(line.empty() ? 0 : 1)) != 0;
    if (line.starts_with("+call")) (is_present ? none : whole) = false;
    if (line.starts_with("-call") && is_present) whole = false;
  }
  return whole ? Presence::whole : none ? Presence::none : Presence::part;
}

bool was_reverted(const TestRepo& repo, const std::string& commit) {
  return !repo.git({"log", "--format=%h", "--grep=This reverts commit " + commit, "kars-dev"})
              .empty();
}

// Whether development has a commit of that subject, which only a pick gives it.
bool was_picked(const TestRepo& repo, const std::string& commit) {
  const std::string subject = repo.git({"log", "-1", "--format=%s", commit});
  const auto all = lines_of(repo.git({"log", "--format=%s", "kars-dev"}));
  return std::find(all.begin(), all.end(), subject) != all.end();
}

// How often each assertion was made: one that is never made proves nothing.
struct Made {
  int landed = 0, lost = 0, equal = 0, adapted = 0, missing = 0;
};

// git says that development has the very commit.
void check_reachable(const TestRepo& repo, const std::string& commit, const Landing& landing,
                     Made& made) {
  const Presence there = presence(repo, commit);
  if (there == Presence::whole) {
    CHECK(landing.state == LandingState::landed);
    ++made.landed;
  } else if (there == Presence::none && was_reverted(repo, commit)) {
    CHECK(landing.state == LandingState::lost);
    ++made.lost;
  }
}

// git says that it does not; `cherry` is what git cherry says of the change: '-' is there, '+' not.
void check_unreachable(const TestRepo& repo, char cherry, const std::string& commit,
                       const Landing& landing, Made& made) {
  const Presence there = presence(repo, commit);
  CHECK(landing.state != LandingState::landed);
  if (there == Presence::whole) {
    CHECK(is_there(landing.state));
    ++(cherry == '-' ? made.equal : made.adapted);
  } else if (there == Presence::none && cherry == '+' && !was_picked(repo, commit)) {
    CHECK_FALSE(is_there(landing.state));
    ++made.missing;
  }
}

void check_against_git(const TestRepo& repo, Made& made) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  Lander lander(index);
  const Oid dev = parse_oid(repo.id("kars-dev"));
  const auto landing_of = [&](const std::string& commit) {
    Landing landing = lander.commit(parse_oid(commit), dev);
    UNSCOPED_INFO(commit << " is " << state_name(landing.state) << ": " << landing.reason);
    return landing;
  };
  const std::string base = repo.git({"merge-base", "kars-dev", "kars-prod"});
  for (const std::string& commit :
       lines_of(repo.git({"rev-list", "--no-merges", "--first-parent", "--min-parents=1", base}))) {
    check_reachable(repo, commit, landing_of(commit), made);
  }
  for (const std::string& line : lines_of(repo.git({"cherry", "kars-dev", "kars-prod"}))) {
    check_unreachable(repo, line[0], line.substr(2), landing_of(line.substr(2)), made);
  }
}

using States = std::vector<LandingState>;

// Of all that kars-prod has and kars-dev has not, by one Lander in the order of `commits`.
States states_of(const TestRepo& repo, const std::vector<std::string>& commits) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  Lander lander(index);
  States states;
  for (const std::string& commit : commits) {
    states.push_back(lander.commit(parse_oid(commit), parse_oid(repo.id("kars-dev"))).state);
  }
  return states;
}

}  // namespace

TEST_CASE("a landing agrees with git wherever git can know", "[landing]") {
  Made made;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    check_against_git(Histories(seed), made);
  }
  CHECK(made.landed > 0);
  CHECK(made.lost > 0);
  CHECK(made.equal > 0);
  CHECK(made.adapted > 0);
  CHECK(made.missing > 0);
}

TEST_CASE("an answer does not depend on what was asked before", "[landing]") {
  const Histories repo(2);
  auto commits = lines_of(repo.git({"rev-list", "kars-dev..kars-prod"}));
  States states = states_of(repo, commits);
  std::reverse(commits.begin(), commits.end());
  std::reverse(states.begin(), states.end());
  CHECK(states_of(repo, commits) == states);
}
