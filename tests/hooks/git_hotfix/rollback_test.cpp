// SPDX-License-Identifier: MIT
// `git hotfix rollback`, as a person starts it, on real git with the hooks in place.
#include <filesystem>

#include "rules/support/text.h"
#include "tests/e2e/fix_scene.h"
#include "tests/hooks/git_hotfix/walk.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

struct Released : Walk {
  Released() { made = release(); }
  std::string made;
};

const Arguments kRevert = {"rollback", kLogin, "--option", "2"};

Arguments with(Arguments arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// Everything that a person has here: what is checked out, uncommitted, and the other work trees.
std::string work_of(const Walk& walk) {
  return walk.git({"status", "--porcelain", "--branch"}) + walk.git({"worktree", "list"}) +
         walk.git({"stash", "list"});
}

}  // namespace

TEST_CASE("rollback explains the three options, each with its command", "[workflow]") {
  Released walk;
  test::check_golden("tests/golden/rollback.txt", walk.hotfix_says({"rollback", kLogin}));
}

TEST_CASE("rollback says what newer commits of production mean for each option", "[workflow]") {
  Released walk;
  walk.bring_back();
  walk.move_on("src/health.js", "module.exports = () => 'well';\n");
  test::check_golden("tests/golden/rollback_moved_on.txt", walk.hotfix_says({"rollback", kLogin}));
}

TEST_CASE("option 1 prints the policy's commands and runs none", "[workflow]") {
  Released walk;
  const std::string before = work_of(walk);
  CHECK(walk.hotfix_says({"rollback", kLogin, "--option", "1"}) ==
        "Run this:\n    railway link kars-backend-prod\n    railway rollback\n\n"
        "kars-prod still has hotfix/missing-user, and the next deployment brings it\n"
        "again. So go on with\n"
        "    git hotfix rollback hotfix/missing-user --option 2 --push\n");
  CHECK(work_of(walk) == before);
}

TEST_CASE("option 2 makes just what git revert makes, and pushes it past the hooks", "[workflow]") {
  Released walk;
  walk.write("README.md", "not committed\n");
  const std::string before = work_of(walk);
  walk.hotfix_says(with(kRevert, {"--push", "--reason", "it's worse: \"logins\" fail"}));
  const std::string made = walk.remote_id("kars-prod");
  CHECK(walk.id(made + "^{tree}") == walk.id(walk.made + "~1^{tree}"));
  CHECK(walk.id(made + "^") == walk.made);
  CHECK(walk.git({"log", "-1", "--format=%B", made}) ==
        "Revert \"hotfix: refuse a missing user (#12)\"\n\nThis reverts commit " + walk.made +
            ".\n\nit's worse: \"logins\" fail");
  CHECK(walk.git({"branch", "--list", "revert*"}).empty());
  walk.git({"update-ref", "refs/remotes/origin/kars-prod", walk.made});  // as it was
  CHECK(work_of(walk) == before);
}

TEST_CASE("option 2 reverts a merge by what its first parent had", "[workflow]") {
  Walk walk;
  const std::string merge = walk.release_merged();
  CHECK_THAT(walk.hotfix_says(with(kRevert, {"--push"})), contains("revert --no-edit -m 1 "));
  const std::string made = walk.remote_id("kars-prod");
  CHECK(walk.id(made + "^{tree}") == walk.id(merge + "~1^{tree}"));
  CHECK(walk.id(made + "^") == merge);
}

TEST_CASE("option 2 takes back every commit of a hotfix that was rebased onto production",
          "[workflow]") {
  Walk walk;
  walk.switch_new(kLogin, "origin/kars-prod");
  walk.fix_login();
  walk.test_login();
  walk.switch_to("kars-prod");
  const std::string before = walk.commit("hotfix: first (#9)", "src/first.js", lines(3));
  walk.git({"cherry-pick", kLogin + std::string("~1"), kLogin});
  walk.push_unseen({"origin", "kars-prod"});
  walk.git({"fetch", "-q", "origin"});
  walk.hotfix_says(with(kRevert, {"--push"}));
  CHECK(walk.id(walk.remote_id("kars-prod") + "^{tree}") == walk.id(before + "^{tree}"));
}

TEST_CASE("without --push the revert waits on a branch, which a second call pushes", "[workflow]") {
  Released walk;
  const std::string branch = "revert-" + std::string(kLogin);
  CHECK_THAT(walk.hotfix_says(kRevert),
             contains("Next, the push to kars-prod\n    git hotfix rollback hotfix/missing-user "
                      "--option 2 --push\n"));
  CHECK(walk.remote_id("kars-prod") == walk.made);
  const std::string revert = walk.id(branch);
  CHECK_THAT(walk.hotfix_says(kRevert), contains(branch + " is there already"));
  walk.hotfix_says(with(kRevert, {"--push"}));
  CHECK(walk.remote_id("kars-prod") == revert);
  CHECK(walk.git({"branch", "--list", branch}).empty());
}

TEST_CASE("what a rollback did is taken back by the lines that it prints", "[workflow]") {
  Released walk;
  const std::string before = work_of(walk) + walk.git({"for-each-ref"});
  const std::string said = walk.hotfix_says(kRevert);
  walk.sh(Walk::commands_in(said.substr(said.find("to take it back"))));
  CHECK(work_of(walk) + walk.git({"for-each-ref"}) == before);
}

TEST_CASE("lines that take a revert back do nothing when the branch has moved since",
          "[workflow]") {
  Released walk;
  const std::string said = walk.hotfix_says(kRevert);
  walk.switch_to("revert-" + std::string(kLogin));
  const std::string more = walk.commit("hotfix: more", "src/more.js", lines(3));
  const std::string undo = Walk::commands_in(said.substr(said.find("to take it back")));
  CHECK(walk.exec({"sh"}, undo).status != 0);
  CHECK(walk.id("revert-" + std::string(kLogin)) == more);
}

TEST_CASE("a hotfix below newer commits is reverted by a pull request, and they stay",
          "[workflow]") {
  Released walk;
  const std::string newer = walk.move_on("src/health.js", "module.exports = () => 'well';\n");
  walk.git({"config", "remote.origin.pushurl", walk.bare()});
  walk.git({"config", "remote.origin.url", "git@github.com:owner/kars.git"});
  const std::string said = walk.hotfix_says(with(kRevert, {"--push", "--no-fetch"}));
  CHECK_THAT(said, contains("This needs a pull request: 1 newer commit stays on kars-prod\n    " +
                            short_id(newer) + " hotfix: another (#13)\n"));
  CHECK_THAT(said, contains("\nNext\n    gh pr create --base kars-prod --head "
                            "revert-hotfix/missing-user\n"
                            "Say in its description why it is taken back.\n"));
  const std::string revert = walk.remote_id("revert-" + std::string(kLogin));
  CHECK(walk.git({"diff", "--name-only", newer, revert}) == "src/login.js\ntests/login.test.js");
  CHECK(walk.remote_id("kars-prod") == newer);
}

TEST_CASE("a revert that conflicts is not begun", "[workflow]") {
  Released walk;
  walk.move_on("src/login.js", "module.exports = { login: () => null, logout: () => null };\n");
  const std::string before = work_of(walk);
  const ProgramResult refused = walk.hotfix(with(kRevert, {"--push"}));
  CHECK(refused.status == 1);
  CHECK(refused.err ==
        "git hotfix: a revert conflicts with newer commits of kars-prod, in src/login.js; nothing "
        "was done\n  fix  git hotfix rollback hotfix/missing-user --option 1, or --option 3\n");
  CHECK(work_of(walk) == before);
  CHECK_THAT(walk.hotfix_says({"rollback", kLogin}),
             contains("Not possible: newer commits changed the same places, in\n    "
                      "src/login.js\n"));
}

TEST_CASE("a revert of a rollback brings the hotfix again, by a pull request", "[workflow]") {
  Released walk;
  walk.hotfix_says(with(kRevert, {"--push"}));
  CHECK(walk.hotfix(kRevert).err == "git hotfix: kars-prod has taken it back already, with " +
                                        short_id(walk.remote_id("kars-prod")) + "\n");
  const std::string said =
      walk.hotfix_says({"rollback", "origin/kars-prod", "--option", "2", "--push"});
  CHECK_THAT(said, contains("This needs a pull request: what kars-prod took back would be live "
                            "again\n"));
  const std::string branch = "revert-" + short_id(walk.remote_id("kars-prod"));
  CHECK(walk.id(walk.remote_id(branch) + "^{tree}") == walk.id(walk.made + "^{tree}"));
}

TEST_CASE("a production that moved meanwhile takes no push, and what to do is said", "[workflow]") {
  Released walk;
  walk.move_on("src/health.js", "module.exports = () => 'well';\n");
  walk.git({"update-ref", "refs/remotes/origin/kars-prod", walk.made});
  const ProgramResult stopped = walk.hotfix(with(kRevert, {"--push", "--no-fetch"}));
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("stopped: this ended with status 1:\n"));
  CHECK_THAT(stopped.out, contains("If kars-prod has moved on, fetch it, and begin again:\n"));
  CHECK_THAT(stopped.out, contains("If it takes no push, push the revert as a branch:\n"));
  const auto undo = stopped.out.find("to take back what was done before it:");
  REQUIRE(undo != std::string::npos);
  CHECK(std::filesystem::exists(walk.path() + "-revert-missing-user"));
  walk.sh(Walk::commands_in(stopped.out.substr(undo, stopped.out.find("If ") - undo)));
  CHECK_FALSE(std::filesystem::exists(walk.path() + "-revert-missing-user"));
}

TEST_CASE("a server that takes no push to production is gone around by a branch", "[workflow]") {
  Released walk;
  walk.sh(
      "mkdir -p ../origin.git/hooks && printf '#!/bin/sh\\nread old new ref\\ntest \"$ref\" != "
      "refs/heads/kars-prod\\n' > "
      "../origin.git/hooks/pre-receive && chmod +x ../origin.git/hooks/pre-receive");
  const ProgramResult stopped = walk.hotfix(with(kRevert, {"--push"}));
  CHECK(stopped.status == 1);
  const std::string around = "push the revert as a branch:\n";
  const auto at = stopped.out.find(around);
  REQUIRE(at != std::string::npos);
  walk.sh(Walk::commands_in(stopped.out.substr(at)));
  CHECK_FALSE(walk.remote_id("revert-" + std::string(kLogin)).empty());
  CHECK(walk.remote_id("kars-prod") == walk.made);
}

TEST_CASE("a revert that a hook of the team stops is taken back by the lines that are printed",
          "[workflow]") {
  Released walk;
  const std::string before = work_of(walk) + walk.git({"for-each-ref"});
  walk.write(".git/hooks/prepare-commit-msg", "#!/bin/sh\necho no >&2\nexit 1\n");
  walk.sh("chmod +x .git/hooks/prepare-commit-msg");
  const ProgramResult stopped = walk.hotfix(kRevert);
  CHECK(stopped.status == 1);
  walk.sh(Walk::commands_in(stopped.out.substr(stopped.out.find("to take back"))));
  CHECK(work_of(walk) + walk.git({"for-each-ref"}) == before);
}

TEST_CASE("a production that was not fetched lately is not reverted unasked", "[workflow]") {
  Released walk;
  const Arguments later = {"--now", "2031-01-01T00:00:00Z"};
  const ProgramResult refused = walk.hotfix(with(kRevert, later));
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("ago: what is deployed may be another commit"));
  CHECK_THAT(walk.hotfix_says(with({"rollback", kLogin}, later)),
             contains("ago:\n    git fetch origin "));
  walk.hotfix_says(with(with(kRevert, later), {"--fetch"}));
}

TEST_CASE("without a remote the revert is made on a branch, and merged by hand", "[workflow]") {
  Released walk;
  walk.git({"remote", "remove", "origin"});
  CHECK_THAT(walk.hotfix_says(kRevert),
             contains("Next\n    git switch kars-prod &&\n"
                      "    git merge --ff-only refs/heads/revert-hotfix/missing-user\n"));
  CHECK(walk.hotfix(with(kRevert, {"--push"})).status == 1);
}

TEST_CASE("a shallow clone does not know what to take back", "[workflow]") {
  Released walk;
  walk.sh(
      "git clone -q --depth=1 --no-single-branch \"file://$(git config remote.origin.url)\" "
      "../shallow");
  const ProgramResult shallow = walk.sh("cd ../shallow && '" + program("git-hotfix") +
                                        "' rollback " + kLogin + " --option 2 || echo \"[$?]\"");
  CHECK_THAT(shallow.out, contains("[3]"));
  CHECK_THAT(shallow.err, contains("git fetch --unshallow"));
}

TEST_CASE("a hotfix that is not released has nothing to take back", "[workflow]") {
  Walk walk;
  walk.good_hotfix();
  CHECK(walk.hotfix({"rollback"}).err ==
        "git hotfix: hotfix/missing-user is not on kars-prod: there is nothing to take back\n"
        "  fix  git fetch origin "
        "+refs/heads/kars-prod:refs/remotes/origin/kars-prod\n");
}

TEST_CASE("options that belong to another way are refused", "[workflow]") {
  Released walk;
  CHECK(walk.hotfix({"rollback", kLogin, "--push"}).status == 2);
  CHECK(walk.hotfix(with(kRevert, {"--worktree"})).status == 2);
  CHECK(walk.hotfix(with(kRevert, {"--reason", "#12"})).err ==
        "git hotfix: --reason '#12' does not say why it is taken back\n");
  CHECK(walk.hotfix({"rollback", kLogin, "--option", "4"}).status == 2);
}

TEST_CASE("option 3 begins another hotfix of the same incident, linked to the first",
          "[workflow]") {
  Released walk;
  const std::string key = "hotfix." + std::string(kLogin) + ".";
  walk.git({"config", key + "severity", "P0"});
  walk.git({"config", key + "criterion", "Complete service outage"});
  walk.git({"config", key + "issue", "nobody can log in"});
  const std::string said = walk.hotfix_says({"rollback", kLogin, "--option", "3"});
  CHECK_THAT(said, contains("HOTFIX INITIATED - P0\n\nIssue: nobody can log in\n"));
  CHECK_THAT(said, contains("It sets right " + short_id(walk.made) +
                            " hotfix: refuse a missing user (#12). Commit it with\n    git commit "
                            "-m 'hotfix: <what it does>' --trailer 'Fixes-Hotfix: " +
                            walk.made + "'\n"));
  CHECK(walk.git({"symbolic-ref", "--short", "HEAD"}) == "hotfix/fix-missing-user");
  CHECK(walk.id("HEAD") == walk.made);
  CHECK(walk.git({"config", "hotfix.hotfix/fix-missing-user.fixes"}) == walk.made);
  CHECK(walk.git({"config", "hotfix.hotfix/fix-missing-user.criterion"}) ==
        "Complete service outage");
}

TEST_CASE("option 3 goes by the trailers where nothing is recorded, or asks for the severity",
          "[workflow]") {
  Released walk;
  const ProgramResult asked = walk.hotfix({"rollback", kLogin, "--option", "3"});
  CHECK(asked.status == 2);
  CHECK_THAT(asked.err, contains("give --severity P0 or --severity P1"));
  walk.switch_to("kars-prod");
  walk.git({"commit", "-q", "--no-verify", "--amend", "-m",
            "hotfix: refuse a missing user (#12)\n\nSeverity: P1 Database issues affecting "
            "operations"});
  walk.push_unseen({"--force", "origin", "kars-prod"});
  walk.git({"fetch", "-q", "origin"});
  CHECK_THAT(walk.hotfix_says(
                 {"rollback", kLogin, "--option", "3", "--slug", "login-again", "--worktree"}),
             contains("HOTFIX INITIATED - P1"));
  CHECK(walk.git({"config", "hotfix.hotfix/fix-login-again.criterion"}) ==
        "Database issues affecting operations");
}

TEST_CASE("from a fork the revert goes to where production lives", "[workflow]") {
  Released walk;
  bring_into(walk, "in a fork", kLogin);
  walk.git({"fetch", "-q", "upstream"});
  CHECK_THAT(walk.hotfix_says(with(kRevert, {"--push"})),
             contains(" push upstream HEAD:refs/heads/kars-prod"));
  CHECK(walk.remote_id("kars-prod") != walk.made);
}

TEST_CASE("a hotfix, a folder and a subject of any bytes are taken back, and it is ended",
          "[workflow]") {
  Walk walk;
  walk.good_hotfix("hotfix/x");
  walk.git({"branch", "-m", "hotfix/x", "hotfix/it's-$HOME"});
  const std::string name = "hotfix/it's-$HOME";
  walk.push_unseen({"origin", name});
  walk.switch_to("kars-prod");
  walk.git({"merge", "-q", "--squash", name});
  const std::string made = walk.commit("hotfix: \x1b[31m\"it's\" `so` $HOME\\");
  walk.push_unseen({"origin", "kars-prod"});
  walk.git({"fetch", "-q", "origin"});
  walk.git({"worktree", "add", "-q", "--detach", "../it's here"});
  const auto in_folder = [&](const Arguments& arguments) {
    Arguments argv = {program("git-hotfix")};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    const ProgramResult result = run_program(argv, walk.root() + "/it's here", walk.env());
    INFO(result.out << result.err);
    CHECK(result.status == 0);
    return result.out;
  };
  CHECK(in_folder({"rollback", name}).find('\x1b') == std::string::npos);
  in_folder({"rollback", name, "--option", "2", "--reason", "it's `bad` $HOME \"now\""});
  in_folder({"rollback", name, "--option", "2", "--push"});
  CHECK(walk.id(walk.remote_id("kars-prod") + "^{tree}") == walk.id(made + "~1^{tree}"));
  CHECK_THAT(walk.git({"log", "-1", "--format=%B", walk.remote_id("kars-prod")}),
             contains("it's `bad` $HOME \"now\""));
  in_folder({"finish", name});
  CHECK(walk.remote_id(name).empty());
}
