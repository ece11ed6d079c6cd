// SPDX-License-Identifier: MIT
// Pushes to kars-prod and kars-dev themselves.
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

void require_refused(const ProgramResult& pushed, const std::string& rule) {
  INFO(pushed.err);
  REQUIRE(pushed.status == 1);
  REQUIRE(blames(pushed.err, rule));
}

void require_let_through(const ProgramResult& pushed) {
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
}

// Production with a hotfix on top that has to go again.
void bad_release(Scene& scene) {
  scene.fix_login();
  scene.push_unseen({"origin", "kars-prod"});
}

}  // namespace

TEST_CASE("a commit pushed straight to production is refused", "[e2e]") {
  Scene scene;
  const std::string before = scene.remote_id("kars-prod");
  scene.fix_login();
  require_refused(scene.push({"origin", "kars-prod"}), "direct-push");
  REQUIRE(scene.remote_id("kars-prod") == before);
}

TEST_CASE("a good hotfix branch is refused when it is pushed onto production", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  require_refused(scene.push({"origin", "HEAD:kars-prod"}), "direct-push");
}

TEST_CASE("the rollback of the workflow, git revert HEAD, is let through", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.git({"revert", "--no-edit", "HEAD"});
  require_let_through(scene.push({"origin", "kars-prod"}));
  REQUIRE(scene.remote_id("kars-prod") == scene.id("HEAD"));
}

TEST_CASE("the revert of a merge on top of production is let through", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/missing-user"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  require_let_through(scene.push({"origin", "kars-prod"}));
}

TEST_CASE("a revert with something more beside it is refused", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.commit("hotfix: and this", "src/health.js", "// quick\n");
  require_refused(scene.push({"origin", "kars-prod"}), "direct-push");
}

TEST_CASE("a commit that only says it is the revert is refused", "[e2e]") {
  Scene scene;
  bad_release(scene);
  const std::string tip = scene.id("HEAD");
  scene.commit("Revert \"hotfix: refuse a missing user\"\n\nThis reverts commit " + tip + ".",
               "src/health.js", "// not a revert\n");
  require_refused(scene.push({"origin", "kars-prod"}), "direct-push");
}

TEST_CASE("production is not rewritten", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.git({"reset", "-q", "--hard", "HEAD~1"});
  require_refused(scene.push({"-f", "origin", "kars-prod"}), "direct-push");
}

TEST_CASE("production is not deleted", "[e2e]") {
  Scene scene;
  require_refused(scene.push({"origin", "--delete", "kars-prod"}), "direct-push");
  REQUIRE_FALSE(scene.remote_id("kars-prod").empty());
}

TEST_CASE("development is not rewritten", "[e2e]") {
  Scene scene;
  scene.switch_to("kars-dev");
  scene.git({"commit", "-q", "--amend", "--no-verify", "-m", "feat: something else"});
  require_refused(scene.push({"-f", "origin", "kars-dev"}), "direct-push");
}

TEST_CASE("development is not deleted", "[e2e]") {
  Scene scene;
  require_refused(scene.push({"origin", "--delete", "kars-dev"}), "direct-push");
  REQUIRE_FALSE(scene.remote_id("kars-dev").empty());
}

TEST_CASE("an empty remote may be given its first production branch", "[e2e]") {
  Scene scene;
  const std::string fresh = scene.root() + "/fresh.git";
  scene.git({"init", "-q", "--bare", fresh});
  scene.git({"remote", "add", "fresh", fresh});
  require_let_through(scene.push({"fresh", "kars-prod", "kars-dev"}));
}

TEST_CASE("the revert of a revert is no rollback: it brings back what was taken back", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.git({"revert", "--no-edit", "HEAD"});
  require_let_through(scene.push({"origin", "kars-prod"}));
  scene.git({"revert", "--no-edit", "HEAD"});
  const ProgramResult pushed = scene.push({"origin", "kars-prod"});
  require_refused(pushed, "direct-push");
  REQUIRE_THAT(pushed.err, contains("what kars-prod took back would be live again"));
}

TEST_CASE("a rollback in words of its own is told by what it restored", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.git({"revert", "--no-commit", "HEAD"});
  scene.commit("hotfix: take the login change out again");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"revert", "--no-edit", "HEAD"});
  require_refused(scene.push({"origin", "kars-prod"}), "direct-push");
}

TEST_CASE("the revert of a merged revert branch is refused as well", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.switch_new("revert-12-hotfix/login");
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "--no-edit", "revert-12-hotfix/login"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  require_refused(scene.push({"origin", "kars-prod"}), "direct-push");
}

TEST_CASE("the rollback of what came after a rollback is let through", "[e2e]") {
  Scene scene;
  bad_release(scene);
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.commit("hotfix: another", "src/health.js", "// another\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"revert", "--no-edit", "HEAD"});
  require_let_through(scene.push({"origin", "kars-prod"}));
}

TEST_CASE("production that was deleted is not made anew from something else", "[e2e]") {
  Scene scene;
  const std::string before = scene.remote_id("kars-prod");
  scene.git({"-C", scene.bare(), "update-ref", "-d", "refs/heads/kars-prod"});
  const ProgramResult pushed = scene.push({"origin", "kars-dev:kars-prod"});
  require_refused(pushed, "direct-push");
  REQUIRE_THAT(pushed.err, contains("kars-prod was deleted on origin"));
  REQUIRE(scene.remote_id("kars-prod").empty());
  require_refused(scene.push({scene.bare(), "kars-dev:refs/heads/kars-prod"}), "direct-push");

  // As it was is as it was.
  require_let_through(scene.push({"origin", "refs/remotes/origin/kars-prod:refs/heads/kars-prod"}));
  REQUIRE(scene.remote_id("kars-prod") == before);
}

TEST_CASE("nor when this clone deleted it itself", "[e2e]") {
  Scene scene;
  scene.git({"branch", "-q", "--set-upstream-to=origin/kars-prod", "kars-prod"});
  scene.push_unseen({"origin", "--delete", "kars-prod"});
  require_refused(scene.push({"origin", "kars-dev:refs/heads/kars-prod"}), "direct-push");
}

TEST_CASE("a remote that has other branches may be given its first production", "[e2e]") {
  Scene scene;
  const std::string fresh = scene.root() + "/fresh.git";
  scene.git({"init", "-q", "--bare", fresh});
  scene.git({"remote", "add", "fresh", fresh});
  require_let_through(scene.push({"fresh", "kars-dev"}));
  scene.git({"fetch", "-q", "fresh"});
  require_let_through(scene.push({"fresh", "kars-prod"}));
}

TEST_CASE("development that was deleted is not made anew without what it had", "[e2e]") {
  Scene scene;
  scene.git({"-C", scene.bare(), "update-ref", "-d", "refs/heads/kars-dev"});
  require_refused(scene.push({"origin", "kars-prod:refs/heads/kars-dev"}), "direct-push");
  require_let_through(scene.push({"origin", "kars-dev"}));
}
