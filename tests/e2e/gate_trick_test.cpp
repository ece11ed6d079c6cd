// SPDX-License-Identifier: MIT
// Ways past the gate that somebody has found, each closed.
#include <fstream>

#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

GateRun judge_head(GateScene& scene) {
  scene.push_as("hotfix/login");
  return scene.judge_pull_request(scene.event("pull_request_opened"), scene.live());
}

}  // namespace

TEST_CASE("a push that takes commits from production is told", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  const std::string earlier = scene.remote_id("kars-prod");
  scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
  scene.before = scene.head;
  scene.head = earlier;
  scene.push_unseen({"--force", "origin", earlier + ":refs/heads/kars-prod"});
  scene.push_unseen({"origin", scene.before + ":refs/heads/kept"});
  const GateRun run = scene.gate("push", scene.event("push_forced"));
  require_blocked_by(run, "direct-push");
  REQUIRE_THAT(run.log, contains(scene.before + ":refs/heads/kars-prod"));
}

TEST_CASE("a pull request that changes nothing is refused", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("hotfix/login", "origin/kars-prod");
  scene.commit("hotfix: nothing at all");
  require_blocked_by(judge_head(scene), "minimal-diff");
}

TEST_CASE("a waiver with the placeholder of its command is none", "[e2e][gate-program]") {
  const std::string reason = GENERATE("<reason>", ".", "-");
  GateScene scene;
  scene.switch_new("hotfix/login", "origin/kars-prod");
  scene.fix_login("hotfix: refuse a missing user\n\nHotfix-Waive: tests-present " + reason);
  require_blocked_by(judge_head(scene), "tests-present");
}

TEST_CASE("small commits of a good pull request vanish in its squash", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.commit("address review comments", "tests/more.test.js",
               "test('more', () => expect(1).toBe(1));\n");
  require_passed(judge_head(scene));
}

TEST_CASE("the forge's update of a branch with production is no finding", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.commit_on("kars-prod", "hotfix: elsewhere (#40)", "src/else.js", "other();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.git(
      {"merge", "-q", "-m", "Merge branch 'kars-prod' into hotfix/login", "origin/kars-prod"});
  const GateRun run = judge_head(scene);
  INFO(run.log);
  REQUIRE(run.status == 0);
}

TEST_CASE("a merge of production that changes more than it brings is refused",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.commit_on("kars-prod", "hotfix: elsewhere (#40)", "src/else.js", "other();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.git({"merge", "-q", "-s", "ours", "-m", "Merge branch 'kars-prod' into hotfix/login",
             "origin/kars-prod"});
  require_blocked_by(judge_head(scene), "commit-message");
}

TEST_CASE("the repair of a fork's pull request pushes nothing to the team's repository",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("hotfix/login", "origin/kars-prod");
  scene.fix_login("oops");
  scene.push_as("hotfix/login");
  auto payload = scene.event("pull_request_fork");
  auto live = scene.live();
  live["number"] = payload["number"];
  payload["pull_request"]["head"]["ref"] = "hotfix/login";
  const GateRun run = scene.gate("pull_request", payload, live);
  require_blocked_by(run, "commit-message");
  REQUIRE(run.log.find("git push") == run.log.npos);
  REQUIRE(run.log.find("git pull") == run.log.npos);
}

TEST_CASE("a name that is no event is an error of usage, not a pass", "[e2e][gate-program]") {
  GateScene scene;
  const GateRun run = scene.gate_by_options({"--event", "pull-request"});
  INFO(run.log << run.err);
  REQUIRE(run.status == 2);
}

TEST_CASE("a head that is not what the pull request has now is undecided", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.check_out();
  std::ofstream(scene.root() + "/live.json") << scene.live().dump();
  const GateRun run = scene.gate_by_options(
      {"--event", "pull_request", "--base", "kars-prod", "--branch", "hotfix/login", "--head",
       "origin/kars-dev", "--pr-json", scene.root() + "/live.json"});
  INFO(run.log);
  REQUIRE(run.status == 3);
}

TEST_CASE("the summary follows no symbolic link", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.sh("touch ../target && ln -s target ../link");
  const GateRun run = scene.gate("pull_request", scene.event("pull_request_opened"), scene.live(),
                                 {"--summary", scene.root() + "/link"});
  REQUIRE(run.status == 3);
  REQUIRE(scene.sh("cat ../target").out.empty());
}

TEST_CASE("an evil merge of development on production is told", "[e2e][gate-program]") {
  GateScene scene;
  scene.before = scene.remote_id("kars-prod");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "--no-commit", "kars-dev"});
  scene.commit("Merge pull request #9 from kars/kars-dev", "src/evil.js", "evil();\n");
  scene.push_as("kars-prod");
  const GateRun run = scene.gate("push", scene.event("push"));
  require_blocked_by(run, "squash-merge");
  REQUIRE_THAT(run.log, contains("src/evil.js"));
}

namespace {

// Development with `bytes` as a file of it, as a pull request into production with those reviews.
GateRun judge_release(GateScene& scene, const std::string& file, const std::string& bytes,
                      const std::string& reviews) {
  scene.switch_to("kars-dev");
  scene.commit("chore: settings", file, bytes);
  scene.before.clear();
  scene.push_as("kars-dev");
  auto live = scene.live(reviews);
  live["title"] = "Release of 16 June";
  return scene.gate("pull_request", scene.event("pull_request_promotion"), live);
}

// The current branch as a merge group on kars-prod, judged.
GateRun judge_group(GateScene& scene) {
  scene.before.clear();
  scene.push_as("gh-readonly-queue/kars-prod/pr-42");
  return scene.gate("merge_group", scene.event("merge_group_one"));
}

}  // namespace

TEST_CASE("a release that switches a rule off waits for a review of that", "[e2e][gate-program]") {
  const std::string off = "[rules.minimal-diff]\nlevel = \"off\"\n";
  GateScene scene;
  const GateRun run = judge_release(scene, ".hotfix.toml", off, "unreviewed");
  require_blocked_by(run, "promotion");
  REQUIRE_THAT(run.log, contains("promoting kars-dev switches off minimal-diff"));
  REQUIRE_THAT(run.log, contains("has to be approved by"));
  GateScene reviewed;
  require_warned_by(judge_release(reviewed, ".hotfix.toml", off, "approved"), "promotion");
}

TEST_CASE("a release that changes hooks or CI waits too, one that changes code does not",
          "[e2e][gate-program]") {
  GateScene scene;
  require_blocked_by(judge_release(scene, "web/.husky/pre-push", "true\n", "unreviewed"),
                     "promotion");
  GateScene plain;
  require_passed(judge_release(plain, "src/more.js", "more();\n", "unreviewed"));
}

TEST_CASE("a feature picked out of development is judged in a merge group", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_to("kars-dev");
  scene.commit("feat: a page", "src/page.js", lines(300));
  scene.commit("feat: later", "src/later.js", lines(3));
  scene.push_unseen({"origin", "kars-dev"});
  scene.switch_new("queue", "origin/kars-prod");
  scene.git({"cherry-pick", "kars-dev~1"});
  require_blocked_by(judge_group(scene), "minimal-diff");
}

TEST_CASE("what a merge of a queue does by itself is judged by every rule", "[e2e][gate-program]") {
  const bool is_octopus = GENERATE(false, true);
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.switch_new("other", "origin/kars-prod");
  scene.commit("other", "src/other.js", lines(300));
  scene.switch_new("queue", "origin/kars-prod");
  if (is_octopus) {
    scene.git({"merge", "-q", "--no-ff", "-m", "Merge pull request #42 from kars/hotfix/login",
               "hotfix/login", "other"});
  } else {
    scene.git({"merge", "-q", "--no-ff", "--no-commit", "hotfix/login"});
    scene.write(".github/workflows/gate.yml", "on: push\n");
    scene.commit("Merge pull request #42 from kars/hotfix/login", "src/evil.js", lines(300));
  }
  const GateRun run = judge_group(scene);
  require_blocked_by(run, "squash-merge");
  require_blocked_by(run, "minimal-diff");
  if (!is_octopus) require_blocked_by(run, "protected-paths");
}

TEST_CASE("a clone without trees is undecided, and one command brings them all",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.sh(
      "git -C ../origin.git config uploadpack.allowFilter true; "
      "git -C ../origin.git config uploadpack.allowAnySHA1InWant true");
  scene.check_out({"--no-checkout", "--filter=tree:0"});
  const auto judged = [&] {
    return scene.judge_pull_request(scene.event("pull_request_opened"), scene.live());
  };
  require_undecided(judged(), "git fetch --refetch --filter=blob:none");
  REQUIRE(scene.exec({"git", "-C", scene.clone, "fetch", "-q", "--refetch", "--filter=blob:none"})
              .status == 0);
  REQUIRE(judged().log.find("--refetch") == std::string::npos);
}

// An earlier step of the job may have written there, under this user's seal.
TEST_CASE("what a clone remembers of a policy is neither read nor written in a CI",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  const std::string line = "refs/heads/hotfix/login " + scene.id("HEAD") +
                           " refs/heads/hotfix/login " + std::string(40, '0') + "\n";
  const auto is_remembered = [&](const std::string& folder) {
    return scene.sh("ls " + folder + "/.git/hotfix/policies-v1 || true").out != "";
  };
  scene.sh("rm -rf .git/hotfix && cp .git/COMMIT_EDITMSG message");
  const auto run = [&](const std::string& ci) {
    scene.exec({"env", ci, program("hotfix-commit-msg"), "message"});
    scene.exec({"env", ci, program("hotfix-pre-push"), "origin", "url"}, line);
  };
  run("CI=true");
  CHECK_FALSE(is_remembered("."));
  judge_head(scene);
  CHECK_FALSE(is_remembered(scene.clone));
  run("CI=");
  CHECK(is_remembered("."));
}
