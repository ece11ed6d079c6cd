// SPDX-License-Identifier: MIT
// Real pushes to a bare repository, by every road that leads there.
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// `git push -q` says nothing of its own, so all that is left comes from a hook.
void require_silent(const ProgramResult& pushed) {
  INFO(pushed.out << pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(pushed.out.empty());
  REQUIRE(pushed.err.empty());
}

void require_refused(const ProgramResult& pushed, const std::string& rule) {
  INFO(pushed.err);
  REQUIRE(pushed.status == 1);
  REQUIRE(pushed.out.empty());
  REQUIRE(blames(pushed.err, rule));
}

// A fix without a test: refused by tests-present alone.
void untested_hotfix(Scene& scene, const std::string& name = "hotfix/untested") {
  scene.switch_new(name, "origin/kars-prod");
  scene.fix_login();
}

}  // namespace

TEST_CASE("a good hotfix branch is pushed without a word", "[e2e]") {
  Scene scene;
  const std::string tip = scene.good_hotfix();
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
  REQUIRE(scene.remote_id("hotfix/missing-user") == tip);
}

TEST_CASE("a feature branch is pushed without a word, whatever it holds", "[e2e]") {
  Scene scene;
  scene.switch_new("feature/cart", "kars-dev");
  scene.commit("wip", "src/cart.js", lines(2000));
  require_silent(scene.push({"-q", "origin", "feature/cart"}));
}

TEST_CASE("an ordinary push to development is silent", "[e2e]") {
  Scene scene;
  scene.switch_to("kars-dev");
  scene.commit("feat: a cart", "src/cart.js", lines(2000));
  require_silent(scene.push({"-q", "origin", "kars-dev"}));
}

TEST_CASE("a hotfix without a test is refused and does not arrive", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  require_refused(scene.push({"origin", "hotfix/untested"}), "tests-present");
  REQUIRE(scene.remote_id("hotfix/untested").empty());
}

TEST_CASE("a hotfix that was pushed may grow", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
  const std::string tip = scene.commit("hotfix: say why", "src/health.js", "// why\n");
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
  REQUIRE(scene.remote_id("hotfix/missing-user") == tip);
}

TEST_CASE("a hotfix that was pushed may not grow into something else", "[e2e]") {
  Scene scene;
  const std::string good = scene.good_hotfix();
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
  scene.commit("hotfix: and the rest", "src/rest.js", lines(2000));
  require_refused(scene.push({"origin", "hotfix/missing-user"}), "minimal-diff");
  REQUIRE(scene.remote_id("hotfix/missing-user") == good);
}

TEST_CASE("a hotfix branch may be force-pushed", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
  scene.git({"commit", "-q", "--amend", "-m", "hotfix: refuse nobody"});
  require_silent(scene.push({"-q", "-f", "origin", "hotfix/missing-user"}));
  REQUIRE(scene.remote_id("hotfix/missing-user") == scene.id("HEAD"));
}

TEST_CASE("a force push over a commit that was never fetched is judged by its new tip", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  const std::string clone = scene.root() + "/other";
  scene.git({"clone", "-q", scene.bare(), clone});
  scene.git({"-C", clone, "switch", "-q", "hotfix/missing-user"});
  scene.git({"-C", clone, "commit", "-q", "--allow-empty", "-m", "hotfix: elsewhere"});
  scene.git({"-C", clone, "push", "-q"});
  require_silent(scene.push({"-q", "-f", "origin", "hotfix/missing-user"}));
}

TEST_CASE("a hotfix that nobody merged may not be deleted", "[e2e]") {
  Scene scene;
  const std::string tip = scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  require_refused(scene.push({"origin", "--delete", "hotfix/missing-user"}), "branch-cleanup");
  REQUIRE(scene.remote_id("hotfix/missing-user") == tip);
}

TEST_CASE("a hotfix that is in production but not in development may not be deleted", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user", "hotfix/missing-user:kars-prod"});
  require_refused(scene.push({"origin", "--delete", "hotfix/missing-user"}), "branch-cleanup");
}

TEST_CASE("a hotfix that production and development have may be deleted", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user", "hotfix/missing-user:kars-prod"});
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-edit", "hotfix/missing-user"});
  scene.push_unseen({"origin", "kars-dev"});
  require_silent(scene.push({"-q", "origin", "--delete", "hotfix/missing-user"}));
  REQUIRE(scene.remote_id("hotfix/missing-user").empty());
}

TEST_CASE("a hotfix that was merged into development is still a hotfix", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-edit", "hotfix/missing-user"});
  scene.push_unseen({"origin", "kars-dev"});
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
}

TEST_CASE("tags of every kind are not judged", "[e2e]") {
  Scene scene;
  scene.git({"tag", "light", "kars-dev"});
  scene.git({"tag", "-a", "-m", "a release", "annotated", "kars-dev"});
  scene.git({"tag", "blob", "kars-dev:package.json"});
  scene.git({"tag", "tree", "kars-dev^{tree}"});
  require_silent(scene.push({"-q", "origin", "--tags"}));
}

TEST_CASE("a tag named like a hotfix branch is a tag", "[e2e]") {
  Scene scene;
  scene.git({"tag", "hotfix/x", "kars-dev"});
  require_silent(scene.push({"-q", "origin", "refs/tags/hotfix/x"}));
}

TEST_CASE("a tag of the branch's name does not confuse what is judged", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"tag", "hotfix/missing-user", "kars-dev"});
  scene.git({"tag", "kars-prod", "kars-dev"});
  require_silent(scene.push({"-q", "origin", "refs/heads/hotfix/missing-user"}));
}

TEST_CASE("of several branches in one push the worst one decides, and is named", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  untested_hotfix(scene);
  const ProgramResult pushed = scene.push({"origin", "hotfix/missing-user", "hotfix/untested"});
  require_refused(pushed, "tests-present");
  REQUIRE_THAT(pushed.err, contains("hotfix/untested"));
  REQUIRE(scene.remote_id("hotfix/missing-user").empty());
}

TEST_CASE("every bad branch of one push is reported", "[e2e]") {
  Scene scene;
  untested_hotfix(scene, "hotfix/one");
  scene.switch_new("hotfix/two", "kars-dev");
  const ProgramResult pushed = scene.push({"origin", "hotfix/one", "hotfix/two"});
  require_refused(pushed, "tests-present");
  require_refused(pushed, "production-base");
}

TEST_CASE("--all does not carry a bad hotfix along", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  require_refused(scene.push({"--all", "origin"}), "tests-present");
}

TEST_CASE("--mirror is judged branch by branch", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  require_refused(scene.push({"--mirror", "origin"}), "tests-present");
}

TEST_CASE("--dry-run tells the truth", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  require_refused(scene.push({"--dry-run", "origin", "hotfix/untested"}), "tests-present");
}

TEST_CASE("--atomic changes nothing about the verdict", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.branch("feature/x");
  require_silent(scene.push({"-q", "--atomic", "origin", "hotfix/missing-user", "feature/x"}));
  untested_hotfix(scene);
  require_refused(scene.push({"--atomic", "origin", "hotfix/untested", "feature/x"}),
                  "tests-present");
}

TEST_CASE("HEAD pushed to a hotfix branch is judged by the remote's name", "[e2e]") {
  Scene scene;
  scene.switch_new("my-work", "origin/kars-prod");
  scene.fix_login();
  require_refused(scene.push({"origin", "HEAD:refs/heads/hotfix/x"}), "tests-present");
  scene.test_login();
  require_silent(scene.push({"-q", "origin", "HEAD:refs/heads/hotfix/x"}));
}

TEST_CASE("a detached commit pushed by its id is judged", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  const std::string tip = scene.id("HEAD");
  scene.git({"switch", "-q", "--detach", "kars-dev"});
  require_refused(scene.push({"origin", tip + ":refs/heads/hotfix/x"}), "tests-present");
}

TEST_CASE("a push to a URL is compared with the remote of that URL", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  require_refused(scene.push({scene.bare(), "hotfix/untested"}), "tests-present");
  scene.test_login();
  require_silent(scene.push({"-q", scene.bare(), "hotfix/untested"}));
}

TEST_CASE("a push to a second remote is compared with that remote's production", "[e2e]") {
  Scene scene;
  const std::string second = scene.root() + "/second.git";
  scene.git({"init", "-q", "--bare", second});
  scene.git({"remote", "add", "second", second});
  scene.push_unseen({"second", "kars-dev:kars-prod", "kars-dev"});
  scene.git({"fetch", "-q", "second"});
  scene.switch_new("hotfix/on-second", "second/kars-prod");
  scene.fix_login();
  scene.test_login();
  require_silent(scene.push({"-q", "second", "hotfix/on-second"}));
  require_refused(scene.push({"origin", "hotfix/on-second"}), "production-base");
}

TEST_CASE("a push from a linked worktree is judged", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  scene.switch_to("kars-dev");
  const std::string tree = scene.root() + "/linked";
  scene.git({"worktree", "add", "-q", tree, "hotfix/untested"});
  require_refused(scene.run({"-C", tree, "push", "origin", "hotfix/untested"}), "tests-present");
}

TEST_CASE("a push from a folder below the top is judged", "[e2e]") {
  Scene scene;
  untested_hotfix(scene);
  require_refused(scene.run({"-C", "src", "push", "origin", "hotfix/untested"}), "tests-present");
}

TEST_CASE("with nothing to push there is nothing to say", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
  require_silent(scene.push({"-q", "origin", "hotfix/missing-user"}));
}

TEST_CASE("something that is no commit is not let through to a hotfix branch", "[e2e]") {
  Scene scene;
  const std::string blob = scene.id("kars-prod:package.json");
  const ProgramResult pushed = scene.push({"origin", blob + ":refs/heads/hotfix/x"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 1);
  REQUIRE(scene.remote_id("hotfix/x").empty());
}

TEST_CASE("a branch that only looks like a hotfix is warned about and let through", "[e2e]") {
  Scene scene;
  scene.good_hotfix("hotfix-missing-user");
  const ProgramResult pushed = scene.push({"-q", "origin", "hotfix-missing-user"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(blames(pushed.err, "branch-name"));
}

TEST_CASE("the name of a revert button exempts nothing that is not a revert", "[e2e]") {
  Scene scene;
  untested_hotfix(scene, "revert-anything");
  const ProgramResult pushed = scene.push({"origin", "revert-anything"});
  require_refused(pushed, "branch-name");
  require_refused(pushed, "tests-present");
  scene.test_login("wip");
  require_refused(scene.push({"origin", "revert-anything"}), "commit-message");
}

TEST_CASE("a branch of nothing but reverts keeps its name", "[e2e]") {
  Scene scene;
  scene.switch_to("kars-prod");
  scene.fix_login();
  scene.push_unseen({"origin", "kars-prod"});
  scene.switch_new("revert-7-hotfix/login");
  scene.git({"revert", "--no-edit", "HEAD"});
  require_silent(scene.push({"-q", "origin", "revert-7-hotfix/login"}));
}

TEST_CASE("a hotfix branch in letters that only look right is refused", "[e2e]") {
  Scene scene;
  for (const std::string name : {"h\u043etfix/x", "hotfix\u2215x", "hotifx/x", "origin/hotfix/x"}) {
    scene.good_hotfix(name);
    INFO(name);
    require_refused(scene.push({"origin", "HEAD:refs/heads/" + name}), "branch-name");
  }
}

TEST_CASE("what a merge adds of its own is counted as the hotfix's", "[e2e]") {
  Scene scene;
  scene.good_hotfix("hotfix/one");
  scene.switch_new("side-a", "origin/kars-prod");
  scene.commit("hotfix: a", "src/a.js", "a();\n");
  scene.switch_new("side-b", "origin/kars-prod");
  scene.commit("hotfix: b", "src/b.js", "b();\n");
  scene.switch_to("hotfix/one");
  const ProgramResult merged = scene.run({"merge", "-q", "--no-commit", "side-a", "side-b"});
  REQUIRE(merged.status == 0);
  scene.commit("hotfix: bring both", "src/evil.js", lines(2000));
  REQUIRE(scene.git({"rev-list", "--parents", "-1", "HEAD"}).size() > 3 * 41);
  require_refused(scene.push({"origin", "hotfix/one"}), "minimal-diff");
}

TEST_CASE("a file of attributes that a person configured has no say", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.commit("hotfix: and the rest", "src/rest.js", lines(2000));
  scene.write(".git/mine", "*.js linguist-generated linguist-vendored\n");
  scene.git({"config", "core.attributesFile", scene.path() + "/.git/mine"});
  // libgit2 asks it only where production's own file speaks of linguist.
  scene.switch_to("kars-prod");
  scene.commit("chore: attributes", ".gitattributes", "gen/** linguist-generated\n");
  scene.push_unseen({"origin", "kars-prod"});
  require_refused(scene.push({"origin", "hotfix/missing-user"}), "minimal-diff");
}

TEST_CASE("a whole id is that commit, whatever a branch is called", "[e2e]") {
  Scene scene;
  scene.good_hotfix("hotfix/good");
  const std::string good = scene.id("HEAD");
  untested_hotfix(scene);
  scene.git({"branch", good, "HEAD"});
  REQUIRE(scene.lint_json({good}).at("subject").at("head") == good);
  REQUIRE(scene.lint({good}).status == 0);
  const std::string production = scene.id("kars-prod");
  scene.git({"branch", production, "kars-dev"});
  const auto report = scene.lint_json({"--production", production, "hotfix/good"});
  REQUIRE(report.at("subject").at("production") == production);
}

TEST_CASE("a production reference without content is unreadable, not absent", "[e2e]") {
  for (const std::string content : {"", "garbage\n"}) {
    Scene scene;
    scene.good_hotfix();
    scene.write(".git/refs/remotes/origin/kars-prod", content);
    const ProgramResult lint = scene.lint();
    INFO(lint.out << lint.err);
    REQUIRE(lint.status == 3);
    REQUIRE_THAT(lint.err, contains("refs/remotes/origin/kars-prod is broken"));
    // What is printed repairs it.
    REQUIRE(scene.sh(lint.err.substr(lint.err.find("rm "))).status == 0);
    REQUIRE(scene.lint().status == 0);
  }
}

TEST_CASE("a development reference without content is unreadable, too", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.write(".git/refs/remotes/origin/kars-dev", "");
  REQUIRE(scene.lint().status == 3);
  scene.write(".git/refs/remotes/origin/kars-dev", scene.id("kars-dev") + "\n");
  scene.write(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/renamed\n");
  const ProgramResult dangling = scene.lint();
  INFO(dangling.out << dangling.err);
  REQUIRE(dangling.status == 0);
  REQUIRE(dangling.out.find("hint") == std::string::npos);
}

TEST_CASE("an extension that git does not know is named", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"config", "core.repositoryFormatVersion", "1"});
  scene.git({"config", "extensions.refStorage", "reftable"});
  const ProgramResult lint = scene.lint();
  INFO(lint.out << lint.err);
  REQUIRE(lint.status == 3);
  REQUIRE_THAT(lint.err, contains("refstorage"));
}

TEST_CASE("a merged branch of which development has the last commit only is not deleted", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/missing-user", "origin/kars-prod");
  scene.fix_login();
  const std::string test = scene.test_login();
  scene.push_unseen({"origin", "hotfix/missing-user", "hotfix/missing-user:kars-prod"});
  scene.switch_to("kars-dev");
  scene.git({"cherry-pick", test});
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"fetch", "-q", "origin"});
  require_refused(scene.push({"origin", "--delete", "hotfix/missing-user"}), "branch-cleanup");
}

TEST_CASE("a branch that went on after its squash is not deleted", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/missing-user", "origin/kars-prod");
  std::string guards;
  for (int i = 1; i <= 20; ++i) {
    guards += "check(user, " + std::to_string(i) + ");\n";
  }
  scene.commit("hotfix: check users", "src/guards.js", guards);
  scene.test_login();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  for (const char* branch : {"kars-prod", "kars-dev"}) {
    scene.switch_to(branch);
    scene.git({"merge", "-q", "--squash", "hotfix/missing-user"});
    scene.commit("hotfix: check users (#9)");
    scene.push_unseen({"origin", branch});
  }
  scene.switch_to("hotfix/missing-user");
  guards.replace(guards.find("7);"), 3, "7) && !banned(user);");
  scene.commit("hotfix: banned users too", "src/guards.js", guards);
  scene.push_unseen({"origin", "hotfix/missing-user"});
  scene.git({"fetch", "-q", "origin"});
  const ProgramResult push = scene.push({"-q", "origin", "--delete", "hotfix/missing-user"});
  CHECK(push.status == 1);
  CHECK_THAT(push.err, contains("it is not certain that kars-prod has hotfix/missing-user"));
}

TEST_CASE("a squashed branch whose change both have byte for byte is deleted", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/missing-user", "origin/kars-prod");
  scene.fix_login();
  scene.test_login();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  for (const char* branch : {"kars-prod", "kars-dev"}) {
    scene.switch_to(branch);
    scene.git({"merge", "-q", "--squash", "hotfix/missing-user"});
    scene.commit("hotfix: refuse a missing user (#9)");
    scene.push_unseen({"origin", branch});
  }
  scene.git({"fetch", "-q", "origin"});
  require_silent(scene.push({"-q", "origin", "--delete", "hotfix/missing-user"}));
}
