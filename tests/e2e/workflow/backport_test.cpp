// SPDX-License-Identifier: MIT
// `git hotfix backport`, on real git: what it makes, and what it refuses before anything changes.
#include <filesystem>
#include <fstream>

#include "tests/e2e/workflow/backport_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace fs = std::filesystem;

TEST_CASE("a hotfix that production does not have is not brought back", "[e2e][backport]") {
  Scene scene;
  scene.good_hotfix();
  const Everything before = everything_in(scene);
  const ProgramResult result = scene.exec({program("git-hotfix"), "backport"});
  CHECK(result.status == 1);
  CHECK_THAT(result.err, contains("hotfix/missing-user is not on kars-prod yet"));
  CHECK(differences(before, everything_in(scene)).empty());
}

TEST_CASE("a backport is the merge of the workflow, and nothing here changes", "[e2e][backport]") {
  const BackportScene scene = released();
  scene.sh("echo edited >> README.md && echo new > new.txt");
  const Everything before = everything_in(scene);
  const ProgramResult result = scene.backport({"missing-user"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(differences(before, everything_in(scene)) == Keys{"refs/heads/backport/missing-user"});
  CHECK(scene.message(kMade) == "Merge branch 'hotfix/missing-user' into kars-dev");
  CHECK(scene.id(std::string(kMade) + "^1") == scene.id("origin/kars-dev"));
  CHECK(scene.id(std::string(kMade) + "^2") == scene.id(kHotfix));
  CHECK_FALSE(scene.has_folder());
  CHECK_THAT(result.out,
             contains("git push origin refs/heads/backport/missing-user:refs/heads/kars-dev"));
  const std::string undo = lines_below(result.out, "done; to take it back:");
  scene.git({"worktree", "add", "-q", "../mine", kMade});
  CHECK(scene.sh(undo).status != 0);
  CHECK(scene.has_branch());
  scene.git({"worktree", "remove", "../mine"});
  CHECK(scene.sh(undo).status == 0);
  CHECK(differences(before, everything_in(scene)).empty());
}

TEST_CASE("a dry run shows what would be done, and does nothing", "[e2e][backport]") {
  const BackportScene scene = conflicting();
  const Everything before = everything_in(scene);
  const ProgramResult result = scene.backport({"missing-user", "--push", "--dry-run"});
  CHECK(result.status == 0);
  CHECK(differences(before, everything_in(scene)).empty());
  CHECK_THAT(result.out, contains("It will stop, for you to resolve:\n"
                                  "    src/login.js: 1 place was changed by both\n"));
  CHECK_THAT(result.out, contains(" feat: passwords take a while (Kim Doe)\n"));
  CHECK_THAT(result.out, contains("git worktree add -b backport/missing-user "));
  CHECK_THAT(result.out, contains("refs/heads/backport/missing-user:refs/heads/kars-dev"));
}

TEST_CASE("a squash whose branch is gone is picked", "[e2e][backport]") {
  const BackportScene scene = released();
  const std::string squash = scene.id("kars-prod");
  scene.git({"branch", "-q", "-D", kHotfix});
  const ProgramResult result = scene.backport({squash.substr(0, 10), "--push"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(scene.message("origin/kars-dev") ==
        "hotfix: refuse a missing user (#12)\n\n(cherry picked from commit " + squash + ")");
}

TEST_CASE("what would ride along with a merge is left behind by a pick", "[e2e][backport]") {
  BackportScene scene = released();
  scene.good_hotfix("hotfix/health");
  scene.git({"reset", "-q", "--hard", "origin/kars-prod"});
  scene.commit("hotfix: say more", "src/health.js", "module.exports = () => 'well';\n");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m", "Merge branch 'hotfix/health' into kars-prod",
             "hotfix/health"});
  scene.publish("kars-prod");
  const std::string merge = scene.id("kars-prod");
  const ProgramResult result = scene.backport({"health"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("It is picked, not merged: a merge of hotfix/health would also "
                                  "bring 1 commit of kars-prod: "));
  CHECK_THAT(scene.message("backport/health"),
             contains("(cherry picked from commit " + merge + ")"));
  CHECK(scene.git({"diff", "--name-only", "origin/kars-dev", "backport/health"}) ==
        "src/health.js");
  const ProgramResult merged = scene.backport({"health", "--merge", "--dry-run"});
  CHECK_THAT(merged.out + merged.err, contains("backport/health has all of hotfix/health already"));
  scene.git({"branch", "-q", "-D", "backport/health"});
  CHECK_THAT(scene.backport({"health", "--merge", "--dry-run"}).out,
             contains("The merge also brings 1 commit of kars-prod:"));
}

TEST_CASE("a hotfix that was rebased onto production comes back as a whole", "[e2e][backport]") {
  Scene base;
  BackportScene scene = released();
  scene.switch_new("hotfix/two", "origin/kars-prod");
  scene.commit("hotfix: one of two", "src/one.js", "one();\nmore();\n");
  scene.commit("hotfix: two of two", "src/two.js", "two();\nmore();\n");
  scene.switch_to("kars-prod");
  scene.commit("hotfix: between", "src/between.js", "between();\n");
  scene.git({"cherry-pick", "hotfix/two~2..hotfix/two"});
  scene.publish("kars-prod");
  const ProgramResult result = scene.backport({"two"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(scene.git({"log", "--format=%s", "origin/kars-dev..backport/two"}) ==
        "hotfix: two of two\nhotfix: one of two");
}

TEST_CASE("a command that is printed means what the first one meant", "[e2e][backport]") {
  const BackportScene scene = conflicting();
  const std::string given = " --production kars-prod --development kars-dev";
  const Arguments all = {"missing-user", "--pick",    "--folder",      "../else where",
                         "--production", "kars-prod", "--development", "kars-dev"};
  Arguments dry = all;
  dry.push_back("--dry-run");
  CHECK_THAT(scene.backport(dry).out,
             contains("or, the same: git hotfix backport hotfix/missing-user --pick --folder '") &&
                 contains("/else where'" + given + " --push\n"));
  const ProgramResult stopped = scene.backport(all);
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("--continue backport/missing-user" + given + "\n") &&
                              contains("--abort backport/missing-user" + given + "\n"));
}

TEST_CASE("an older hotfix that development lacks is to be brought first", "[e2e][backport]") {
  BackportScene scene = released();
  const std::string older = scene.id("kars-prod").substr(0, 12);
  scene.switch_new("hotfix/log", "origin/kars-prod");
  scene.sh("sed -i 's/  if (!user .*/  if (!user) return null; \\/\\/ logged/' src/login.js");
  scene.commit("hotfix: say who it was");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/log"});
  scene.commit("hotfix: say who it was (#13)");
  scene.publish("kars-prod");
  const ProgramResult result = scene.backport({"log", "--dry-run"});
  INFO(result.out << result.err);
  CHECK_THAT(result.out,
             contains("    src/login.js: it builds on a hotfix that kars-dev does not have\n"
                      "        " +
                      older + " hotfix: refuse a missing user (#12) (Kim Doe)\n"));
  CHECK_THAT(result.out, contains("Bring that first:\n    git hotfix backport " + older + "\n"));
}

TEST_CASE("a folder that is taken stops it before anything changes", "[e2e][backport]") {
  const BackportScene scene = released();
  fs::create_directory(scene.folder());
  std::ofstream(scene.folder() + "/mine") << "mine\n";
  const Everything before = everything_in(scene);
  const ProgramResult taken = scene.backport({"missing-user"});
  CHECK(taken.status == 1);
  CHECK_THAT(taken.err, contains("is there already"));
  CHECK(differences(before, everything_in(scene)).empty());
  const ProgramResult elsewhere = scene.backport({"missing-user", "--folder", "../else where"});
  INFO(elsewhere.out << elsewhere.err);
  CHECK(elsewhere.status == 0);
  CHECK(scene.has_branch());
}

TEST_CASE("a name is a word, whatever it holds", "[e2e][backport]") {
  const std::string name = "it's-\"$(echo>pwned)\"";
  const BackportScene scene("hotfix/" + name);
  const ProgramResult result = scene.backport({name, "--push"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_FALSE(fs::exists(scene.path() + "/pwned"));
  CHECK(scene.subject("origin/kars-dev") == "Merge branch 'hotfix/" + name + "' into kars-dev");
}

TEST_CASE("a shallow clone is not enough to tell", "[e2e][backport]") {
  const BackportScene scene = released();
  scene.sh("git clone -q --depth=1 --no-single-branch file://$PWD/../origin.git ../shallow");
  const ProgramResult result =
      scene.sh("cd ../shallow && " + program("git-hotfix") + " backport " + scene.id("kars-prod"));
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  CHECK_THAT(result.err, contains("git fetch --unshallow"));
}

TEST_CASE("a repository that the environment names is refused", "[e2e][backport]") {
  const BackportScene scene = released();
  const ProgramResult result =
      scene.sh("GIT_DIR=.git " + program("git-hotfix") + " backport missing-user");
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("GIT_DIR is set"));
}
