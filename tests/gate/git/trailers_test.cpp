// SPDX-License-Identifier: MIT
#include "gate/git/trailers.h"

#include <random>

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("trailers are the last paragraph, in order, with lower-case keys", "[git]") {
  const auto trailers =
      trailers_of("hotfix: x\n\nWhy: not a trailer\n\nHotfix-Waive: severity late \nHotfix: yes\n");
  REQUIRE(trailers.size() == 2);
  CHECK(trailers[0].key == "hotfix-waive");
  CHECK(trailers[0].value == "severity late");
  CHECK(trailers[1].key == "hotfix");
  CHECK(trailers[1].value == "yes");
}

TEST_CASE("a message without trailers has none", "[git]") {
  CHECK(trailers_of("").empty());
  CHECK(trailers_of("hotfix: refuse a missing user\n").empty());
  CHECK(trailers_of("hotfix: x\n\nA paragraph of prose,\nnot: a trailer block at all.\n").empty());
}

TEST_CASE("a value that was folded over several lines is one line", "[git]") {
  const auto trailers = trailers_of(
      "hotfix: x\n\nHotfix-Waive: severity\n it is late,\n\tand dark\nReviewed-by: Kim\n");
  REQUIRE(trailers.size() == 2);
  CHECK(trailers[0].value == "severity it is late, and dark");
  CHECK(trailers[1].value == "Kim");
}

TEST_CASE("lines may end as on Windows", "[git]") {
  const auto trailers =
      trailers_of("hotfix: x\r\n\r\nBody.\r\n\r\nHotfix-Waive: severity\r\n  late\r\n\r\n");
  REQUIRE(trailers.size() == 1);
  CHECK(trailers[0].value == "severity late");
}

TEST_CASE("the subject is never a trailer, and a blank line ends the block", "[git]") {
  CHECK(trailers_of("Hotfix-Waive: severity late\n").empty());
  CHECK(trailers_of("hotfix: x\n\nHotfix-Waive: severity late\n\nAnd words.\n").empty());
}

TEST_CASE("beside what git writes itself a third of the lines is enough", "[git]") {
  CHECK(trailers_of("hotfix: x\n\nSome words\nHotfix-Waive: severity late\n"
                    "(cherry picked from commit 1234567)\n")
            .size() == 1);
  CHECK(trailers_of("hotfix: x\n\nSome words\nHotfix-Waive: severity late\n").empty());
}

TEST_CASE("a trailer that stands elsewhere is told apart", "[git]") {
  const std::string text =
      "hotfix: x\n\nHotfix-Waive: severity late\n\nMore words.\n\nHotfix-Waive: backport no\n";
  const auto misplaced = misplaced_trailers(text, "hotfix-waive");
  REQUIRE(misplaced.size() == 1);
  CHECK(misplaced.front() == "severity late");
  CHECK(misplaced_trailers("hotfix: x\n\nHotfix-Waive: a b\n", "hotfix-waive").empty());
}

TEST_CASE("trailers are what git says they are", "[git]") {
  TestRepo repo;
  for (const std::string text :
       {"hotfix: x\n\nA: b\n c\nD: e\n", "hotfix: x\n\nA : b\n\n\n", "hotfix: x\n\n# no\nA: b\n",
        "hotfix: x\n\nwords\n\n\nA: b\nSigned-off-by: k\nwords\n", "A: b\n\nC: d\n",
        "hotfix: x\n\n---\nA: b\n", "hotfix: x\n\nA: b\n---\nC: d\n", "hotfix: x\n\nA: b\n\n---\n",
        "hotfix: x\n\n c\nA: b\n", "hotfix: x\n\nA b: c\n", "hotfix: x\n\n: c\n",
        "hotfix: x\r\n\r\nA: b\r\n c\r\n"}) {
    repo.write("message", text);
    repo.git({"commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "message"});
    std::string ours;
    for (const Trailer& trailer : trailers_of(text)) {
      ours += trailer.key + ": " + trailer.value + "\n";
    }
    // git leaves the end of a line of Windows in the middle of what it unfolds.
    std::string git = lower(repo.git({"log", "-1", "--format=%(trailers:only,unfold)"}));
    std::erase(git, '\r');
    INFO(text);
    CHECK(lower(trimmed(ours)) == git);
  }
}

TEST_CASE("the comments and conflicts below are not looked at", "[git]") {
  CHECK(trailers_of("hotfix: x\n\nA: b\n\n# Conflicts:\n#\tsrc/a.js\n").size() == 1);
  CHECK(trailers_of("hotfix: x\n\nA: b\n\nConflicts:\n\tsrc/a.js\n\tsrc/b.js\n").size() == 1);
}

namespace {

// As compared: git leaves blanks at the ends of what it unfolds.
std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  return lower(trimmed(std::move(text)));
}

}  // namespace

TEST_CASE("of whatever lines a message is made, its trailers are those of git", "[git]") {
  const std::vector<std::string> lines = {"A: b\n",
                                          " c\n",
                                          "\tc d\n",
                                          "\n",
                                          "words here\n",
                                          "# x\n",
                                          "---\n",
                                          "x : y\n",
                                          ": z\n",
                                          "  \n",
                                          "A:\n",
                                          "k\n",
                                          "Re-a: 1\r\n",
                                          "\r\n",
                                          "Conflicts:\n",
                                          "\ta.txt\n",
                                          "Hotfix-Waive: a b\n",
                                          "Signed-off-by: k <k@x>\n",
                                          "(cherry picked from commit 1234567)\n"};
  TestRepo repo;
  const std::string head = "tree " + trimmed(repo.run({"mktree"}).out) +
                           "\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\n";
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::string text = "hotfix: x\n\n";
    for (auto n = random() % 9; n > 0; --n) text += lines[random() % lines.size()];
    const ProgramResult made =
        repo.run({"hash-object", "-t", "commit", "-w", "--stdin"}, head + text);
    const std::string git =
        repo.git({"log", "-1", "--format=%(trailers:only,unfold)", trimmed(made.out)});
    std::string ours;
    for (const Trailer& trailer : trailers_of(text)) {
      ours += trailer.key + ": " + trailer.value + "\n";
    }
    INFO(text);
    CHECK(without_blanks(ours) == without_blanks(git));
  }
}
