// SPDX-License-Identifier: MIT
// `git hotfix backport` that brings a hotfix to development: by a push, once more where development
// moved on, or by a pull request.
#include "tests/e2e/workflow/backport_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a backport that was made is pushed by the same command, and then nothing is owed",
          "[e2e][backport]") {
  const BackportScene scene = released();
  REQUIRE(scene.backport({"missing-user"}).status == 0);
  const std::string made = scene.id(kMade);
  const ProgramResult pushed = scene.backport({"missing-user", "--push"});
  INFO(pushed.out << pushed.err);
  CHECK(pushed.status == 0);
  CHECK_THAT(pushed.out, contains("backport/missing-user has all of hotfix/missing-user already"));
  CHECK(scene.id("origin/kars-dev") == made);
  CHECK_FALSE(scene.has_branch());
  const ProgramResult again = scene.backport({"missing-user", "--push"});
  CHECK(again.status == 0);
  CHECK_THAT(again.out, contains("Nothing is owed to kars-dev for hotfix/missing-user."));
  CHECK(scene.id("origin/kars-dev") == made);
}

TEST_CASE("a push that development overtook is refused, and brought up to date by the next run",
          "[e2e][backport]") {
  BackportScene scene = released();
  const std::string known = scene.id("origin/kars-dev");
  scene.switch_to("kars-dev");
  const std::string newer = scene.commit("feat: more", "src/more.js", "more();\n");
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"update-ref", "refs/remotes/origin/kars-dev", known});
  scene.git({"reset", "-q", "--hard", known});
  const ProgramResult refused = scene.backport({"missing-user", "--push"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.out, contains("git hotfix backport hotfix/missing-user --push --fetch"));
  CHECK(scene.remote_id("kars-dev") == newer);
  CHECK_THAT(refused.out, contains("If kars-dev takes no push, bring it by a pull request:\n"
                                   "    git push origin refs/heads/backport/missing-user:"
                                   "refs/heads/backport/missing-user\n"));
  const std::string made = scene.id(kMade);
  const ProgramResult again = scene.backport({"missing-user", "--push", "--fetch"});
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK_THAT(again.out, contains("backport/missing-user was made on an older kars-dev."));
  CHECK(scene.subject("origin/kars-dev") == "Merge branch 'backport/missing-user' into kars-dev");
  CHECK(scene.git({"rev-parse", "origin/kars-dev^1", "origin/kars-dev^2"}) == newer + "\n" + made);
  CHECK_FALSE(scene.has_branch());
  CHECK_FALSE(scene.has_branch("backport/missing-user-update"));
  const std::string undo = lines_below(again.out, "done; to take it back:\n    git diff");
  REQUIRE(scene.sh(undo.substr(0, undo.find("git checkout -") + 14)).status == 0);
  scene.git({"fetch", "-q", "origin"});
  CHECK(scene.git({"diff", "--name-only", newer, "origin/kars-dev"}).empty());
}

TEST_CASE("what a person merged of development into a backport is not taken back with it",
          "[e2e][backport]") {
  BackportScene scene = released();
  REQUIRE(scene.backport({"missing-user"}).status == 0);
  const std::string made = scene.id(kMade).substr(0, 12);
  scene.commit_on("kars-dev", "feat: more", "src/more.js", "more();\n");
  scene.publish("kars-dev");
  scene.switch_to(kMade);
  scene.git({"merge", "-q", "--no-edit", "origin/kars-dev"});
  scene.switch_to("kars-prod");
  const ProgramResult pushed = scene.backport({"missing-user", "--push"});
  INFO(pushed.out << pushed.err);
  CHECK(pushed.status == 0);
  CHECK_THAT(pushed.out, contains("    git revert --no-edit -m 1 " + made + " &&\n"));
}

TEST_CASE("a backport that is brought up to date is safe, whatever becomes of that",
          "[e2e][backport]") {
  BackportScene scene = released();
  REQUIRE(scene.backport({"missing-user"}).status == 0);
  const std::string made = scene.id(kMade);
  const std::string newer = scene.in_the_way();
  const auto stop = [&] {
    const ProgramResult stopped = scene.backport({"missing-user"});
    INFO(stopped.out << stopped.err);
    CHECK(stopped.status == 1);
    CHECK_THAT(stopped.out, contains("1 file is in conflict in " + scene.folder()));
    CHECK(scene.id(kMade) == made);
  };
  stop();
  CHECK_THAT(scene.backport({"missing-user"}).err,
             contains("backport/missing-user-update is under way in " + scene.folder()));
  CHECK(scene.backport({"--abort", "missing-user"}).status == 0);
  CHECK(scene.id(kMade) == made);
  CHECK_FALSE(scene.has_branch("backport/missing-user-update"));
  CHECK_FALSE(scene.has_folder());
  stop();
  scene.resolve("src/login.js", kBothLogin);
  const ProgramResult done = scene.backport({"--continue"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK_FALSE(scene.has_folder());
  CHECK_FALSE(scene.has_branch("backport/missing-user-update"));
  CHECK(scene.git({"rev-parse", std::string(kMade) + "^1", std::string(kMade) + "^2"}) ==
        newer + "\n" + made);
  CHECK_THAT(done.out, contains("refs/heads/backport/missing-user:refs/heads/kars-dev"));
  const std::string undo = lines_below(done.out, "done; to take it back:");
  REQUIRE(scene.sh(undo).status == 0);
  CHECK(scene.id(kMade) == made);
}

TEST_CASE("a team may want a pull request for a backport", "[e2e][backport]") {
  BackportScene scene = released();
  scene.switch_to("kars-prod");
  scene.commit("ci: the policy", ".hotfix.toml", "[backport]\nway = \"pull-request\"\n");
  scene.publish("kars-prod");
  scene.git({"config", "remote.origin.pushurl", scene.bare()});
  scene.git({"config", "remote.origin.url", "https://github.com/kars/kars.git"});
  scene.write("../bin/gh", "#!/bin/sh\necho gh \"$@\"\n");
  scene.sh("chmod +x ../bin/gh");
  const std::string development = scene.remote_id("kars-dev");
  const ProgramResult result = scene.sh("PATH=\"$PWD/../bin:$PATH\" " + program("git-hotfix") +
                                        " backport missing-user --push");
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out,
             contains("\ngh pr create --base kars-dev --head backport/missing-user --fill\n"));
  CHECK(scene.remote_id(kMade) == scene.id(kMade));
  CHECK(scene.remote_id("kars-dev") == development);
}

TEST_CASE("without a remote, a local development is moved on", "[e2e][backport]") {
  const BackportScene scene = released();
  scene.git({"remote", "remove", "origin"});
  const std::string old = scene.id("kars-dev");
  const ProgramResult moved = scene.backport({"missing-user", "--push"});
  INFO(moved.out << moved.err);
  CHECK(moved.status == 0);
  CHECK(scene.subject("kars-dev") == "Merge branch 'hotfix/missing-user' into kars-dev");
  CHECK_FALSE(scene.has_branch());
  scene.git({"branch", "-q", "-f", "kars-dev", old});
  scene.git({"worktree", "add", "-q", "../dev", "kars-dev"});
  const ProgramResult words = scene.backport({"missing-user", "--push"});
  INFO(words.out << words.err);
  CHECK(words.status == 0);
  CHECK(scene.id("kars-dev") == old);
  CHECK_THAT(words.out, contains("kars-dev is checked out in "));
  CHECK(scene.has_branch());
}

TEST_CASE("development may be checked out here, or anywhere", "[e2e][backport]") {
  const BackportScene scene = released();
  scene.switch_to("kars-dev");
  scene.sh("echo edited >> src/login.js");
  const Everything before = everything_in(scene);
  CHECK(scene.backport({"missing-user", "--push"}).status == 0);
  CHECK(differences(before, everything_in(scene)) == Keys{"origin refs/heads/kars-dev"});
}

TEST_CASE("a bare repository brings a hotfix back too", "[e2e][backport]") {
  const BackportScene scene = released();
  const ProgramResult result = scene.sh(
      "git push -q --no-verify origin " + std::string(kHotfix) + " && cd ../origin.git && " +
      program("git-hotfix") + " backport missing-user --push && git log -1 --format=%s kars-dev");
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("\nMerge branch 'hotfix/missing-user' into kars-dev\n"));
}
