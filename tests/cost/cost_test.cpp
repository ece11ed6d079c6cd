// SPDX-License-Identifier: MIT
// What a verdict costs, counted and not timed: the instructions of the program, without the git
// that it starts, and the objects that it reads. Counted by valgrind in small repositories that are
// the same everywhere. Only for the program as it is released; tests/CMakeLists.txt says when.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

struct Cost {
  long instructions = 0, objects = 0, trees = 0;
};

struct Case {
  std::string name;  // its row in the table of ceilings
  Arguments command;
  std::string input = {};
  Arguments variables = {};  // what git gives a hook in its environment, "NAME=value"
};

constexpr auto kTable = "tests/cost/ceilings";
constexpr auto kHeadRoom = 1.12;
constexpr auto kAdvice =
    "If the program has to do more now, HOTFIX_UPDATE_CEILINGS=1 build/tests/hotfix-tests '[cost]' "
    "writes tests/cost/ceilings anew, 12 % above what is measured; say in the commit why it is "
    "worth it. If it has not, callgrind_annotate --inclusive=yes tells where the instructions go.";

// 2,000 files, and the hotfixes `hotfix/bench`, of production's tip, and `hotfix/behind`, of 150
// commits before it.
struct Large : TestRepo {
  explicit Large(int commits) {
    folder = root() + "/large";
    const Arguments make = {test::source_folder() + "/tests/bench/hotfix_repository", folder,
                            "2000", std::to_string(commits), "150"};
    const ProgramResult made = run_program(make, root(), env());
    INFO(made.err);
    REQUIRE(made.status == 0);
    write("../large/.git/COMMIT_EDITMSG", "hotfix: refuse a missing user\n");
  }
  // The line of githooks(5) for a push of `from` as a new branch.
  std::string line(const std::string& branch, const std::string& from) const {
    const std::string id = git({"-C", folder, "rev-parse", from});
    return "refs/heads/" + branch + " " + id + " refs/heads/" + branch + " " +
           std::string(id.size(), '0') + "\n";
  }
  Case push(const std::string& name, const std::string& branch, const std::string& from) const {
    return {name,
            {program("hotfix-pre-push"), "origin", "https://example.com/kars.git"},
            line(branch, from),
            {"GIT_EXEC_PATH=" + git({"--exec-path"}), "GIT_PREFIX="}};
  }
  Case of_no_concern() const { return push("push of no concern", "feature/x", "kars-dev"); }
  Case near() const { return push("push near the tip", "hotfix/bench", "hotfix/bench"); }
  Case near_for_the_first_time() const {
    Case one = near();
    one.name += ", without a cache";
    one.variables.push_back("HOTFIX_NO_CACHE=1");
    return one;
  }
  Case behind() const { return push("push 150 behind", "hotfix/behind", "hotfix/behind"); }
  Case message() const {
    return {"commit-msg",
            {program("hotfix-commit-msg"), ".git/COMMIT_EDITMSG"},
            {},
            {"GIT_EXEC_PATH=" + git({"--exec-path"}), "GIT_PREFIX=", "GIT_INDEX_FILE=.git/index",
             "GIT_EDITOR=:"}};
  }
  Case lint() const {
    return {"lint with JSON", {program("hotfix-lint"), "--format", "json", "hotfix/bench"}};
  }
  Case audit() const {
    return {"audit, without a cache", {program("hotfix-lint"), "audit"}, {}, {"HOTFIX_NO_CACHE=1"}};
  }

  std::string folder;
};

const Large& with_300_commits() {
  static const Large repo(300);
  return repo;
}
const Large& with_3000_commits() {
  static const Large repo(3000);
  return repo;
}

// Runs it with nothing in the environment but what every machine has alike, and before others where
// it may. REQUIREs that it passes: a program that gives up early costs nothing. So does a push that
// leaves the rest to CI after a quarter of a second, as on a busy machine; it is run again.
void run_whole(const Large& repo, const Case& what, const Arguments& before = {}) {
  Arguments command = {"nice", "-n", "-10", "env", "-i"};
  command.push_back("PATH=" + std::string(std::getenv("PATH")));
  command.push_back("HOME=" + repo.root());
  command.insert(command.end(), what.variables.begin(), what.variables.end());
  command.insert(command.end(), before.begin(), before.end());
  command.insert(command.end(), what.command.begin(), what.command.end());
  ProgramResult result;
  bool is_whole = false;
  for (int tries = 0; tries < 20 && !is_whole; ++tries) {
    result = run_program(command, repo.folder, {}, what.input);
    is_whole = result.err.find("not looked at here") == std::string::npos;
  }
  INFO(what.name << ": " << result.err);
  REQUIRE(result.status == 0);
  REQUIRE(is_whole);
}

// How often each function was called, by the names in a file of callgrind's. Its format: a number
// stands for a name from its second time on, and "calls=" comes right after the called function.
std::map<std::string, long> read_calls(std::istream& counts) {
  std::map<std::string, std::string> names;
  std::map<std::string, long> calls;
  std::string called;
  for (std::string line; std::getline(counts, line);) {
    const bool is_call = line.starts_with("cfn=");
    if (is_call || line.starts_with("fn=")) {
      const auto begin = line.find('('), end = line.find(')');
      const std::string number = line.substr(begin, end - begin);
      if (line.size() > end + 2) names[number] = line.substr(end + 2);
      if (is_call) called = names[number];
    } else if (line.starts_with("calls=")) {
      calls[called] += std::stol(line.substr(6));
    }
  }
  return calls;
}

long instructions_of(std::istream& counts) {
  for (std::string line; std::getline(counts, line);) {
    if (line.starts_with("summary: ")) return std::stol(line.substr(9));
  }
  FAIL("callgrind wrote no summary");
  return 0;
}

Cost count(const Large& repo, const Case& what) {
  const std::string file = repo.root() + "/counts";
  const Arguments counter = {"valgrind", "-q", "--tool=callgrind", "--callgrind-out-file=" + file};
  // Once before, in the same way: what one program has found out another one does not believe.
  for (int i = 0; i < 2; ++i) run_whole(repo, what, counter);
  std::ifstream counts(file);
  Cost cost = {instructions_of(counts)};
  counts.clear();
  counts.seekg(0);
  for (const auto& [function, calls] : read_calls(counts)) {
    // Ours, then libgit2's: for merges, and for what only it can read, which counts twice.
    if (function.starts_with("hotfix::Repository::read_any(") || function == "git_odb_read") {
      cost.objects += calls;
    }
    // Ours, then libgit2's, which merges.
    if (function.starts_with("hotfix::RecentTrees::add(") || function == "git_tree__parse") {
      cost.trees += calls;
    }
  }
  return cost;
}

// Counted once a run of the tests.
const Cost& cost_of(const Large& repo, const Case& what) {
  static std::map<std::pair<std::string, std::string>, Cost> counted;
  const auto [place, is_new] = counted.try_emplace({repo.folder, what.name});
  if (is_new) place->second = count(repo, what);
  return place->second;
}

std::map<std::string, Cost> read_ceilings() {
  std::map<std::string, Cost> ceilings;
  std::istringstream table(test::tree_text(kTable));
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with("#")) continue;
    std::istringstream words(line);
    Cost cost;
    std::string name;
    words >> cost.instructions >> cost.objects >> cost.trees >> std::ws;
    std::getline(words, name);
    ceilings[name] = cost;
  }
  return ceilings;
}

long with_head_room(long measured) { return static_cast<long>(measured * kHeadRoom + 0.999); }

void write_ceiling(const std::string& name, const Cost& measured) {
  std::map<std::string, Cost> ceilings = read_ceilings();
  ceilings[name] = {with_head_room(measured.instructions) / 1000 * 1000 + 1000,
                    with_head_room(measured.objects), with_head_room(measured.trees)};
  std::ofstream table(test::source_folder() + "/" + kTable);
  table << "# The most that a case of cost_test.cpp may cost: instructions, objects and trees "
           "read.\n";
  for (const auto& [row, most] : ceilings) {
    table << std::setw(11) << most.instructions << std::setw(6) << most.objects << std::setw(6)
          << most.trees << "  " << row << "\n";
  }
}

void check_ceiling(const Large& repo, const Case& what) {
  const Cost cost = cost_of(repo, what);
  if (std::getenv("HOTFIX_UPDATE_CEILINGS") != nullptr) write_ceiling(what.name, cost);
  const std::map<std::string, Cost> ceilings = read_ceilings();
  REQUIRE(ceilings.contains(what.name));
  const Cost& most = ceilings.at(what.name);
  INFO(what.name << "\n" << kAdvice);
  CHECK(cost.instructions <= most.instructions);
  CHECK(cost.objects <= most.objects);
  CHECK(cost.trees <= most.trees);
}

}  // namespace

TEST_CASE("valgrind is here to count", "[cost]") {
  INFO("valgrind is missing: ./ci/setup --test installs it");
  REQUIRE(run_program({"valgrind", "--version"}).status == 0);
}

TEST_CASE("a push of no concern costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().of_no_concern());
}

TEST_CASE("a message costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().message());
}

TEST_CASE("a push near the tip costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().near());
}

TEST_CASE("the first push near the tip costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().near_for_the_first_time());
}

TEST_CASE("a push of a branch that is behind costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().behind());
}

TEST_CASE("a report in JSON costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().lint());
}

TEST_CASE("an audit of all of history costs no more than its ceiling", "[cost]") {
  check_ceiling(with_300_commits(), with_300_commits().audit());
}

TEST_CASE("the counter sees what is read", "[cost]") {
  // The branch, production, development and the fork have a tree each, and each is read.
  const Cost cost = cost_of(with_300_commits(), with_300_commits().near_for_the_first_time());
  INFO("Are objects still read by Repository::read_any, and trees remembered by RecentTrees::add?");
  CHECK(cost.trees >= 4);
  CHECK(cost.objects > cost.trees);
}

TEST_CASE("a count comes out the same twice", "[cost]") {
  const Cost first = cost_of(with_300_commits(), with_300_commits().near());
  const Cost second = count(with_300_commits(), with_300_commits().near());
  CHECK(std::abs(first.instructions - second.instructions) <= first.instructions / 100);
  CHECK(first.objects == second.objects);
  CHECK(first.trees == second.trees);
}

TEST_CASE("the same hotfix costs the same in a history ten times as long", "[cost]") {
  for (const auto what : {&Large::near, &Large::behind}) {
    const Case small = (with_300_commits().*what)(), large = (with_3000_commits().*what)();
    INFO(small.name);
    const long before = cost_of(with_300_commits(), small).instructions;
    CHECK(cost_of(with_3000_commits(), large).instructions <= before * 6 / 5);
  }
}

}  // namespace hotfix
