// SPDX-License-Identifier: MIT
// Forks, git-flow and branches that nobody wants any more: pushes from the layouts people have.
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

void require_silent(const ProgramResult& pushed) {
  INFO(pushed.out << pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(pushed.err.empty());
}

// A fork's development owes what production got; that is told, and blocks nothing.
void require_passed(const ProgramResult& pushed, const std::string& against) {
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(pushed.err.find("against " + against) != std::string::npos);
}

void require_refused(const ProgramResult& pushed, const std::string& rule) {
  INFO(pushed.err);
  REQUIRE(pushed.status == 1);
  REQUIRE(blames(pushed.err, rule));
}

bool holds(const ProgramResult& result, const std::string& text) {
  return (result.out + result.err).find(text) != std::string::npos;
}

// origin is a person's fork, upstream the home; since it was forked, production has moved on by far
// more than a hotfix may change.
struct Fork : Scene {
  Fork() {
    const std::string home = root() + "/home.git";
    git({"clone", "-q", "--bare", bare(), home});
    git({"remote", "add", "upstream", home});
    switch_to("kars-prod");
    commit("hotfix: rework the cart (#4)", "src/cart.js", lines(2000));
    push_unseen({"upstream", "kars-prod"});
    git({"fetch", "-q", "upstream"});
    git({"reset", "-q", "--hard", "origin/kars-prod"});
    switch_new("hotfix/missing-user", "upstream/kars-prod");
    fix_login();
    test_login();
  }
};

}  // namespace

TEST_CASE("hotfix.remote says where production lives, whatever is pushed to", "[e2e]") {
  Fork scene;
  scene.git({"config", "hotfix.remote", "upstream"});
  const ProgramResult pushed = scene.push({"origin", "hotfix/missing-user"});
  require_passed(pushed, "upstream/kars-prod");
  REQUIRE(holds(pushed, "git fetch upstream"));
}

TEST_CASE("gh repo fork needs no setting of ours", "[e2e]") {
  Fork scene;
  scene.git({"config", "remote.upstream.gh-resolved", "base"});
  require_passed(scene.push({"origin", "hotfix/missing-user"}), "upstream/kars-prod");
  REQUIRE(holds(scene.lint({"policy"}), "gh-resolved"));
}

TEST_CASE("a fork that is behind its upstream blocks nothing, and the setting is named", "[e2e]") {
  Fork scene;
  const ProgramResult pushed = scene.push({"origin", "hotfix/missing-user"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  const ProgramResult lint = scene.lint();
  INFO(lint.out);
  REQUIRE(lint.status == 0);
  REQUIRE(holds(lint, "hotfix.remote <name>"));
}

TEST_CASE("an upstream that went its own way is not taken for the home", "[e2e]") {
  Fork scene;
  scene.switch_to("kars-prod");
  scene.commit("hotfix: ours alone", "src/ours.js", "ours();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.switch_new("hotfix/ours", "origin/kars-prod");
  scene.fix_login();
  scene.test_login();
  require_passed(scene.push({"origin", "hotfix/ours"}), "origin/kars-prod");
}

TEST_CASE("a home that was never fetched is named with the command that fetches it", "[e2e]") {
  Fork scene;
  scene.git({"config", "hotfix.remote", "upstream"});
  scene.git({"update-ref", "-d", "refs/remotes/upstream/kars-prod"});
  const ProgramResult pushed = scene.push({"origin", "hotfix/missing-user"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(holds(pushed, "upstream/kars-prod is not here"));
  REQUIRE(holds(pushed, "git fetch upstream"));
}

TEST_CASE("the fix of a branch cut from development names the home", "[e2e]") {
  Fork scene;
  scene.git({"config", "hotfix.remote", "upstream"});
  scene.switch_new("hotfix/wrong", "kars-dev");
  scene.fix_login();
  scene.test_login();
  const ProgramResult pushed = scene.push({"origin", "hotfix/wrong"});
  require_refused(pushed, "production-base");
  REQUIRE(holds(pushed, "upstream/kars-prod"));
}

TEST_CASE("a fork may be brought up to its home's production", "[e2e]") {
  Fork scene;
  scene.git({"config", "hotfix.remote", "upstream"});
  require_silent(scene.push({"-q", "origin", "upstream/kars-prod:refs/heads/kars-prod"}));
}

namespace {

// What `git flow hotfix finish` leaves: the branch merged into production, which is tagged, and the
// tag merged into development.
struct Finished : Scene {
  std::string tip;
  explicit Finished(bool with_tag = true) {
    tip = good_hotfix("hotfix/1.0.1");
    switch_to("kars-prod");
    git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/1.0.1"});
    if (with_tag) git({"tag", "-a", "-m", "1.0.1", "1.0.1"});
    switch_to("kars-dev");
    git({"merge", "-q", "--no-ff", "--no-edit", with_tag ? "1.0.1" : "hotfix/1.0.1"});
    git({"branch", "-D", "-q", "hotfix/1.0.1"});
    switch_to("kars-prod");
  }
  // The advice, as it was printed.
  std::string advised() { return tip.substr(0, 12) + ":refs/heads/hotfix/1.0.1"; }
};

}  // namespace

TEST_CASE("after git flow hotfix finish the advice offers the tip of the hotfix", "[e2e]") {
  Finished scene;
  for (const Arguments& push :
       {Arguments{"origin", "kars-prod"}, Arguments{"origin", "kars-prod", "kars-dev", "--tags"},
        Arguments{"--atomic", "origin", "kars-prod", "kars-dev"}}) {
    const ProgramResult pushed = scene.push(push);
    require_refused(pushed, "direct-push");
    REQUIRE(holds(pushed, scene.advised()));
    REQUIRE_FALSE(holds(pushed, "would ride along"));
  }
  require_silent(scene.push({"-q", "origin", scene.advised()}));
}

TEST_CASE("when development went first, the hotfix does not ride along with itself", "[e2e]") {
  for (const bool with_tag : {true, false}) {
    Finished scene(with_tag);
    require_silent(scene.push({"-q", "origin", "kars-dev"}));
    require_silent(scene.push({"-q", "origin", scene.advised()}));
    // Also the merge of it, if somebody pushes that as the hotfix.
    const ProgramResult merge = scene.push({"origin", "kars-prod:refs/heads/hotfix/merged"});
    INFO(merge.err);
    REQUIRE_FALSE(blames(merge.err, "production-base"));
  }
}

TEST_CASE("nor when its commits are not called hotfixes", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/1.0.1", "origin/kars-prod");
  scene.git({"commit", "-q", "--no-verify", "--allow-empty", "-m", "the login again"});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/1.0.1"});
  scene.git({"tag", "-a", "-m", "1.0.1", "1.0.1"});
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-ff", "--no-edit", "1.0.1"});
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"fetch", "-q", "origin"});
  const ProgramResult pushed = scene.push({"origin", "hotfix/1.0.1"});
  require_refused(pushed, "commit-message");
  REQUIRE_FALSE(blames(pushed.err, "production-base"));
}

TEST_CASE("a hotfix that was given up goes with one reason, whatever rule it breaks", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/given-up", "kars-dev");
  scene.commit("wip", "src/rest.js", lines(2000));
  scene.push_unseen({"origin", "hotfix/given-up"});
  const ProgramResult asked = scene.push({"origin", "--delete", "hotfix/given-up"});
  require_refused(asked, "branch-cleanup");
  const std::string says =
      "git -c 'hotfix.hotfix/given-up.abandoned=<reason>' push origin "
      "--delete refs/heads/hotfix/given-up";
  INFO(asked.err);
  REQUIRE(holds(asked, says));
  // The placeholder is no reason.
  REQUIRE(scene.sh(says + " || exit 7").status == 7);
  std::string answered = says;
  answered.replace(answered.find("<reason>"), 8, "the vendor fixed it");
  const ProgramResult deleted = scene.sh(answered);
  INFO(deleted.err);
  REQUIRE(deleted.status == 0);
  REQUIRE(holds(deleted, "the vendor fixed it"));
  REQUIRE(scene.remote_id("hotfix/given-up").empty());
}

TEST_CASE("a reason does not delete what production has and development lacks", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user", "hotfix/missing-user:kars-prod"});
  const ProgramResult pushed = scene.run({"-c", "hotfix.hotfix/missing-user.abandoned=old", "push",
                                          "origin", "--delete", "hotfix/missing-user"});
  require_refused(pushed, "branch-cleanup");
}

TEST_CASE("the reason of one branch is not that of another", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  const ProgramResult pushed = scene.run({"-c", "hotfix.hotfix/other.abandoned=old", "push",
                                          "origin", "--delete", "hotfix/missing-user"});
  require_refused(pushed, "branch-cleanup");
}
