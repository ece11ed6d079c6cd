// SPDX-License-Identifier: MIT
// `git hotfix rollback`, as a person starts it, on real git with the hooks in place.
#include <filesystem>

#include "rules/support/text.h"
#include "tests/e2e/fix_scene.h"
#include "tests/e2e/workflow/release_scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

struct Released : ReleaseScene {
  Released() { made = release(); }
  std::string made;
};

const Arguments kRevert = {"rollback", kLogin, "--option", "2"};

Arguments with(Arguments arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// Everything that a person has here: what is checked out, uncommitted, and the other work trees.
std::string work_of(const ReleaseScene& scene) {
  return scene.git({"status", "--porcelain", "--branch"}) + scene.git({"worktree", "list"}) +
         scene.git({"stash", "list"});
}

}  // namespace

TEST_CASE("rollback explains the three options, each with its command", "[e2e][workflow]") {
  Released scene;
  test::check_golden("tests/golden/rollback.txt", scene.walk({"rollback", kLogin}));
}

TEST_CASE("rollback says what newer commits of production mean for each option",
          "[e2e][workflow]") {
  Released scene;
  scene.bring_back();
  scene.move_on("src/health.js", "module.exports = () => 'well';\n");
  test::check_golden("tests/golden/rollback_moved_on.txt", scene.walk({"rollback", kLogin}));
}

TEST_CASE("option 1 prints the policy's commands and runs none", "[e2e][workflow]") {
  Released scene;
  const std::string before = work_of(scene);
  CHECK(scene.walk({"rollback", kLogin, "--option", "1"}) ==
        "Run this:\n    railway link kars-backend-prod\n    railway rollback\n\n"
        "kars-prod still has hotfix/missing-user, and the next deployment brings it\n"
        "again. So go on with\n"
        "    git hotfix rollback hotfix/missing-user --option 2 --push\n");
  CHECK(work_of(scene) == before);
}

TEST_CASE("option 2 makes just what git revert makes, and pushes it past the hooks",
          "[e2e][workflow]") {
  Released scene;
  scene.write("README.md", "not committed\n");
  const std::string before = work_of(scene);
  scene.walk(with(kRevert, {"--push", "--reason", "it's worse: \"logins\" fail"}));
  const std::string made = scene.remote_id("kars-prod");
  CHECK(scene.id(made + "^{tree}") == scene.id(scene.made + "~1^{tree}"));
  CHECK(scene.id(made + "^") == scene.made);
  CHECK(scene.git({"log", "-1", "--format=%B", made}) ==
        "Revert \"hotfix: refuse a missing user (#12)\"\n\nThis reverts commit " + scene.made +
            ".\n\nit's worse: \"logins\" fail");
  CHECK(scene.git({"branch", "--list", "revert*"}).empty());
  scene.git({"update-ref", "refs/remotes/origin/kars-prod", scene.made});  // as it was
  CHECK(work_of(scene) == before);
}

TEST_CASE("option 2 reverts a merge by what its first parent had", "[e2e][workflow]") {
  ReleaseScene scene;
  const std::string merge = scene.release_merged();
  CHECK_THAT(scene.walk(with(kRevert, {"--push"})), contains("revert --no-edit -m 1 "));
  const std::string made = scene.remote_id("kars-prod");
  CHECK(scene.id(made + "^{tree}") == scene.id(merge + "~1^{tree}"));
  CHECK(scene.id(made + "^") == merge);
}

TEST_CASE("option 2 takes back every commit of a hotfix that was rebased onto production",
          "[e2e][workflow]") {
  ReleaseScene scene;
  scene.switch_new(kLogin, "origin/kars-prod");
  scene.fix_login();
  scene.test_login();
  scene.switch_to("kars-prod");
  const std::string before = scene.commit("hotfix: first (#9)", "src/first.js", lines(3));
  scene.git({"cherry-pick", kLogin + std::string("~1"), kLogin});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.walk(with(kRevert, {"--push"}));
  CHECK(scene.id(scene.remote_id("kars-prod") + "^{tree}") == scene.id(before + "^{tree}"));
}

TEST_CASE("without --push the revert waits on a branch, which a second call pushes",
          "[e2e][workflow]") {
  Released scene;
  const std::string branch = "revert-" + std::string(kLogin);
  CHECK_THAT(scene.walk(kRevert),
             contains("Next, the push to kars-prod\n    git hotfix rollback hotfix/missing-user "
                      "--option 2 --push\n"));
  CHECK(scene.remote_id("kars-prod") == scene.made);
  const std::string revert = scene.id(branch);
  CHECK_THAT(scene.walk(kRevert), contains(branch + " is there already"));
  scene.walk(with(kRevert, {"--push"}));
  CHECK(scene.remote_id("kars-prod") == revert);
  CHECK(scene.git({"branch", "--list", branch}).empty());
}

TEST_CASE("what a rollback did is taken back by the lines that it prints", "[e2e][workflow]") {
  Released scene;
  const std::string before = work_of(scene) + scene.git({"for-each-ref"});
  const std::string said = scene.walk(kRevert);
  scene.sh(ReleaseScene::commands_in(said.substr(said.find("to take it back"))));
  CHECK(work_of(scene) + scene.git({"for-each-ref"}) == before);
}

TEST_CASE("lines that take a revert back do nothing when the branch has moved since",
          "[e2e][workflow]") {
  Released scene;
  const std::string said = scene.walk(kRevert);
  scene.switch_to("revert-" + std::string(kLogin));
  const std::string more = scene.commit("hotfix: more", "src/more.js", lines(3));
  const std::string undo = ReleaseScene::commands_in(said.substr(said.find("to take it back")));
  CHECK(scene.exec({"sh"}, undo).status != 0);
  CHECK(scene.id("revert-" + std::string(kLogin)) == more);
}

TEST_CASE("a hotfix below newer commits is reverted by a pull request, and they stay",
          "[e2e][workflow]") {
  Released scene;
  const std::string newer = scene.move_on("src/health.js", "module.exports = () => 'well';\n");
  scene.git({"config", "remote.origin.pushurl", scene.bare()});
  scene.git({"config", "remote.origin.url", "git@github.com:owner/kars.git"});
  const std::string said = scene.walk(with(kRevert, {"--push", "--no-fetch"}));
  CHECK_THAT(said, contains("This needs a pull request: 1 newer commit stays on kars-prod\n    " +
                            short_id(newer) + " hotfix: another (#13)\n"));
  CHECK_THAT(said, contains("\nNext\n    gh pr create --base kars-prod --head "
                            "revert-hotfix/missing-user\n"
                            "Say in its description why it is taken back.\n"));
  const std::string revert = scene.remote_id("revert-" + std::string(kLogin));
  CHECK(scene.git({"diff", "--name-only", newer, revert}) == "src/login.js\ntests/login.test.js");
  CHECK(scene.remote_id("kars-prod") == newer);
}

TEST_CASE("a revert that conflicts is not begun", "[e2e][workflow]") {
  Released scene;
  scene.move_on("src/login.js", "module.exports = { login: () => null, logout: () => null };\n");
  const std::string before = work_of(scene);
  const ProgramResult refused = scene.hotfix(with(kRevert, {"--push"}));
  CHECK(refused.status == 1);
  CHECK(refused.err ==
        "git hotfix: a revert conflicts with newer commits of kars-prod, in src/login.js; nothing "
        "was done\n  fix  git hotfix rollback hotfix/missing-user --option 1, or --option 3\n");
  CHECK(work_of(scene) == before);
  CHECK_THAT(scene.walk({"rollback", kLogin}),
             contains("Not possible: newer commits changed the same places, in\n    "
                      "src/login.js\n"));
}

TEST_CASE("a revert of a rollback brings the hotfix again, by a pull request", "[e2e][workflow]") {
  Released scene;
  scene.walk(with(kRevert, {"--push"}));
  CHECK(
      scene.hotfix(kRevert).err ==
      "git hotfix: kars-prod has taken it back already, with " +
          short_id(scene.remote_id("kars-prod")) +
          "\n  fix  git hotfix rollback hotfix/missing-user --option 3 --severity P0, for another "
          "hotfix\n");
  const std::string said = scene.walk({"rollback", "origin/kars-prod", "--option", "2", "--push"});
  CHECK_THAT(said, contains("This needs a pull request: what kars-prod took back would be live "
                            "again\n"));
  const std::string branch = "revert-" + short_id(scene.remote_id("kars-prod"));
  CHECK(scene.id(scene.remote_id(branch) + "^{tree}") == scene.id(scene.made + "^{tree}"));
}

TEST_CASE("a production that moved meanwhile takes no push, and what to do is said",
          "[e2e][workflow]") {
  Released scene;
  scene.move_on("src/health.js", "module.exports = () => 'well';\n");
  scene.git({"update-ref", "refs/remotes/origin/kars-prod", scene.made});
  const ProgramResult stopped = scene.hotfix(with(kRevert, {"--push", "--no-fetch"}));
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("stopped: this ended with status 1:\n"));
  CHECK_THAT(stopped.out, contains("If kars-prod has moved on, fetch it, and begin again:\n"));
  CHECK_THAT(stopped.out, contains("If it takes no push, push the revert as a branch:\n"));
  const auto undo = stopped.out.find("to take back what was done before it:");
  REQUIRE(undo != std::string::npos);
  CHECK(std::filesystem::exists(scene.path() + "-revert-missing-user"));
  scene.sh(ReleaseScene::commands_in(stopped.out.substr(undo, stopped.out.find("If ") - undo)));
  CHECK_FALSE(std::filesystem::exists(scene.path() + "-revert-missing-user"));
}

TEST_CASE("a server that takes no push to production is gone around by a branch",
          "[e2e][workflow]") {
  Released scene;
  scene.sh(
      "mkdir -p ../origin.git/hooks && printf '#!/bin/sh\\nread old new ref\\ntest \"$ref\" != "
      "refs/heads/kars-prod\\n' > "
      "../origin.git/hooks/pre-receive && chmod +x ../origin.git/hooks/pre-receive");
  const ProgramResult stopped = scene.hotfix(with(kRevert, {"--push"}));
  CHECK(stopped.status == 1);
  const std::string around = "push the revert as a branch:\n";
  const auto at = stopped.out.find(around);
  REQUIRE(at != std::string::npos);
  scene.sh(ReleaseScene::commands_in(stopped.out.substr(at)));
  CHECK_FALSE(scene.remote_id("revert-" + std::string(kLogin)).empty());
  CHECK(scene.remote_id("kars-prod") == scene.made);
}

TEST_CASE("a revert that a hook of the team stops is taken back by the lines that are printed",
          "[e2e][workflow]") {
  Released scene;
  const std::string before = work_of(scene) + scene.git({"for-each-ref"});
  scene.write(".git/hooks/prepare-commit-msg", "#!/bin/sh\necho no >&2\nexit 1\n");
  scene.sh("chmod +x .git/hooks/prepare-commit-msg");
  const ProgramResult stopped = scene.hotfix(kRevert);
  CHECK(stopped.status == 1);
  scene.sh(ReleaseScene::commands_in(stopped.out.substr(stopped.out.find("to take back"))));
  CHECK(work_of(scene) + scene.git({"for-each-ref"}) == before);
  const ProgramResult direct = scene.hotfix(with(kRevert, {"--push"}));
  CHECK(direct.status == 1);
  CHECK(direct.out.find("takes no push") == std::string::npos);
}

TEST_CASE("a production that was not fetched lately is not reverted unasked", "[e2e][workflow]") {
  Released scene;
  scene.minutes = 10 * 365 * 24 * 60;
  const ProgramResult refused = scene.hotfix(kRevert);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("ago: what is deployed may be another commit"));
  CHECK_THAT(scene.walk({"rollback", kLogin}), contains("ago:\n    git fetch origin "));
  scene.walk(with(kRevert, {"--fetch"}));
}

TEST_CASE("without a remote the revert is made on a branch, and merged by hand",
          "[e2e][workflow]") {
  Released scene;
  scene.git({"remote", "remove", "origin"});
  CHECK_THAT(scene.walk(kRevert),
             contains("Next\n    git switch kars-prod &&\n"
                      "    git merge --ff-only refs/heads/revert-hotfix/missing-user\n"));
  CHECK(scene.hotfix(with(kRevert, {"--push"})).status == 1);
}

TEST_CASE("a shallow clone does not know what to take back", "[e2e][workflow]") {
  Released scene;
  scene.sh(
      "git clone -q --depth=1 --no-single-branch \"file://$(git config remote.origin.url)\" "
      "../shallow");
  const ProgramResult shallow = scene.sh("cd ../shallow && '" + program("git-hotfix") +
                                         "' rollback " + kLogin + " --option 2 || echo \"[$?]\"");
  CHECK_THAT(shallow.out, contains("[3]"));
  CHECK_THAT(shallow.err, contains("git fetch --unshallow"));
}

TEST_CASE("a hotfix that is not released has nothing to take back", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.good_hotfix();
  CHECK(scene.hotfix({"rollback"}).err ==
        "git hotfix: hotfix/missing-user is not on kars-prod: there is nothing to take back\n"
        "  fix  git fetch origin "
        "+refs/heads/kars-prod:refs/remotes/origin/kars-prod\n");
}

TEST_CASE("a branch that production was moved to is taken back as any other", "[e2e][workflow]") {
  ReleaseScene scene;
  const std::string made = scene.good_hotfix();
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--ff-only", kLogin});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  CHECK(scene.hotfix({"finish", kLogin}).status == 1);
  CHECK(scene.is_here(kLogin));
  scene.walk({"rollback", kLogin, "--option", "2", "--push"});
  CHECK(scene.id(scene.remote_id("kars-prod") + "^{tree}") == scene.id(made + "~1^{tree}"));
}

TEST_CASE("a hotfix of which production has a part is not taken for released", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.good_hotfix();
  scene.commit("hotfix: say so", "src/say.js", lines(4));
  scene.switch_to("kars-prod");
  scene.fix_login("hotfix: refuse a missing user (#12)");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  const ProgramResult asked = scene.hotfix(kRevert);
  INFO(asked.out << asked.err);
  CHECK(asked.status == 3);
  CHECK_THAT(asked.err, contains("it is not certain that kars-prod has hotfix/missing-user"));
  CHECK(scene.hotfix({"finish", kLogin}).status == 1);
  CHECK(scene.is_here(kLogin));
}

TEST_CASE("a reason that a revert made before does not have is not dropped", "[e2e][workflow]") {
  Released scene;
  scene.walk(kRevert);
  const std::string revert = scene.id("revert-" + std::string(kLogin));
  const ProgramResult refused = scene.hotfix(with(kRevert, {"--reason", "it made logins slow"}));
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err,
             contains("  fix  git update-ref -d refs/heads/revert-hotfix/missing-user " +
                      short_id(revert) + ", and the same again\n"));
  scene.git({"update-ref", "-d", "refs/heads/revert-" + std::string(kLogin)});
  const Arguments slow = with(kRevert, {"--reason", "it made logins slow"});
  scene.walk(slow);
  scene.walk(with(slow, {"--push"}));
  CHECK_THAT(scene.git({"log", "-1", "--format=%B", scene.remote_id("kars-prod")}),
             contains("it made logins slow"));
}

TEST_CASE("commands that a rollback prints say again what it was told of the clone",
          "[e2e][workflow]") {
  Released scene;
  const std::string said = scene.walk({"rollback", kLogin, "--production", "kars-prod"});
  CHECK_THAT(said, contains("git hotfix rollback hotfix/missing-user --production kars-prod "
                            "--option 2 --push\n"));
  CHECK_THAT(scene.walk(with(kRevert, {"--push", "--production", "kars-prod"})),
             contains(" --production kars-prod --option 2 --push\n"));
}

TEST_CASE("a rollback that brings a hotfix again owes development nothing", "[e2e][workflow]") {
  Released scene;
  scene.walk(with(kRevert, {"--push"}));
  const std::string said = scene.walk({"rollback", "origin/kars-prod"});
  CHECK(said.find("git hotfix backport") == std::string::npos);
}

TEST_CASE("a promotion that is taken back stays on development", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.switch_to("kars-dev");
  scene.commit("feat: export", "src/export.js", lines(5));
  scene.push_unseen({"origin", "kars-dev"});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m", "Merge pull request #5 from me/kars-dev", "kars-dev"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  const std::string said = scene.walk({"rollback", "kars-prod", "--option", "2", "--push"});
  CHECK_THAT(said, contains("This is not a hotfix: it is kars-dev's work, promoted."));
  CHECK(said.find("git hotfix backport") == std::string::npos);
  CHECK_THAT(said, contains(" --option 2 --push --reason 'Hotfix-Waive: tests-present <why>'\n"));
  const ProgramResult refused = scene.hotfix({"backport", "origin/kars-prod"});
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("takes back a promotion: on kars-dev it would delete what was "
                                   "promoted"));
}

TEST_CASE("a hotfix that two squashes brought comes again by the lines that are printed",
          "[e2e][workflow]") {
  Released scene;
  scene.switch_to(kLogin);
  scene.commit("hotfix: and log it", "src/login.js", "module.exports = () => 'logged';\n");
  scene.push_unseen({"origin", kLogin});
  scene.switch_to("kars-prod");
  scene.git({"cherry-pick", kLogin});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  const std::string both = scene.id("kars-prod^{tree}");
  CHECK_THAT(scene.walk({"rollback", kLogin}), contains("It came by 2 commits"));
  const std::string said = scene.walk(with(kRevert, {"--push"}));
  CHECK_THAT(scene.walk({"status", kLogin}), contains("taken back by kars-prod"));
  const auto at = said.find("To bring the hotfix again:\n");
  REQUIRE(at != std::string::npos);
  scene.sh(ReleaseScene::commands_in(said.substr(at)));
  const std::string branch = "revert-" + short_id(scene.remote_id("kars-prod"));
  CHECK(scene.id(scene.remote_id(branch) + "^{tree}") == both);
}

TEST_CASE("what came without a test comes again with the waiver that it had", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.switch_to("kars-prod");
  scene.fix_login("hotfix: refuse (#12)\n\nHotfix-Waive: tests-present it's one word");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  const std::string fixed = scene.id("kars-prod");
  const std::string said = scene.walk({"rollback", fixed, "--option", "2", "--push"});
  const auto at = said.find("To bring the hotfix again:\n");
  REQUIRE(at != std::string::npos);
  const std::string reason = "Hotfix-Waive: tests-present it's one word";
  CHECK_THAT(said.substr(at), contains(" --option 2 --push --reason " + shell_quote(reason)));
  const ProgramResult bare =
      scene.hotfix({"rollback", "origin/kars-prod", "--option", "2", "--push"});
  CHECK(bare.status == 1);
  CHECK_THAT(bare.err, contains("--reason 'Hotfix-Waive: tests-present <why>'"));
  scene.walk({"rollback", "origin/kars-prod", "--option", "2", "--push", "--reason", reason});
}

TEST_CASE("a revert of an older production that was left behind is told of", "[e2e][workflow]") {
  Released scene;
  scene.walk(kRevert);
  const std::string older = scene.id("revert-" + std::string(kLogin));
  scene.move_on("src/health.js", "module.exports = () => 'well';\n");
  CHECK_THAT(scene.walk(with(kRevert, {"--no-fetch"})),
             contains("An earlier rollback left this behind; if it is not needed any more:\n    "
                      "git update-ref -d refs/heads/revert-hotfix/missing-user " +
                      short_id(older) + "\n"));
}

TEST_CASE("options that belong to another way are refused", "[e2e][workflow]") {
  Released scene;
  CHECK(scene.hotfix({"rollback", kLogin, "--push"}).status == 2);
  CHECK(scene.hotfix(with(kRevert, {"--worktree"})).status == 2);
  CHECK(scene.hotfix(with(kRevert, {"--reason", "#12"})).err ==
        "git hotfix: --reason '#12' does not say why it is taken back\n");
  CHECK(scene.hotfix({"rollback", kLogin, "--option", "4"}).status == 2);
}

TEST_CASE("option 3 begins another hotfix of the same incident, linked to the first",
          "[e2e][workflow]") {
  Released scene;
  const std::string key = "hotfix." + std::string(kLogin) + ".";
  scene.git({"config", key + "severity", "P0"});
  scene.git({"config", key + "criterion", "Complete service outage"});
  scene.git({"config", key + "issue", "nobody can log in"});
  const std::string said = scene.walk({"rollback", kLogin, "--option", "3"});
  CHECK_THAT(said, contains("HOTFIX INITIATED - P0\n\nIssue: nobody can log in\n"));
  CHECK_THAT(said, contains(" --trailer 'Severity: P0 Complete service outage' --trailer "
                            "'Fixes-Hotfix: " +
                            scene.made + "'\n"));
  CHECK_THAT(said, contains("The last trailer links it to what it sets right: " +
                            short_id(scene.made) + " hotfix: refuse a missing user (#12)\n"));
  CHECK(scene.git({"symbolic-ref", "--short", "HEAD"}) == "hotfix/fix-missing-user");
  CHECK(scene.id("HEAD") == scene.made);
  CHECK(scene.git({"config", "hotfix.hotfix/fix-missing-user.fixes"}) == scene.made);
  CHECK(scene.git({"config", "hotfix.hotfix/fix-missing-user.criterion"}) ==
        "Complete service outage");
}

TEST_CASE("option 3 goes by the trailers where nothing is recorded, or asks for the severity",
          "[e2e][workflow]") {
  Released scene;
  const ProgramResult asked = scene.hotfix({"rollback", kLogin, "--option", "3"});
  CHECK(asked.status == 2);
  CHECK_THAT(asked.err, contains("give --severity P0 or --severity P1"));
  scene.switch_to("kars-prod");
  scene.git({"commit", "-q", "--no-verify", "--amend", "-m",
             "hotfix: refuse a missing user (#12)\n\nSeverity: P1 Database issues affecting "
             "operations"});
  scene.push_unseen({"--force", "origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  CHECK_THAT(
      scene.walk({"rollback", kLogin, "--option", "3", "--slug", "login-again", "--worktree"}),
      contains("HOTFIX INITIATED - P1"));
  CHECK(scene.git({"config", "hotfix.hotfix/fix-login-again.criterion"}) ==
        "Database issues affecting operations");
  CHECK_THAT(scene.walk({"rollback", kLogin, "--option", "3", "--slug", "fix-more", "-n"}),
             contains("make hotfix/fix-more at"));
}

TEST_CASE("from a fork the revert goes to where production lives", "[e2e][workflow]") {
  Released scene;
  bring_into(scene, "in a fork", kLogin);
  scene.git({"fetch", "-q", "upstream"});
  CHECK_THAT(scene.walk(with(kRevert, {"--push"})),
             contains(" push upstream HEAD:refs/heads/kars-prod"));
  CHECK(scene.remote_id("kars-prod") != scene.made);
}

TEST_CASE("a hotfix, a folder and a subject of any bytes are taken back, and it is ended",
          "[e2e][workflow]") {
  ReleaseScene scene;
  scene.good_hotfix("hotfix/x");
  scene.git({"branch", "-m", "hotfix/x", "hotfix/it's-$HOME"});
  const std::string name = "hotfix/it's-$HOME";
  scene.push_unseen({"origin", name});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", name});
  const std::string made = scene.commit("hotfix: \x1b[31m\"it's\" `so` $HOME\\");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.git({"worktree", "add", "-q", "--detach", "../it's here"});
  const auto in_folder = [&](const Arguments& arguments) {
    Arguments argv = {program("git-hotfix")};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    const ProgramResult result = run_program(argv, scene.root() + "/it's here", scene.env());
    INFO(result.out << result.err);
    CHECK(result.status == 0);
    return result.out;
  };
  CHECK(in_folder({"rollback", name}).find('\x1b') == std::string::npos);
  in_folder({"rollback", name, "--option", "2", "--reason", "it's `bad` $HOME \"now\""});
  in_folder({"rollback", name, "--option", "2", "--push"});
  CHECK(scene.id(scene.remote_id("kars-prod") + "^{tree}") == scene.id(made + "~1^{tree}"));
  CHECK_THAT(scene.git({"log", "-1", "--format=%B", scene.remote_id("kars-prod")}),
             contains("it's `bad` $HOME \"now\""));
  in_folder({"finish", name});
  CHECK(scene.remote_id(name).empty());
}

TEST_CASE("a hotfix that was begun on another one is taken back alone", "[e2e][workflow]") {
  ReleaseScene scene;
  scene.good_hotfix("hotfix/first");
  scene.push_unseen({"origin", "hotfix/first"});
  scene.switch_new("hotfix/second", "hotfix/first");
  const std::string own = scene.commit("hotfix: say so", "src/said.js", "console.log('said');\n");
  scene.push_unseen({"origin", "hotfix/second"});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/first"});
  const std::string first = scene.commit("hotfix: refuse a missing user (#41)");
  scene.git({"cherry-pick", own});
  scene.git({"commit", "-q", "--amend", "-m", "hotfix: say so (#42)"});
  const std::string second = scene.id("HEAD");
  scene.push_unseen({"origin", "kars-prod"});
  const ProgramResult shown =
      scene.hotfix({"rollback", "hotfix/second", "--option", "2", "--push", "--dry-run"});
  INFO(shown.out << shown.err);
  CHECK(shown.status == 0);
  CHECK_THAT(shown.out, contains(second.substr(0, 12)));
  CHECK_THAT(shown.out, !contains(first.substr(0, 12)));
}

TEST_CASE("what came again goes off again by a push, and comes no third time by one",
          "[e2e][workflow]") {
  ReleaseScene scene;
  scene.release();
  REQUIRE(scene.hotfix({"rollback", kLogin, "--option", "2", "--push"}).status == 0);
  for (const bool is_off : {true, false}) {
    scene.switch_to("kars-prod");
    scene.git({"pull", "-q", "--ff-only", "origin", "kars-prod"});
    if (is_off) {
      scene.git({"revert", "--no-edit", "HEAD"});
      scene.push_unseen({"origin", "kars-prod"});
    }
    const ProgramResult again =
        scene.hotfix({"rollback", scene.id("kars-prod"), "--option", "2", "--push"});
    INFO(again.out << again.err);
    const std::string needed = "would be live again";
    if (is_off) {
      CHECK(again.status == 0);
      CHECK_THAT(again.out, !contains(needed));
    } else {
      CHECK_THAT(again.out + again.err, contains(needed));
    }
  }
}
