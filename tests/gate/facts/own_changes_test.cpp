// SPDX-License-Identifier: MIT
#include "gate/facts/own_changes.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

constexpr auto kBase = "a\nb\nc\nd\ne\nf\n";
constexpr auto kOurs = "a\nours\nc\nd\ne\nf\n";
constexpr auto kTheirs = "a\ntheirs\nc\nd\ne\nfinal\n";

bool is_solved_by(const std::string& result) {
  return is_resolution(kBase, kOurs, kTheirs, result);
}

}  // namespace

TEST_CASE("a conflict is solved with the lines of either side, in any order", "[gate]") {
  for (const char* line :
       {"ours\n", "theirs\n", "ours\ntheirs\n", "theirs\nours\n", "", "\nours\n"}) {
    INFO(line);
    CHECK(is_solved_by("a\n" + std::string(line) + "c\nd\ne\nfinal\n"));
  }
}

TEST_CASE("a line that neither side has is no solution", "[gate]") {
  CHECK_FALSE(is_solved_by("a\nevil\nc\nd\ne\nfinal\n"));
  CHECK_FALSE(is_solved_by("a\nours\nevil\nc\nd\ne\nfinal\n"));
}

TEST_CASE("nor is anything that differs where nothing was in conflict", "[gate]") {
  CHECK_FALSE(is_solved_by("a\nours\nc\nd\ne\nf\n"));              // theirs is left out
  CHECK_FALSE(is_solved_by("a\nours\nc\ne\nfinal\n"));             // a line is dropped
  CHECK_FALSE(is_solved_by("a\nours\nc\nd\ntheirs\ne\nfinal\n"));  // a side's line elsewhere
  CHECK_FALSE(is_solved_by("a\nours\nc\nd\ne\nfinal\nevil\n"));
}

TEST_CASE("marks in a text are lines like any others", "[gate]") {
  const std::string marked = "<<<<<<< x\na\n=======\nb\n>>>>>>> y\n";
  CHECK(is_resolution(marked + kBase, marked + kOurs, marked + kTheirs,
                      marked + "a\nours\nc\nd\ne\nfinal\n"));
  CHECK_FALSE(
      is_resolution(marked + kBase, marked + kOurs, marked + kTheirs, "a\nours\nc\nd\ne\nfinal\n"));
}

TEST_CASE("a file that a conflict leaves in neither form of its sides is an own change", "[gate]") {
  TestRepo repo;
  repo.commit("one", "a.bin", std::string("\0one", 4));
  repo.branch("base");
  repo.switch_new("side");
  repo.commit("two", "a.bin", std::string("\0two", 4));
  repo.switch_new("next", "base");
  repo.commit("three", "a.bin", std::string("\0three", 6));
  const std::string solved = GENERATE("two", "evil");
  repo.run({"merge", "-q", "--no-ff", "side"});
  repo.commit("Merge branch 'side'", "a.bin", std::string(1, '\0') + solved);
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  CHECK(own_changes(graph, parse_oid(repo.id("next"))).empty() == (solved == "two"));
}
