// SPDX-License-Identifier: MIT
// `git hotfix finish`, as a person starts it, on real git with the hooks in place.
#include <filesystem>

#include "rules/support/text.h"
#include "tests/hooks/git_hotfix/walk.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

struct Complete : Walk {
  Complete() {
    made = release();
    bring_back();
  }
  std::string made;
};

const Arguments kFinish = {"finish", kLogin, "--now", "2025-06-15T18:00:00Z"};

std::string refs_of(Walk& walk) {
  return walk.git({"for-each-ref"}) + walk.git({"symbolic-ref", "HEAD"}) +
         walk.git({"worktree", "list"}) + walk.git({"--git-dir", walk.bare(), "for-each-ref"});
}

}  // namespace

TEST_CASE("finish deletes the branch here and on the remote, and prints the last message",
          "[workflow]") {
  Complete walk;
  const std::string key = "hotfix." + std::string(kLogin) + ".";
  walk.git({"config", key + "issue", "nobody can log in"});
  walk.git({"config", key + "started", "1749996000"});  // 2025-06-15 14:00
  test::check_golden("tests/golden/finish.txt", walk.hotfix_says(kFinish));
  CHECK_FALSE(walk.is_here(kLogin));
  CHECK(walk.remote_id(kLogin).empty());
}

TEST_CASE("what finish deleted comes back by the lines that it prints", "[workflow]") {
  Complete walk;
  walk.switch_to(kLogin);
  const std::string before = refs_of(walk);
  const std::string said = walk.hotfix_says(kFinish);
  CHECK(walk.git({"symbolic-ref", "--short", "HEAD"}) == "kars-dev");
  walk.sh(Walk::commands_in(said.substr(said.find("to take it back"))));
  walk.git({"fetch", "-q", "origin"});
  CHECK(refs_of(walk) == before);
}

TEST_CASE("a second finish finds nothing to delete, and still knows what was released",
          "[workflow]") {
  Complete walk;
  walk.hotfix_says(kFinish);
  const std::string said = walk.hotfix_says(kFinish);
  CHECK_THAT(said, contains("There is no branch of hotfix/missing-user to delete\n"));
  CHECK_THAT(said, contains("Resolution: refuse a missing user\n"));
}

TEST_CASE("finish refuses while development does not have all of it, and names what it lacks",
          "[workflow]") {
  Walk walk;
  const std::string made = walk.release();
  const std::string before = refs_of(walk);
  const ProgramResult refused = walk.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK(refused.err ==
        "git hotfix: it is not finished: kars-dev does not have src/login.js:4\n"
        "  fix  git hotfix backport hotfix/missing-user\n");
  CHECK(refs_of(walk) == before);
}

TEST_CASE("half a backport is not enough", "[workflow]") {
  Walk walk;
  walk.switch_new(kLogin, "origin/kars-prod");
  walk.fix_login();
  walk.test_login();
  walk.commit("hotfix: say so", "src/say.js", lines(4));
  walk.switch_to("kars-prod");
  walk.git({"merge", "-q", "--squash", kLogin});
  walk.commit("hotfix: refuse a missing user (#12)");
  walk.switch_to("kars-dev");
  walk.git({"cherry-pick", kLogin});
  walk.push_unseen({"origin", "kars-prod", "kars-dev"});
  walk.git({"fetch", "-q", "origin"});
  const ProgramResult refused = walk.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK(refused.err ==
        "git hotfix: it is not finished: kars-dev does not have src/login.js:4\n"
        "  fix  git hotfix backport hotfix/missing-user\n");
  CHECK(walk.is_here(kLogin));
}

TEST_CASE("finish refuses what is not released", "[workflow]") {
  Walk walk;
  walk.good_hotfix();
  const ProgramResult refused = walk.hotfix({"finish"});
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("hotfix/missing-user is not on kars-prod yet"));
}

TEST_CASE("finish refuses to delete a branch that has more than was released", "[workflow]") {
  Complete walk;
  walk.switch_to(kLogin);
  walk.commit("hotfix: one more thing", "src/health.js", "module.exports = () => 'well';\n");
  walk.switch_to("kars-prod");
  const std::string before = refs_of(walk);
  CHECK(walk.hotfix(kFinish).status == 1);
  CHECK(walk.hotfix({"finish", short_id(walk.made)}).status == 0);  // no branch is meant
  CHECK(refs_of(walk) == before);
}

TEST_CASE("a branch that a colleague pushed to meanwhile stays", "[workflow]") {
  Complete walk;
  walk.sh(
      "git clone -q \"$(git config remote.origin.url)\" ../other && cd ../other && git switch "
      "-q " +
      std::string(kLogin) +
      " && git -c user.name=x -c user.email=x@example.com commit -q --allow-empty -m more && "
      "git push -q");
  const std::string before = refs_of(walk);
  const ProgramResult refused = walk.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err,
             contains("hotfix/missing-user has moved on origin since it was fetched\n  fix  git "
                      "fetch origin "));
  CHECK(refs_of(walk) == before);
}

TEST_CASE("a branch that the forge deleted already is forgotten here", "[workflow]") {
  Complete walk;
  walk.git({"--git-dir", walk.bare(), "update-ref", "-d", "refs/heads/" + std::string(kLogin)});
  CHECK_THAT(walk.hotfix_says(kFinish), !contains("git push"));
  CHECK(walk.run({"rev-parse", "-q", "--verify", "refs/remotes/origin/" + std::string(kLogin)})
            .status != 0);
  CHECK_FALSE(walk.is_here(kLogin));
}

TEST_CASE("a remote that does not answer stops it before anything is deleted", "[workflow]") {
  Complete walk;
  const std::string url = walk.git({"config", "remote.origin.url"});
  const std::string before = refs_of(walk);
  walk.git({"config", "remote.origin.url", "/nowhere/origin.git"});
  CHECK(walk.hotfix(kFinish).status == 1);
  walk.git({"config", "remote.origin.url", url});
  CHECK(refs_of(walk) == before);
}

TEST_CASE("a server that keeps its branches stops it before anything is deleted", "[workflow]") {
  Complete walk;
  const std::string before = refs_of(walk);
  walk.git({"--git-dir", walk.bare(), "config", "receive.denyDeletes", "true"});
  CHECK(walk.hotfix(kFinish).status == 1);
  CHECK(refs_of(walk) == before);
}

TEST_CASE("a branch that is checked out with uncommitted changes stays", "[workflow]") {
  Complete walk;
  walk.switch_to(kLogin);
  walk.write("README.md", "not committed\n");
  const std::string before = refs_of(walk);
  const ProgramResult refused = walk.hotfix(kFinish);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("is checked out with changes that are not committed"));
  CHECK(refs_of(walk) == before);
}

TEST_CASE("the work tree that start made for it goes when it is clean", "[workflow]") {
  Complete walk;
  const std::string folder = walk.path() + "-missing-user";
  walk.git({"worktree", "add", "-q", folder, kLogin});
  const std::string before = refs_of(walk);
  walk.write("../" + folder.substr(folder.rfind('/') + 1) + "/new.txt", "x\n");
  CHECK(walk.hotfix(kFinish).status == 1);
  CHECK(refs_of(walk) == before);
  std::filesystem::remove(folder + "/new.txt");
  const std::string said = walk.hotfix_says(kFinish);
  CHECK_FALSE(std::filesystem::exists(folder));
  walk.sh(Walk::commands_in(said.substr(said.find("to take it back"))));
  walk.git({"fetch", "-q", "origin"});
  CHECK(refs_of(walk) == before);
}

TEST_CASE("another work tree that has the branch stays, at its commit", "[workflow]") {
  Complete walk;
  walk.git({"worktree", "add", "-q", "../second", kLogin});
  walk.write("../second/new.txt", "x\n");
  walk.hotfix_says(kFinish);
  CHECK(walk.git({"-C", "../second", "status", "--porcelain"}) == "?? new.txt");
  CHECK_FALSE(walk.is_here(kLogin));
}

TEST_CASE("a work tree is not removed below the feet of whoever finishes in it", "[workflow]") {
  Complete walk;
  const std::string folder = walk.path() + "-missing-user";
  walk.git({"worktree", "add", "-q", folder, kLogin});
  const ProgramResult done = run_program({program("git-hotfix"), "finish"}, folder, walk.env());
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK_FALSE(walk.is_here(kLogin));
  const auto at = done.out.find("To remove it, from another folder:\n");
  REQUIRE(at != std::string::npos);
  walk.sh(Walk::commands_in(done.out.substr(at)));
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("the backport's branch goes with it, once development has that", "[workflow]") {
  Complete walk;
  walk.branch("backport/missing-user", "kars-dev");
  walk.push_unseen({"origin", "backport/missing-user"});
  walk.hotfix_says(kFinish);
  CHECK_FALSE(walk.is_here("backport/missing-user"));
  CHECK(walk.remote_id("backport/missing-user").empty());
}

TEST_CASE("a backport's branch with more than development has stays", "[workflow]") {
  Complete walk;
  walk.switch_new("backport/missing-user", "kars-dev");
  walk.commit("chore: more", "src/more.js", lines(3));
  walk.switch_to("kars-prod");
  CHECK_THAT(walk.hotfix_says(kFinish),
             contains("backport/missing-user stays: kars-dev does not have all of it\n"));
  CHECK(walk.is_here("backport/missing-user"));
}

TEST_CASE("a hotfix that production took back ends without a message", "[workflow]") {
  Walk walk;
  walk.release();
  walk.hotfix_says({"rollback", kLogin, "--option", "2", "--push"});
  const std::string said = walk.hotfix_says(kFinish);
  CHECK_THAT(said,
             contains("kars-prod took it back, with " + short_id(walk.remote_id("kars-prod")) +
                      ": there is nothing to announce\n"));
  CHECK_THAT(said, !contains("COMPLETE"));
  CHECK(walk.remote_id(kLogin).empty());
}

TEST_CASE("a hotfix that development is excused from ends, and why is said", "[workflow]") {
  Walk walk;
  const std::string made = walk.release();
  walk.switch_to("kars-dev");
  walk.git({"commit", "-q", "--allow-empty", "--no-verify", "-m",
            "chore: logins are gone\n\nHotfix-Waive: backport " + made + " logins are gone there"});
  walk.push_unseen({"origin", "kars-dev"});
  walk.git({"fetch", "-q", "origin"});
  CHECK_THAT(walk.hotfix_says(kFinish), contains("kars-dev does not get it: "));
}

TEST_CASE("a shallow clone does not know whether it is finished", "[workflow]") {
  Complete walk;
  walk.sh(
      "git clone -q --depth=1 --no-single-branch \"file://$(git config remote.origin.url)\" "
      "../shallow");
  const ProgramResult shallow = walk.sh("cd ../shallow && '" + program("git-hotfix") + "' finish " +
                                        kLogin + " || echo \"[$?]\"");
  CHECK_THAT(shallow.out, contains("[3]"));
  CHECK_THAT(shallow.err, contains("git fetch --unshallow"));
}
