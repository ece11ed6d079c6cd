// SPDX-License-Identifier: MIT
// What git does around commits, with the commit-msg hook in place.
#include <filesystem>

#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// On a hotfix branch with something staged.
void start_fix(Scene& scene) {
  scene.switch_new("hotfix/x", "origin/kars-prod");
  scene.write("src/health.js", "// quick\n");
  scene.git({"add", "-A"});
}

// Makes git's editor a script that is given the message file as "$1".
void set_editor(const Scene& scene, const std::string& script) {
  scene.write("../editor", "#!/bin/sh\n" + script);
  scene.git({"config", "core.editor", "sh '" + scene.root() + "/editor'"});
}

ProgramResult with_editor(const Scene& scene, const std::string& command) {
  return scene.sh("unset GIT_EDITOR; " + command);
}

std::string message(const Scene& scene) { return scene.git({"log", "-1", "--format=%B"}); }

}  // namespace

TEST_CASE("a good message on a hotfix branch is recorded without a word", "[e2e]") {
  Scene scene;
  start_fix(scene);
  const ProgramResult result = scene.run({"commit", "-q", "-m", "hotfix(login): refuse nobody"});
  REQUIRE(result.status == 0);
  REQUIRE(result.err.empty());
}

TEST_CASE("a bad message on a hotfix branch is refused, and nothing is committed", "[e2e]") {
  Scene scene;
  start_fix(scene);
  const std::string before = scene.id("HEAD");
  const ProgramResult result = scene.run({"commit", "-m", "fixed it"});
  REQUIRE(result.status == 1);
  REQUIRE(blames(result.err, "commit-message"));
  REQUIRE(scene.id("HEAD") == before);
}

TEST_CASE("a refused message comes back with the printed command", "[e2e]") {
  Scene scene;
  start_fix(scene);
  const ProgramResult refused = scene.run({"commit", "-m", "fixed it\n\nThe body took an hour."});
  REQUIRE(refused.status == 1);
  set_editor(scene, "printf 'hotfix: ' | cat - \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"\n");
  const ProgramResult again = with_editor(scene, first_fix(refused.err));
  INFO(refused.err << again.err);
  REQUIRE(again.status == 0);
  REQUIRE(message(scene) == "hotfix: fixed it\n\nThe body took an hour.");
}

TEST_CASE("outside a hotfix branch every message is welcome", "[e2e]") {
  Scene scene;
  scene.switch_new("feature/x");
  const ProgramResult result = scene.run({"commit", "-q", "--allow-empty", "-m", "fixed it"});
  REQUIRE(result.status == 0);
  REQUIRE(result.err.empty());
}

TEST_CASE("an amended message is judged", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  REQUIRE(scene.run({"commit", "--amend", "-m", "fixed it"}).status == 1);
  REQUIRE(scene.run({"commit", "--amend", "-m", "hotfix: refuse nobody"}).status == 0);
  REQUIRE(message(scene) == "hotfix: refuse nobody");
}

TEST_CASE("fixup! and squash! commits may be recorded", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.write("src/health.js", "// quick\n");
  scene.git({"add", "-A"});
  REQUIRE(scene.run({"commit", "--fixup", "HEAD"}).status == 0);
  REQUIRE(scene.run({"commit", "--allow-empty", "--squash", "HEAD~1", "--no-edit"}).status == 0);
}

TEST_CASE("a merge may be recorded with git's own words", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  REQUIRE(scene.run({"merge", "--no-edit", "kars-dev"}).status == 0);
  REQUIRE(scene.git({"rev-list", "--count", "--merges", "HEAD"}) == "1");
}

TEST_CASE("a revert may be recorded with git's own words", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  set_editor(scene, "exit 0\n");
  const ProgramResult result = with_editor(scene, "git revert --edit HEAD");
  INFO(result.err);
  REQUIRE(result.status == 0);
}

TEST_CASE("a rebase is left alone, and the push judges what came of it", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/x", "origin/kars-prod");
  scene.fix_login("fixed it");
  scene.test_login();
  scene.commit_on("kars-prod", "hotfix: another one", "src/other.js", "// other\n");
  scene.push_unseen({"origin", "kars-prod"});
  REQUIRE(scene.run({"rebase", "-q", "kars-prod"}).status == 0);
  REQUIRE(blames(scene.push({"origin", "hotfix/x"}).err, "commit-message"));

  scene.git({"config", "sequence.editor", "sed -i.bak 1s/^pick/reword/"});
  set_editor(scene, "echo 'hotfix: better' > \"$1\"\n");
  const ProgramResult reworded = with_editor(scene, "git rebase -i kars-prod");
  INFO(reworded.err);
  REQUIRE(reworded.status == 0);
  REQUIRE(scene.push({"origin", "hotfix/x"}).status == 0);
}

TEST_CASE("comments and the diff of commit -v are not taken for the message", "[e2e]") {
  Scene scene;
  start_fix(scene);
  set_editor(scene,
             "printf '# a note\\n\\nhotfix: refuse nobody\\n' | cat - \"$1\" > \"$1.new\" && "
             "mv \"$1.new\" \"$1\"\n");
  const ProgramResult result = with_editor(scene, "git commit -v");
  INFO(result.err);
  REQUIRE(result.status == 0);
  REQUIRE(message(scene) == "hotfix: refuse nobody");
}

TEST_CASE("another comment character is honoured", "[e2e]") {
  Scene scene;
  start_fix(scene);
  scene.git({"config", "core.commentChar", ";"});
  set_editor(scene, "printf '; a note\\nhotfix: refuse nobody\\n' > \"$1\"\n");
  REQUIRE(with_editor(scene, "git commit").status == 0);
  REQUIRE(message(scene) == "hotfix: refuse nobody");
}

TEST_CASE("a commit in a linked worktree is judged by its own branch", "[e2e]") {
  Scene scene;
  const std::string tree = scene.root() + "/linked";
  scene.git({"worktree", "add", "-q", "-b", "hotfix/there", tree, "origin/kars-prod"});
  REQUIRE(scene.run({"-C", tree, "commit", "--allow-empty", "-m", "fixed it"}).status == 1);
  REQUIRE(scene.run({"-C", tree, "commit", "--allow-empty", "-m", "hotfix: it"}).status == 0);
}

TEST_CASE("a commit on a detached HEAD is not judged", "[e2e]") {
  Scene scene;
  scene.git({"switch", "-q", "--detach", "kars-prod"});
  REQUIRE(scene.run({"commit", "-q", "--allow-empty", "-m", "fixed it"}).status == 0);
}

TEST_CASE("the first commit of a repository is not in the way", "[e2e]") {
  TestRepo repo;
  REQUIRE(repo.exec({program("hotfix-lint"), "install"}).status == 0);
  const ProgramResult result = repo.run({"commit", "-q", "--allow-empty", "-m", "first"});
  INFO(result.err);
  REQUIRE(result.status == 0);
  REQUIRE(result.err.empty());
}

TEST_CASE("a refused message comes back without the diff of commit -v, however long that is",
          "[e2e]") {
  Scene scene;
  start_fix(scene);
  scene.write("src/big.js", lines(200'000));
  scene.git({"add", "-A"});
  set_editor(scene, "printf 'fixed it\\n' | cat - \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"\n");
  const ProgramResult result = with_editor(scene, "git commit -v");
  INFO(result.err);
  REQUIRE(result.status == 1);
  REQUIRE(scene.sh("cat .git/HOTFIX_REFUSED_MSG").out == "fixed it\n");
}

TEST_CASE("a message of more than a megabyte is kept whole, and cut at the scissors", "[e2e]") {
  Scene scene;
  start_fix(scene);
  scene.write("src/big.js", lines(200'000));
  scene.git({"add", "-A"});
  const std::string body(3'000'000, 'x');
  scene.write(".git/LONG", "fixed it\n\n" + body + "\n");
  set_editor(scene, "cat .git/LONG \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"\n");
  const ProgramResult result = with_editor(scene, "git commit -v");
  REQUIRE(result.status == 1);
  REQUIRE(result.err.size() < 10'000);
  REQUIRE(scene.sh("cat .git/HOTFIX_REFUSED_MSG").out == "fixed it\n\n" + body + "\n");
}

TEST_CASE("scissors that a person drew are no end of the message", "[e2e]") {
  Scene scene;
  start_fix(scene);
  const std::string text =
      "fixed it\n\n# ------------------------ >8 ------------------------\nand more\n";
  scene.write(".git/LONG", text);
  REQUIRE(scene.run({"commit", "-q", "-F", ".git/LONG"}).status == 1);
  REQUIRE(scene.sh("cat .git/HOTFIX_REFUSED_MSG").out == text);
}
