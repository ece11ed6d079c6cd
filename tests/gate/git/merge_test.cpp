// SPDX-License-Identifier: MIT
#include "gate/git/merge.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Outcome = PathMerge::Outcome;

constexpr auto kPath = "a.js";

std::string numbered(int n, const std::string& word = "line ") {
  std::string text;
  for (int i = 0; i < n; ++i) text += word + std::to_string(i) + "\n";
  return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

// `ours` and `theirs` grow from `base`. An empty text: there is no such file.
struct Fork : TestRepo {
  Fork(const std::string& base, const std::string& ours, const std::string& theirs) {
    commit("root", "other.txt", "other\n");
    side("base", base, "HEAD");
    side("ours", ours, "base");
    side("theirs", theirs, "base");
  }

  PathMerge merge() const {
    const Repository opened = Repository::open(path());
    const auto at = [&](const std::string& name) {
      return find_path(opened, parse_oid(id(name + "^{tree}")), kPath);
    };
    return merge_path(opened, at("base"), at("ours"), at("theirs"));
  }

  void side(const std::string& name, const std::string& text, const std::string& start) {
    switch_new(name, start);
    if (!text.empty()) write(kPath, text);
    if (text.empty() && std::filesystem::exists(path() + "/" + kPath)) remove(kPath);
    commit(name);
  }
};

Outcome outcome(const std::string& base, const std::string& ours, const std::string& theirs) {
  return Fork(base, ours, theirs).merge().outcome;
}

struct Merged {
  std::vector<std::string> conflicts;
  std::string text;  // of kPath in the merged tree
};

Merged merge_branches(const TestRepo& repo, const std::string& ours, const std::string& theirs) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const CommitMerge merged =
      merge_commits(graph, parse_oid(repo.id(ours)), parse_oid(repo.id(theirs)));
  const TreeEntry entry = find_path(opened, merged.tree, kPath);
  std::string text;
  if (entry.mode != 0) text = opened.read(entry.id, ObjectType::blob).data();
  return {merged.conflicts, text};
}

// Every file below the git folder, by name.
std::string files_of(const TestRepo& repo) { return repo.sh("find .git -type f | sort").out; }

}  // namespace

TEST_CASE("a change that ours has already leaves nothing to do", "[git]") {
  REQUIRE(outcome("a\n", "b\n", "b\n") == Outcome::same);
  REQUIRE(outcome("a\n", "b\n", "a\n") == Outcome::same);
  REQUIRE(outcome("a\n", "", "") == Outcome::same);
}

TEST_CASE("a change to a file that ours has left alone applies", "[git]") {
  REQUIRE(outcome("a\n", "a\n", "b\n") == Outcome::clean);
  REQUIRE(outcome("a\n", "a\n", "") == Outcome::clean);
  REQUIRE(outcome("", "", "b\n") == Outcome::clean);
}

TEST_CASE("changes far apart apply, and one that is part of another is there already", "[git]") {
  const std::string base = numbered(20);
  const std::string early = replaced(base, "line 2\n", "two\n");
  const std::string late = replaced(base, "line 17\n", "seventeen\n");
  const std::string both = replaced(early, "line 17\n", "seventeen\n");
  REQUIRE(outcome(base, early, late) == Outcome::clean);
  REQUIRE(outcome(base, both, late) == Outcome::same);
}

TEST_CASE("conflicting places are counted", "[git]") {
  const std::string base = numbered(40);
  std::string ours = base, theirs = base;
  for (const char* line : {"line 3\n", "line 15\n", "line 30\n"}) {
    ours = replaced(ours, line, "ours\n");
    theirs = replaced(theirs, line, "theirs\n");
  }
  const PathMerge merged = Fork(base, ours, theirs).merge();
  REQUIRE(merged.outcome == Outcome::lines);
  REQUIRE(merged.places == 3);
}

TEST_CASE("lines that look like conflict markers are not counted as conflicts", "[git]") {
  const std::string marks = "<<<<<<< ours\n=======\n>>>>>>> theirs\n<<<<<<<<<<<<<<<<<<<<\n";
  const std::string base = numbered(10) + marks + numbered(10, "more ");
  const PathMerge merged =
      Fork(base, replaced(base, "line 1\n", "ours\n"), replaced(base, "line 1\n", "theirs\n"))
          .merge();
  REQUIRE(merged.outcome == Outcome::lines);
  REQUIRE(merged.places == 1);
}

TEST_CASE("a file that one side deleted and the other changed conflicts", "[git]") {
  REQUIRE(outcome("a\n", "", "b\n") == Outcome::deleted_by_ours);
  REQUIRE(outcome("a\n", "b\n", "") == Outcome::deleted_by_theirs);
}

TEST_CASE("a file that both added conflicts unless it is the same", "[git]") {
  REQUIRE(outcome("", "a\n", "b\n") == Outcome::added_twice);
  REQUIRE(outcome("", "a\n", "a\n") == Outcome::same);
}

TEST_CASE("a binary file that both changed has no lines to merge", "[git]") {
  const auto binary = [](const std::string& text) { return text + std::string(1, '\0') + "\n"; };
  REQUIRE(outcome(binary("a"), binary("b"), binary("c")) == Outcome::whole);
  REQUIRE(outcome(binary("a"), binary("a"), binary("c")) == Outcome::clean);
}

TEST_CASE("a mode that one side changed is merged, like lines", "[git]") {
  Fork fork(numbered(9), replaced(numbered(9), "line 1\n", "one\n"), numbered(9));
  fork.git({"update-index", "--chmod=+x", kPath});
  fork.git({"commit", "-q", "-m", "mode"});
  REQUIRE(fork.merge().outcome == Outcome::clean);
  fork.git({"checkout", "-q", "-f", "ours"});
  fork.git({"update-index", "--chmod=+x", kPath});
  fork.git({"commit", "-q", "-m", "mode"});
  REQUIRE(fork.merge().outcome == Outcome::same);
}

TEST_CASE("a file that became a link on one side conflicts with an edit", "[git]") {
  Fork fork("a\n", "b\n", "a\n");
  fork.sh("ln -sf other.txt a.js");
  fork.commit("link");
  REQUIRE(fork.merge().outcome == Outcome::kind);
}

TEST_CASE("a folder in the place of a file conflicts with an edit", "[git]") {
  Fork fork("a\n", "a\n", "b\n");
  fork.switch_to("ours");
  fork.remove(kPath);
  fork.commit("folder", "a.js/index.js", "c\n");
  REQUIRE(fork.merge().outcome == Outcome::kind);
}

TEST_CASE("a submodule that both moved conflicts", "[git]") {
  TestRepo repo;
  repo.commit("root", "other.txt", "other\n");
  const auto link = [&](const std::string& name, char digit) {
    repo.git(
        {"update-index", "--add", "--cacheinfo", "160000," + std::string(40, digit) + "," + kPath});
    repo.git({"commit", "-q", "-m", name});
    repo.branch(name);
  };
  link("base", '1');
  link("ours", '2');
  link("theirs", '3');
  const Repository opened = Repository::open(repo.path());
  const auto at = [&](const std::string& name) {
    return find_path(opened, parse_oid(repo.id(name + "^{tree}")), kPath);
  };
  REQUIRE(merge_path(opened, at("base"), at("ours"), at("theirs")).outcome == Outcome::submodule);
}

TEST_CASE("a missing blob is no conflict but an error", "[git]") {
  Fork fork(numbered(9), replaced(numbered(9), "line 1\n", "one\n"),
            replaced(numbered(9), "line 7\n", "seven\n"));
  const std::string blob = fork.id("theirs:" + std::string(kPath));
  fork.remove(".git/objects/" + blob.substr(0, 2) + "/" + blob.substr(2));
  REQUIRE_THROWS_AS(fork.merge(), Undecidable);
}

TEST_CASE("two branches are merged as git merges them", "[git]") {
  const std::string base = numbered(20);
  Fork fork(base, replaced(base, "line 2\n", "two\n"), replaced(base, "line 17\n", "seventeen\n"));
  const Merged merged = merge_branches(fork, "ours", "theirs");
  REQUIRE(merged.conflicts.empty());
  fork.switch_to("ours");
  fork.git({"merge", "-q", "--no-edit", "theirs"});
  REQUIRE(merged.text == fork.run({"show", "HEAD:a.js"}).out);
}

TEST_CASE("a merge leaves no trace in the repository", "[git]") {
  const std::string base = numbered(20);
  Fork fork(base, replaced(base, "line 2\n", "two\n"), replaced(base, "line 17\n", "seventeen\n"));
  const std::string before = files_of(fork);
  merge_branches(fork, "ours", "theirs");
  REQUIRE(files_of(fork) == before);
}

TEST_CASE("a conflicting path is named, and stays as ours has it", "[git]") {
  Fork fork("a\n", "b\n", "c\n");
  const Merged merged = merge_branches(fork, "ours", "theirs");
  REQUIRE(merged.conflicts == std::vector<std::string>{kPath});
  REQUIRE(merged.text == "b\n");
}

TEST_CASE("a merge follows a rename", "[git]") {
  const std::string base = numbered(20);
  Fork fork(base, base, replaced(base, "line 17\n", "seventeen\n"));
  fork.git({"checkout", "-q", "ours"});
  fork.git({"mv", kPath, "b.js"});
  fork.commit("rename");
  const Repository opened = Repository::open(fork.path());
  Graph graph(opened);
  const CommitMerge merged =
      merge_commits(graph, parse_oid(fork.id("ours")), parse_oid(fork.id("theirs")));
  REQUIRE(merged.conflicts.empty());
  REQUIRE(find_path(opened, merged.tree, kPath).mode == 0);
  const TreeEntry moved = find_path(opened, merged.tree, "b.js");
  REQUIRE_THAT(std::string(opened.read(moved.id, ObjectType::blob).data()), contains("seventeen"));
}

TEST_CASE("a branch that has the other one is the merge", "[git]") {
  Fork fork("a\n", "b\n", "c\n");
  REQUIRE(merge_branches(fork, "base", "theirs").text == "c\n");
  REQUIRE(merge_branches(fork, "ours", "base").text == "b\n");
}

TEST_CASE("after a criss-cross both merge bases count", "[git]") {
  const std::string base = numbered(30);
  const std::string two = replaced(base, "line 2\n", "two\n");
  const std::string late = replaced(base, "line 25\n", "late\n");
  Fork fork(base, two, late);
  fork.branch("ours-before", "ours");
  fork.switch_to("ours");
  fork.git({"merge", "-q", "--no-edit", "theirs"});
  fork.switch_to("theirs");
  fork.git({"merge", "-q", "--no-edit", "ours-before"});
  REQUIRE(fork.git({"merge-base", "--all", "ours", "theirs"}).size() > 41);
  // Each side takes back one of the two: seen from one base alone, one of these would be kept.
  fork.side("ours-2", late, "ours");
  fork.side("theirs-2", two, "theirs");
  const Merged merged = merge_branches(fork, "ours-2", "theirs-2");
  REQUIRE(merged.conflicts.empty());
  REQUIRE(merged.text == base);
}

TEST_CASE("branches that share no history cannot be merged", "[git]") {
  Fork fork("a\n", "b\n", "c\n");
  fork.git({"checkout", "-q", "--orphan", "alone"});
  fork.commit("alone");
  REQUIRE_THROWS_AS(merge_branches(fork, "ours", "alone"), Undecidable);
}

TEST_CASE("an author that libgit2 refuses does not stop a merge", "[git]") {
  const std::string base = numbered(20);
  Fork fork(base, replaced(base, "line 2\n", "two\n"), replaced(base, "line 17\n", "seventeen\n"));
  const ProgramResult made = fork.sh(
      "git cat-file commit theirs | sed 's/^author .*/author nobody <broken 12 +0000/' |"
      "git hash-object -t commit -w --stdin --literally");
  fork.git({"update-ref", "refs/heads/malformed", trimmed(made.out)});
  REQUIRE_THAT(merge_branches(fork, "ours", "malformed").text, contains("seventeen"));
}

TEST_CASE("a merge that lacks an object is undecidable", "[git]") {
  const std::string base = numbered(20);
  for (const char* missing : {"base:a.js", "theirs:a.js", "ours:a.js"}) {
    Fork fork(base, replaced(base, "line 2\n", "two\n"), replaced(base, "line 2\n", "deux\n"));
    const std::string id = fork.id(missing);
    fork.sh("rm -f .git/objects/" + id.substr(0, 2) + "/" + id.substr(2));
    const Repository opened = Repository::open(fork.path());
    Graph graph(opened);
    INFO(missing);
    CHECK_THROWS_AS(merge_commits(graph, parse_oid(fork.id("ours")), parse_oid(fork.id("theirs"))),
                    Undecidable);
  }
}

namespace {

// Production, and a branch with so many commits that is merged into it.
struct SideMerged : TestRepo {
  explicit SideMerged(int commits) {
    commit("feat: begin", "a.js", "1;\n");
    branch("prod");
    switch_new("side", "prod");
    for (int i = 0; i < commits; ++i) {
      last = commit("hotfix: mend", "side.js", std::to_string(i) + ";\n");
    }
    switch_to("prod");
    commit("hotfix: elsewhere", "b.js", "1;\n");
    git({"merge", "-q", "--no-ff", "-m", "Merge branch 'side' into 'prod'", "side"});
  }

  std::optional<Commit> only() const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    return only_commit(graph, parse_oid(id("prod")));
  }

  std::string last;
};

}  // namespace

TEST_CASE("a merge of one commit brings that commit", "[git]") {
  const SideMerged repo(1);
  REQUIRE(repo.only().has_value());
  CHECK(repo.only()->id == repo.last);
}

TEST_CASE("a merge of several commits, and a commit, bring no only one", "[git]") {
  const SideMerged repo(2);
  CHECK_FALSE(repo.only().has_value());
  repo.git({"reset", "-q", "--hard", "HEAD~1"});
  CHECK_FALSE(repo.only().has_value());
}

TEST_CASE("a merge that changes something by itself brings more than a commit", "[git]") {
  SideMerged repo(1);
  repo.write("evil.js", "1;\n");
  repo.git({"add", "-A"});
  repo.git({"commit", "-q", "--amend", "--no-edit"});
  CHECK_FALSE(repo.only().has_value());
}
