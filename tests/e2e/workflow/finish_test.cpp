// SPDX-License-Identifier: MIT
// `git hotfix finish`, as a person starts it, on real git with the hooks in place.
#include <filesystem>

#include "rules/support/text.h"
#include "tests/e2e/workflow/release_scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

struct Complete : ReleaseScene {
  Complete() {
    made = release();
    bring_back();
  }
  std::string made;
};

const Arguments kFinish = {"finish", kLogin};

std::string refs_of(ReleaseScene& scene) {
  return scene.git({"for-each-ref"}) + scene.git({"symbolic-ref", "HEAD"}) +
         scene.git({"worktree", "list"}) + scene.git({"--git-dir", scene.bare(), "for-each-ref"});
}

}  // namespace

TEST_CASE("finish deletes the branch here and on the remote, and prints the last message",
          "[e2e][workflow]") {
  Complete scene;
  const std::string key = "hotfix." + std::string(kLogin) + ".";
  scene.git({"config", key + "issue", "nobody can log in"});
  scene.git({"config", key + "started", "1749996000"});  // 2025-06-15 14:00
  test::check_golden("tests/golden/finish.txt", scene.walk(kFinish));
  CHECK_FALSE(scene.is_here(kLogin));
  CHECK(scene.remote_id(kLogin).empty());
}

TEST_CASE("what finish deleted comes back by the lines that it prints", "[e2e][workflow]") {
  Complete scene;
  scene.switch_to(kLogin);
  const std::string before = refs_of(scene);
  const std::string said = scene.walk(kFinish);
  CHECK(scene.git({"symbolic-ref", "--short", "HEAD"}) == "kars-dev");
  scene.sh(ReleaseScene::commands_in(said.substr(said.find("to take it back"))));
  scene.git({"fetch", "-q", "origin"});
  CHECK(refs_of(scene) == before);
}

TEST_CASE("a second finish finds nothing to delete, and still knows what was released",
          "[e2e][workflow]") {
  Complete scene;
  scene.walk(kFinish);
  const std::string said = scene.walk(kFinish);
  CHECK_THAT(said, contains("There is no branch of hotfix/missing-user to delete\n"));
  CHECK_THAT(said, contains("Resolution: refuse a missing user\n"));
}

TEST_CASE("finish refuses while development does not have all of it, and names what it lacks",
          "[e2e][workflow]") {
  ReleaseScene scene;
  const std::string made = scene.release();
  const std::string before = refs_of(scene);
  const ProgramResult refused = scene.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK(refused.err ==
        "git hotfix: it is not finished: kars-dev does not have src/login.js:4\n"
        "  fix  git hotfix backport hotfix/missing-user\n");
  CHECK(refs_of(scene) == before);
}

TEST_CASE("what is owed of another hotfix does not keep this one's branch", "[e2e][workflow]") {
  Complete scene;  // and the next one begins at a production that has more than development
  scene.switch_to("kars-prod");
  scene.git({"pull", "-q", "--ff-only", "origin", "kars-prod"});
  const std::string owed = scene.commit("hotfix: owed (#20)", "src/owed.js", lines(4));
  scene.push_unseen({"origin", "kars-prod"});
  scene.switch_new("hotfix/say", "kars-prod");
  scene.commit("hotfix: say so", "src/owed.js", lines(4) + "console.log('more than that');\n");
  scene.push_unseen({"origin", "hotfix/say"});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/say"});
  const std::string made = scene.commit("hotfix: say so (#21)");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"switch", "-q", "--detach", "origin/kars-dev"});
  scene.commit("hotfix: say so\n\nHotfix-Landed: " + made, "src/said.js",
               "console.log('more than that');\n");
  scene.push_unseen({"origin", "HEAD:refs/heads/kars-dev"});
  scene.git({"fetch", "-q", "origin"});
  const ProgramResult finished = scene.hotfix({"finish", "hotfix/say"});
  INFO(finished.out << finished.err);
  CHECK(finished.status == 0);
  CHECK(scene.remote_id("hotfix/say").empty());
}

TEST_CASE("half a backport is not enough", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.switch_new(kLogin, "origin/kars-prod");
  scene.fix_login();
  scene.test_login();
  scene.commit("hotfix: say so", "src/say.js", lines(4));
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", kLogin});
  scene.commit("hotfix: refuse a missing user (#12)");
  scene.switch_to("kars-dev");
  scene.git({"cherry-pick", kLogin});
  scene.push_unseen({"origin", "kars-prod", "kars-dev"});
  scene.git({"fetch", "-q", "origin"});
  const ProgramResult refused = scene.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK(refused.err ==
        "git hotfix: it is not finished: kars-dev does not have src/login.js:4\n"
        "  fix  git hotfix backport hotfix/missing-user\n");
  CHECK(scene.is_here(kLogin));
}

TEST_CASE("finish refuses what is not released", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.good_hotfix();
  const ProgramResult refused = scene.hotfix({"finish"});
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("hotfix/missing-user is not on kars-prod yet"));
}

TEST_CASE("finish refuses to delete a branch that has more than was released", "[e2e][workflow]") {
  Complete scene;
  scene.switch_to(kLogin);
  scene.commit("hotfix: one more thing", "src/health.js", "module.exports = () => 'well';\n");
  scene.switch_to("kars-prod");
  const std::string before = refs_of(scene);
  CHECK(scene.hotfix(kFinish).status == 1);
  CHECK(scene.hotfix({"finish", short_id(scene.made)}).status == 0);  // no branch is meant
  CHECK(refs_of(scene) == before);
}

TEST_CASE("a branch that a colleague pushed to meanwhile stays", "[e2e][workflow]") {
  Complete scene;
  scene.sh(
      "git clone -q \"$(git config remote.origin.url)\" ../other && cd ../other && git switch "
      "-q " +
      std::string(kLogin) +
      " && git -c user.name=x -c user.email=x@example.com commit -q --allow-empty -m more && "
      "git push -q");
  const std::string before = refs_of(scene);
  const ProgramResult refused = scene.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err,
             contains("hotfix/missing-user has moved on origin since it was fetched\n  fix  git "
                      "fetch origin "));
  CHECK(refs_of(scene) == before);
}

TEST_CASE("a branch that the forge deleted already is forgotten here", "[e2e][workflow]") {
  Complete scene;
  scene.git({"--git-dir", scene.bare(), "update-ref", "-d", "refs/heads/" + std::string(kLogin)});
  CHECK_THAT(scene.walk(kFinish), !contains("git push"));
  CHECK(scene.run({"rev-parse", "-q", "--verify", "refs/remotes/origin/" + std::string(kLogin)})
            .status != 0);
  CHECK_FALSE(scene.is_here(kLogin));
}

TEST_CASE("a remote that does not answer stops it before anything is deleted", "[e2e][workflow]") {
  Complete scene;
  const std::string url = scene.git({"config", "remote.origin.url"});
  const std::string before = refs_of(scene);
  scene.git({"config", "remote.origin.url", "/nowhere/origin.git"});
  CHECK(scene.hotfix(kFinish).status == 1);
  scene.git({"config", "remote.origin.url", url});
  CHECK(refs_of(scene) == before);
}

TEST_CASE("a server that keeps its branches stops it before anything is deleted",
          "[e2e][workflow]") {
  Complete scene;
  const std::string before = refs_of(scene);
  scene.git({"--git-dir", scene.bare(), "config", "receive.denyDeletes", "true"});
  CHECK(scene.hotfix(kFinish).status == 1);
  CHECK(refs_of(scene) == before);
}

TEST_CASE("a branch that is checked out with uncommitted changes stays", "[e2e][workflow]") {
  Complete scene;
  scene.switch_to(kLogin);
  scene.write("README.md", "not committed\n");
  const std::string before = refs_of(scene);
  const ProgramResult refused = scene.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("is checked out with changes that are not committed"));
  CHECK(refs_of(scene) == before);
}

TEST_CASE("the work tree that start made for it goes when it is clean", "[e2e][workflow]") {
  Complete scene;
  const std::string folder = scene.path() + "-missing-user";
  scene.git({"worktree", "add", "-q", folder, kLogin});
  const std::string before = refs_of(scene);
  scene.write("../" + folder.substr(folder.rfind('/') + 1) + "/new.txt", "x\n");
  CHECK(scene.hotfix(kFinish).status == 1);
  CHECK(refs_of(scene) == before);
  std::filesystem::remove(folder + "/new.txt");
  const std::string said = scene.walk(kFinish);
  CHECK_FALSE(std::filesystem::exists(folder));
  scene.sh(ReleaseScene::commands_in(said.substr(said.find("to take it back"))));
  scene.git({"fetch", "-q", "origin"});
  CHECK(refs_of(scene) == before);
}

TEST_CASE("another work tree that has the branch stays, at its commit", "[e2e][workflow]") {
  Complete scene;
  scene.git({"worktree", "add", "-q", "../second", kLogin});
  scene.write("../second/new.txt", "x\n");
  scene.walk(kFinish);
  CHECK(scene.git({"-C", "../second", "status", "--porcelain"}) == "?? new.txt");
  CHECK_FALSE(scene.is_here(kLogin));
}

TEST_CASE("a work tree is not removed below the feet of whoever finishes in it",
          "[e2e][workflow]") {
  Complete scene;
  const std::string folder = scene.path() + "-missing-user";
  scene.git({"worktree", "add", "-q", folder, kLogin});
  const ProgramResult done = run_program({program("git-hotfix"), "finish"}, folder, scene.env());
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK_FALSE(scene.is_here(kLogin));
  const auto at = done.out.find("To remove it, from another folder:\n");
  REQUIRE(at != std::string::npos);
  scene.sh(ReleaseScene::commands_in(done.out.substr(at)));
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("the backport's branch goes with it, once development has that", "[e2e][workflow]") {
  Complete scene;
  scene.branch("backport/missing-user", "kars-dev");
  scene.push_unseen({"origin", "backport/missing-user"});
  scene.walk(kFinish);
  CHECK_FALSE(scene.is_here("backport/missing-user"));
  CHECK(scene.remote_id("backport/missing-user").empty());
}

TEST_CASE("a backport's branch with more than development has stays", "[e2e][workflow]") {
  Complete scene;
  scene.switch_new("backport/missing-user", "kars-dev");
  scene.commit("chore: more", "src/more.js", lines(3));
  scene.switch_to("kars-prod");
  CHECK_THAT(scene.walk(kFinish),
             contains("backport/missing-user stays: kars-dev does not have all of it\n"));
  CHECK(scene.is_here("backport/missing-user"));
}

TEST_CASE("a hotfix that production took back ends without a message", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.release();
  scene.walk({"rollback", kLogin, "--option", "2", "--push"});
  const std::string said = scene.walk(kFinish);
  CHECK_THAT(said,
             contains("kars-prod took it back, with " + short_id(scene.remote_id("kars-prod")) +
                      ": there is nothing to announce\n"));
  CHECK_THAT(said, !contains("COMPLETE"));
  CHECK(scene.remote_id(kLogin).empty());
}

TEST_CASE("a hotfix that development is excused from ends, and why is said", "[e2e][workflow]") {
  ReleaseScene scene;
  const std::string made = scene.release();
  scene.switch_to("kars-dev");
  scene.git(
      {"commit", "-q", "--allow-empty", "--no-verify", "-m",
       "chore: logins are gone\n\nHotfix-Waive: backport " + made + " logins are gone there"});
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"fetch", "-q", "origin"});
  CHECK_THAT(scene.walk(kFinish), contains("kars-dev does not get it: "));
}

TEST_CASE("a shallow clone does not know whether it is finished", "[e2e][workflow]") {
  Complete scene;
  scene.sh(
      "git clone -q --depth=1 --no-single-branch \"file://$(git config remote.origin.url)\" "
      "../shallow");
  const ProgramResult shallow = scene.sh("cd ../shallow && '" + program("git-hotfix") +
                                         "' finish " + kLogin + " || echo \"[$?]\"");
  CHECK_THAT(shallow.out, contains("[3]"));
  CHECK_THAT(shallow.err, contains("git fetch --unshallow"));
}

TEST_CASE("a work tree in the middle of a merge stops it before anything is deleted",
          "[e2e][workflow]") {
  Complete scene;
  scene.git({"worktree", "add", "-q", "../second", kLogin});
  scene.git({"-C", "../second", "merge", "-q", "--no-ff", "--no-commit", "kars-dev"});
  const std::string before = refs_of(scene);
  CHECK(scene.hotfix(kFinish).status == 1);
  CHECK(refs_of(scene) == before);
}

TEST_CASE("a hotfix is complete only with the one that sets it right, unless that is given up",
          "[e2e][workflow]") {
  Complete scene;
  scene.git({"config", "hotfix.hotfix/again.fixes", scene.made});
  scene.switch_new("hotfix/again", "origin/kars-prod");
  const std::string fix = scene.commit("hotfix: say so", "src/said.js", "console.log('said');\n");
  const Arguments complete = {"announce", "complete", kLogin};
  const ProgramResult early = scene.hotfix(complete);
  CHECK(early.status == 1);
  CHECK_THAT(early.err, contains("it is set right by hotfix/again, which is not over"));

  scene.switch_to("kars-prod");
  scene.git({"pull", "-q", "--ff-only", "origin", "kars-prod"});
  scene.git({"merge", "-q", "--squash", "hotfix/again"});
  const std::string made = scene.commit("hotfix: say so (#30)");
  scene.git({"revert", "--no-edit", made});
  scene.push_unseen({"origin", "kars-prod"});
  CHECK(scene.hotfix(complete).status == 1);

  scene.git({"config", "hotfix.hotfix/again.released", made});
  scene.git({"branch", "-q", "-D", "hotfix/again"});
  const ProgramResult late = scene.hotfix(complete);
  INFO(late.out << late.err);
  CHECK(late.status == 0);
}
