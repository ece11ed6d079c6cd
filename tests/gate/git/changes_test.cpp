// SPDX-License-Identifier: MIT
#include "gate/git/changes.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

std::string numbered(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

// Lines that no file of another number has.
std::string own_lines(int file) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "line " + std::to_string(file * 100 + i) + "\n";
  return text;
}

// HEAD~1..HEAD of a repository.
std::vector<ChangedFile> changes_of(const TestRepo& repo, const PathGroup& group) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  return changed_files(opened,
                       diff_trees(opened, graph.header(parse_oid(repo.id("HEAD~1"))).tree,
                                  graph.header(parse_oid(repo.id("HEAD"))).tree),
                       true, group);
}

std::vector<ChangedFile> last_change(const TestRepo& repo) {
  return changes_of(repo, [](const std::string&) { return 0; });
}

ChangedFile only_change(const TestRepo& repo) {
  const auto files = last_change(repo);
  REQUIRE(files.size() == 1);
  return files.front();
}

}  // namespace

TEST_CASE("lines are counted as git counts them", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", numbered(20));
  repo.commit("two", "a.js", "first\n" + numbered(18) + "last\n");
  const ChangedFile file = only_change(repo);
  CHECK(repo.git({"diff", "--numstat", "HEAD~1", "HEAD"}) ==
        std::to_string(file.added) + "\t" + std::to_string(file.deleted) + "\ta.js");
  REQUIRE(file.added_lines.size() == 2);
  CHECK(file.added_lines[0].text == "first");
  CHECK(file.added_lines[1].number == 20);
}

TEST_CASE("a rename with an edit is one file with the lines of the edit", "[git]") {
  TestRepo repo;
  repo.commit("one", "old.js", numbered(30));
  repo.remove("old.js");
  repo.commit("two", "new.js", numbered(30) + "more\n");
  const ChangedFile file = only_change(repo);
  CHECK(file.status == ChangedFile::Status::renamed);
  CHECK(file.old_path == "old.js");
  CHECK(file.added == 1);
  CHECK(file.deleted == 0);
}

TEST_CASE("a pure rename has no line", "[git]") {
  TestRepo repo;
  repo.commit("one", "old.js", numbered(3));
  repo.git({"mv", "old.js", "new.js"});
  repo.commit("two");
  const ChangedFile file = only_change(repo);
  CHECK(file.same_blob);
  CHECK(file.added + file.deleted == 0);
}

TEST_CASE("unlike files are a deletion and an addition", "[git]") {
  TestRepo repo;
  repo.commit("one", "old.js", numbered(30));
  repo.remove("old.js");
  repo.commit("two", "new.js", "nothing\nalike\nat\nall\n");
  CHECK(last_change(repo).size() == 2);
}

TEST_CASE("a moved folder of edited files is paired file by file, as git does it", "[git]") {
  TestRepo repo;
  for (int i = 0; i < 40; ++i) {
    repo.write("old/f" + std::to_string(i) + ".js", own_lines(i));
  }
  repo.git({"add", "."});
  repo.commit("one");
  repo.git({"mv", "old", "new"});
  for (int i = 0; i < 40; ++i) {
    repo.write("new/f" + std::to_string(i) + ".js", own_lines(i) + "more\n");
    if (i % 2 == 0) {  // some get another name, too
      repo.git({"mv", "new/f" + std::to_string(i) + ".js", "new/x" + std::to_string(i) + ".js"});
    }
  }
  repo.git({"add", "."});
  repo.commit("two");
  std::string paired;
  for (const ChangedFile& file : last_change(repo))
    paired += file.old_path + "\t" + file.path + "\n";
  CHECK(paired == repo.sh("git diff -M --name-status HEAD~1 HEAD | cut -f2,3").out);
}

TEST_CASE("of equal files the one of the same name is the renamed one", "[git]") {
  TestRepo repo;
  repo.write("a/one.js", numbered(9));
  repo.write("a/two.js", numbered(9));
  repo.git({"add", "."});
  repo.commit("one");
  repo.remove("a/one.js");
  repo.remove("a/two.js");
  repo.commit("two", "b/two.js", numbered(9));
  const auto files = last_change(repo);
  REQUIRE(files.size() == 2);
  CHECK(files[0].path == "a/one.js");
  CHECK(files[1].old_path == "a/two.js");
}

TEST_CASE("each path is asked for its group once, and groups do not mix", "[git]") {
  TestRepo repo;
  for (int i = 0; i < 30; ++i) repo.write("old/f" + std::to_string(i) + ".js", own_lines(i));
  repo.git({"add", "."});
  repo.commit("one");
  repo.git({"mv", "old", "new"});
  repo.commit("two");
  std::size_t asked = 0;
  const auto files = changes_of(repo, [&asked](const std::string& path) {
    ++asked;
    return path.starts_with("old") ? 1 : 2;
  });
  CHECK(asked == 60);
  CHECK(files.size() == 60);
}

TEST_CASE("an attribute cannot hide lines", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.write(".git/info/attributes", "* -diff binary\n");
  repo.write(".gitattributes", "* binary\n");
  repo.git({"add", ".gitattributes"});
  repo.git({"commit", "-q", "-m", "attributes"});
  repo.commit("two", "a.js", "1\n2\n3\n");
  const ChangedFile file = only_change(repo);
  CHECK(file.content == ChangedFile::Content::text);
  CHECK(file.added == 2);
}

TEST_CASE("a NUL byte makes a source file binary, not empty", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", std::string("1\n\0evil\n", 8));
  CHECK(only_change(repo).content == ChangedFile::Content::binary);
}

TEST_CASE("a file too large to count says so", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", std::string(5 * 1024 * 1024, 'x'));
  CHECK(only_change(repo).content == ChangedFile::Content::too_large);
}

TEST_CASE("a mode change is a change", "[git]") {
  TestRepo repo;
  repo.commit("one", "run.sh", "x\n");
  repo.git({"update-index", "--chmod=+x", "run.sh"});
  repo.git({"commit", "-q", "-m", "two"});
  const ChangedFile file = only_change(repo);
  CHECK(file.same_blob);
  CHECK(file.old_mode == 0100644);
  CHECK(file.new_mode == 0100755);
}

TEST_CASE("a symbolic link and a submodule are named as what they are", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  REQUIRE(repo.sh("ln -s target link; git add link").status == 0);
  repo.git({"update-index", "--add", "--cacheinfo", "160000," + id + ",module"});
  repo.git({"commit", "-q", "-m", "two"});
  const auto files = last_change(repo);
  REQUIRE(files.size() == 2);
  CHECK(files[0].content == ChangedFile::Content::symlink);
  CHECK(files[1].content == ChangedFile::Content::submodule);
}

TEST_CASE("a changed indentation is mere spacing in JavaScript", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "if (x) {\n  run();\n}\n");
  repo.commit("two", "a.js", "if (x) {\n      run();\n}\n");
  const ChangedFile file = only_change(repo);
  CHECK(file.added + file.deleted == 2);
  CHECK(file.spacing == 2);
  CHECK(file.reformatted == 2);
}

TEST_CASE("a new block around old lines explains their new indentation", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "start();\nrun();\nstop();\n");
  repo.commit("two", "a.js", "if (ok) {\n  start();\n  run();\n  stop();\n}\n");
  repo.commit("three", "a.js", "if (ok) {\n    start();\n    run();\n    stop();\n}\n");
  CHECK(only_change(repo).reformatted == 6);
  repo.git({"reset", "-q", "--hard", "HEAD~1"});
  CHECK(only_change(repo).reformatted == 0);
}

TEST_CASE("lines that only move into a block are spacing, the block is not", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "{\n  start();\n  stop();\n}\n");
  repo.commit("two", "a.js", "{\n  try {\n    start();\n    stop();\n  } finally {}\n}\n");
  const ChangedFile file = only_change(repo);
  CHECK(file.added + file.deleted == 6);
  CHECK(file.spacing == 4);
  CHECK(file.reformatted == 0);
}

TEST_CASE("a changed indentation is a change in Python", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.py", "if x:\n    a()\n    b()\n");
  repo.commit("two", "a.py", "if x:\n    a()\n  b()\n");
  CHECK(only_change(repo).reformatted == 0);
}

TEST_CASE("white space that separates words is no mere spacing", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "log('5 5')\n");
  repo.commit("two", "a.js", "log('55')\n");
  CHECK(only_change(repo).reformatted == 0);
}

TEST_CASE("line ends that flip are mere spacing", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "a\nb\n");
  repo.commit("two", "a.js", "a\r\nb\r\n");
  const ChangedFile file = only_change(repo);
  CHECK(file.reformatted == file.added + file.deleted);
}

TEST_CASE("a block wrapped around lines with gaps explains all of their indentation", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js",
              "function f() {\n  a(1,\n    2);\n\n  b(1,\n    2);\n\n  c(1,\n    2);\n}\n");
  repo.commit(
      "two", "a.js",
      "function f() {\n  if (ok) {\n    a(1,\n      2);\n\n    b(1,\n      2);\n\n    c(1,\n"
      "      2);\n  }\n}\n");
  const ChangedFile file = only_change(repo);
  CHECK(file.spacing > 0);
  CHECK(file.reformatted == 0);
}

TEST_CASE("a block copied with another indentation is new code", "[git]") {
  TestRepo repo;
  std::string block, indented;
  for (int i = 0; i < 30; ++i) {
    block += "  step" + std::to_string(i) + "();\n";
    indented += "      step" + std::to_string(i) + "();\n";
  }
  repo.commit("one", "a.js", block);
  repo.commit("two", "a.js", indented + block);
  const ChangedFile file = only_change(repo);
  CHECK(file.added - file.spacing == 30);
}

TEST_CASE("statements separated by carriage returns are lines", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "x\n");
  std::string text = "x\n";
  for (int i = 0; i < 50; ++i) text += "step();\r";
  repo.commit("two", "a.js", text);
  CHECK(only_change(repo).added == 50);
}

TEST_CASE("code that is renamed out of sight is deleted and added", "[git]") {
  TestRepo repo;
  repo.commit("one", "src/a.js", numbered(30));
  repo.branch("kars-prod");
  repo.branch("kars-dev");
  repo.switch_new("hotfix/x");
  REQUIRE(repo.sh("mkdir docs; git mv src/a.js docs/a.md").status == 0);
  repo.commit("hotfix: hide");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::lines);
  REQUIRE(facts.changes->size() == 2);
  CHECK(facts.changes->at(1).path == "src/a.js");
  CHECK(facts.changes->at(1).deleted == 30);
}
