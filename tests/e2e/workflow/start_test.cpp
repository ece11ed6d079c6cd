// SPDX-License-Identifier: MIT
// `git hotfix start` on real repositories, also in odd states.
#include "tests/e2e/workflow/walk_scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

bool has_branch(const Scene& scene, const std::string& name) {
  return scene.run({"show-ref", "--verify", "--quiet", "refs/heads/" + name}).status == 0;
}

std::string recorded(const Scene& scene, const std::string& name) {
  return trimmed(scene.run({"config", "hotfix.hotfix/login." + name}).out);
}

}  // namespace

TEST_CASE("git finds it as a command of its own", "[e2e][workflow]") {
  WalkScene scene;
  const std::string folder = program("git-hotfix").substr(0, program("git-hotfix").rfind('/'));
  const ProgramResult done =
      scene.exec({"sh", "-c", "PATH=\"" + folder + ":$PATH\" git hotfix --version"});
  CHECK(done.out.starts_with("git-hotfix "));
}

TEST_CASE("a hotfix begins at production's tip, with its record", "[e2e][workflow]") {
  WalkScene scene;
  const std::string text = scene.start(
      {"--criterion", "Authentication system failure", "--issue", "nobody can log in", "--impact",
       "all users", "--eta", "1 hour", "--assigned", "@kim", "--detected", "1750006000"});
  CHECK(scene.id("HEAD") == scene.id("origin/kars-prod"));
  CHECK(scene.git({"branch", "--show-current"}) == "hotfix/login");
  CHECK(recorded(scene, "severity") == "P0");
  CHECK(recorded(scene, "started") == std::to_string(TestRepo::kEpoch + 7200));
  CHECK(recorded(scene, "detected") == "1750006000");
  test::check_golden("tests/golden/start.txt", text);
}

TEST_CASE("a dry run shows the lines to paste, and changes nothing", "[e2e][workflow]") {
  WalkScene scene;
  CHECK_THAT(scene.start({"--dry-run"}), contains("    git switch -c hotfix/login "));
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
  CHECK(recorded(scene, "severity").empty());
}

TEST_CASE("what start did is taken back by the lines that it prints", "[e2e][workflow]") {
  WalkScene scene;
  const std::string text = scene.start();
  scene.sh(lines_below(text, "done; to take it back:"));
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
  CHECK(recorded(scene, "severity").empty());
  CHECK(scene.git({"branch", "--show-current"}) == "kars-prod");
}

TEST_CASE("taking a beginning back late loses no commit", "[e2e][workflow]") {
  WalkScene scene;
  const std::string text = scene.start();
  const std::string made = scene.fix_login();
  const ProgramResult undone =
      scene.exec({"sh", "-c", lines_below(text, "done; to take it back:")});
  CHECK(undone.status != 0);
  CHECK(scene.id("hotfix/login") == made);
}

TEST_CASE("uncommitted work stops it before anything is done", "[e2e][workflow]") {
  WalkScene scene;
  scene.write("src/login.js", "// not committed\n");
  const ProgramResult done = scene.hotfix({"start", "login", "--severity", "P0", "--no-fetch"});
  CHECK(done.status == 1);
  CHECK_THAT(done.out, contains("stopped: this ended with status 1"));
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
  CHECK(recorded(scene, "severity").empty());
}

TEST_CASE("a work tree of its own leaves uncommitted work alone", "[e2e][workflow]") {
  WalkScene scene;
  scene.write("src/login.js", "// not committed\n");
  const std::string text = scene.start({"--worktree"});
  const std::string folder = scene.path() + "-login";
  CHECK(scene.git({"-C", folder, "branch", "--show-current"}) == "hotfix/login");
  CHECK(scene.git({"status", "--porcelain"}) == " M src/login.js");
  scene.sh(lines_below(text, "done; to take it back:"));
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
}

TEST_CASE("a folder that is there already stops it before the branch is made", "[e2e][workflow]") {
  WalkScene scene;
  scene.sh("mkdir ../work-login");
  const ProgramResult done =
      scene.hotfix({"start", "login", "--severity", "P0", "--no-fetch", "--worktree"});
  CHECK(done.status == 1);
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
}

TEST_CASE("a folder for the work tree may be given", "[e2e][workflow]") {
  WalkScene scene;
  scene.start({"--folder", "../the fix"});
  CHECK(scene.git({"-C", scene.root() + "/the fix", "branch", "--show-current"}) == "hotfix/login");
}

TEST_CASE("production that was not fetched lately is not begun at unasked", "[e2e][workflow]") {
  WalkScene scene;
  scene.minutes = 60 * 24 * 365 * 10;
  const ProgramResult done = scene.hotfix({"start", "login", "--severity", "P0"});
  CHECK(done.status == 1);
  CHECK_THAT(done.err, contains("a hotfix has to begin at what is deployed"));
  CHECK_THAT(done.err, contains("git fetch origin +refs/heads/kars-prod:"));
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
}

TEST_CASE("with --fetch it begins at what is on the remote now", "[e2e][workflow]") {
  WalkScene scene;
  scene.commit("hotfix: by a colleague", "src/other.js", "x\n");
  scene.push_unseen({"origin", "kars-prod"});
  const std::string newest = scene.id("kars-prod");
  scene.git({"update-ref", "refs/remotes/origin/kars-prod", "kars-prod~1"});
  scene.minutes = 60 * 24 * 365 * 10;
  scene.walk({"start", "login", "--severity", "P1", "--fetch"});
  CHECK(scene.id("hotfix/login") == newest);
}

TEST_CASE("a remote that cannot be reached stops it, and says how to go on", "[e2e][workflow]") {
  WalkScene scene;
  scene.git({"config", "remote.origin.url", "/nowhere"});
  scene.minutes = 60 * 24 * 365 * 10;
  const ProgramResult done = scene.hotfix({"start", "login", "--severity", "P0", "--fetch"});
  CHECK(done.status == 1);
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
  CHECK_THAT(done.out, contains("--no-fetch"));
}

TEST_CASE("a branch that is there already is not begun again", "[e2e][workflow]") {
  WalkScene scene;
  scene.start();
  const ProgramResult again = scene.hotfix({"start", "login", "--severity", "P0", "--no-fetch"});
  CHECK(again.status == 1);
  CHECK_THAT(again.err, contains("there is a branch hotfix/login already") &&
                            contains("git hotfix status hotfix/login"));
}

TEST_CASE("the name of an incident that is over is not used again", "[e2e][workflow]") {
  WalkScene scene;
  scene.start();
  scene.git({"switch", "-q", "kars-prod"});
  scene.git({"branch", "-q", "-D", "hotfix/login"});
  CHECK_THAT(scene.hotfix({"start", "login", "--severity", "P0", "--no-fetch"}).err,
             contains("there was a hotfix hotfix/login before"));
}

TEST_CASE("P2 and P3 begin nothing", "[e2e][workflow]") {
  WalkScene scene;
  const ProgramResult done = scene.hotfix({"start", "login", "--severity", "P3", "--no-fetch"});
  CHECK(done.status == 1);
  CHECK(done.err ==
        "git hotfix: P3 is not a hotfix: create an issue and schedule it for the regular release, "
        "by way of kars-dev\n");
  CHECK_FALSE(has_branch(scene, "hotfix/login"));
}

TEST_CASE("without production there is nothing to begin at", "[e2e][workflow]") {
  TestRepo repo;
  repo.commit("first");
  const ProgramResult done =
      repo.exec({program("git-hotfix"), "start", "login", "--severity", "P0", "--no-fetch"});
  CHECK(done.status == 3);
  CHECK_THAT(done.err, contains("the production branch") && contains("git fetch"));
}

TEST_CASE("values with quotes and escapes are recorded as they are", "[e2e][workflow]") {
  WalkScene scene;
  const std::string issue = "it's $(down) \"now\"";
  scene.start({"--issue", issue});
  CHECK(recorded(scene, "issue") == issue);
}
