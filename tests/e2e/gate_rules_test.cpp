// SPDX-License-Identifier: MIT
// Every rule of a pull request, from the payload to the exit status and all outputs.
#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// The branch `name` as it stands, in a pull request that has everything else right.
GateRun judge_branch(GateScene& scene, const std::string& name) {
  scene.push_as(name);
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["head"]["ref"] = name;
  return scene.judge_pull_request(payload, scene.live());
}

}  // namespace

TEST_CASE("a good hotfix with everything in place passes the gate", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_passed(scene.judge_pull_request(scene.event("pull_request_opened"), scene.live()));
}

TEST_CASE("the gate refuses a badly named hotfix branch", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix();
  require_blocked_by(judge_branch(scene, "hotfix/Fix_Login"), "branch-name");
}

TEST_CASE("the gate refuses a hotfix that was cut from development", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("hotfix/login", "origin/kars-dev");
  scene.fix_login();
  scene.test_login();
  require_blocked_by(judge_branch(scene, "hotfix/login"), "production-base");
}

TEST_CASE("the gate refuses a large change", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix();
  scene.commit("hotfix: new sessions", "src/session.js", lines(300));
  require_blocked_by(judge_branch(scene, "hotfix/login"), "minimal-diff");
}

TEST_CASE("the gate refuses a feature in a hotfix", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix();
  scene.commit("feat: remember me", "src/remember.js", lines(3));
  require_blocked_by(judge_branch(scene, "hotfix/login"), "single-purpose");
}

TEST_CASE("the gate refuses a fix without a test", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("hotfix/login", "origin/kars-prod");
  scene.fix_login();
  require_blocked_by(judge_branch(scene, "hotfix/login"), "tests-present");
}

TEST_CASE("the gate refuses a commit that does not say what it fixes", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.git({"commit", "-q", "--amend", "--no-verify", "-m", "oops"});
  require_blocked_by(judge_branch(scene, "hotfix/login"), "commit-message");
}

TEST_CASE("the gate refuses a hotfix that edits the workflow that judges it",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix();
  scene.commit("hotfix: let it pass", ".github/workflows/gate.yml", "on: push\n");
  require_blocked_by(judge_branch(scene, "hotfix/login"), "protected-paths");
}

TEST_CASE("the gate goes by the policy of production, not by that of the branch",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix();
  scene.commit("hotfix: sessions anew", "src/session.js", lines(300));
  scene.commit("hotfix: be generous", ".hotfix.toml",
               "[rules.minimal-diff]\nlevel = \"off\"\n[rules.protected-paths]\nlevel = \"off\"\n");
  const GateRun run = judge_branch(scene, "hotfix/login");
  require_blocked_by(run, "minimal-diff");
  require_blocked_by(run, "protected-paths");
}

TEST_CASE("the gate refuses a revert that changes more than it says", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
  scene.switch_new("revert-41-hotfix/login", "origin/kars-prod");
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.sh("echo 'more();' >> src/login.js && git commit -q -a --amend --no-verify --no-edit");
  scene.before.clear();
  require_blocked_by(judge_branch(scene, "revert-41-hotfix/login"), "exact-revert");
}

TEST_CASE("the gate warns of a backport that will conflict", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_to("kars-dev");
  scene.sh("sed -i 's/user.password !== password/!matches(user.password, password)/' src/login.js");
  scene.commit("feat: hashed passwords");
  scene.push_unseen({"origin", "kars-dev"});
  scene.push_hotfix();
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), scene.live());
  require_warned_by(run, "backport");
  REQUIRE_THAT(run.summary, contains("src/login.js"));
}

TEST_CASE("the gate refuses a feature branch on its way to production", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("feature/cart", "origin/kars-dev");
  scene.commit("feat: a cart", "src/cart.js", lines(9));
  require_blocked_by(judge_branch(scene, "feature/cart"), "pr-target");
}

TEST_CASE("the gate refuses a hotfix that goes to a branch which is neither",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto payload = scene.event("pull_request_opened");
  auto live = scene.live();
  payload["pull_request"]["base"]["ref"] = live["baseRefName"] = "release-2025";
  require_blocked_by(scene.judge_pull_request(payload, live), "pr-target");
}

TEST_CASE("the gate refuses a P2 and says where it belongs", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto live = scene.live();
  live["labels"] = nlohmann::json::array({{{"name", "P2"}}});
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), live);
  require_blocked_by(run, "severity");
  REQUIRE_THAT(run.log, contains("schedule for the regular release"));
}

TEST_CASE("the gate names the section of the description that is missing", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto live = scene.live();
  std::string body = live["body"];
  body.erase(body.find("## Root cause"),
             body.find("## Rollback plan") - body.find("## Root cause"));
  live["body"] = body;
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), live);
  require_blocked_by(run, "incident-record");
  REQUIRE_THAT(run.log, contains("oot cause"));
}

TEST_CASE("the gate waits for a review and says so", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const GateRun run =
      scene.judge_pull_request(scene.event("pull_request_opened"), scene.live("unreviewed"));
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.log, contains("waiting for review"));
}

TEST_CASE("an approval of an older commit is none", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_blocked_by(
      scene.judge_pull_request(scene.event("pull_request_opened"), scene.live("approved_stale")),
      "emergency-review");
}

TEST_CASE("the gate refuses a title that production should not get", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto live = scene.live();
  live["title"] = "Login stuff";
  require_blocked_by(scene.judge_pull_request(scene.event("pull_request_opened"), live),
                     "squash-merge");
}

TEST_CASE("the gate refuses an auto-merge that does not squash", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_blocked_by(
      scene.judge_pull_request(scene.event("pull_request_opened"), scene.live("auto_merge_rebase")),
      "squash-merge");
}

TEST_CASE("the gate refuses a backport that does not bring what it says", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  const std::string released = scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
  scene.switch_new("backport/login", "origin/kars-dev");
  scene.commit("hotfix: refuse a missing user\n\n(cherry picked from commit " + released + ")",
               "src/other.js", lines(3));
  scene.push_as("backport/login");
  require_blocked_by(scene.gate("pull_request", scene.event("pull_request_backport")),
                     "backport-claims");
}

namespace {

// backport/login merges what brings the released hotfix; `script` changes what the merge makes. The
// id of the hotfix.
std::string push_merged_backport(GateScene& scene, bool as_squash, const std::string& script) {
  scene.good_hotfix("hotfix/login");
  const std::string released = scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
  scene.switch_new("backport/login", "origin/kars-dev");
  scene.git({"merge", "-q", "--no-ff", "--no-commit", as_squash ? "kars-prod" : "hotfix/login"});
  REQUIRE(scene.sh(script).status == 0);
  scene.commit("Merge it");
  scene.push_as("backport/login");
  return released;
}

}  // namespace

TEST_CASE("a backport that merges production or the hotfix branch passes without a word",
          "[e2e][gate-program]") {
  GateScene scene;
  push_merged_backport(scene, GENERATE(true, false), ":");
  require_passed(scene.gate("pull_request", scene.event("pull_request_backport")));
}

TEST_CASE("the gate refuses a backport whose merge left the source out, and its fix brings it",
          "[e2e][gate-program]") {
  GateScene scene;
  const std::string released =
      push_merged_backport(scene, GENERATE(true, false), "git checkout -q HEAD -- src");
  const GateRun run = scene.gate("pull_request", scene.event("pull_request_backport"));
  require_blocked_by(run, "backport-claims");
  REQUIRE_THAT(run.summary, contains("src/login.js"));
  std::string commands;
  for (const auto& finding : run.report.at("reports")[0].at("findings")) {
    if (finding.at("rule") != "backport-claims") continue;
    for (const std::string line : finding.at("fix")) commands += line + "\n";
  }
  INFO(commands);
  REQUIRE(scene.sh(commands).status == 0);
  REQUIRE_FALSE(scene.git({"diff", "kars-dev", "HEAD", "--", "src/login.js"}).empty());
}

TEST_CASE("the gate refuses a backport that takes nothing over, and one of the test alone",
          "[e2e][gate-program]") {
  GateScene scene;
  const std::string script = GENERATE(std::string("git checkout -q HEAD -- ."),
                                      std::string("git checkout -q HEAD -- src"));
  push_merged_backport(scene, true, script);
  require_blocked_by(scene.gate("pull_request", scene.event("pull_request_backport")),
                     "backport-claims");
}

TEST_CASE("the gate refuses a release that would undo a hotfix", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-edit", "-s", "ours", "kars-prod"});
  scene.commit("feat: more", "src/more.js", lines(3));
  scene.push_as("kars-dev");
  const GateRun run = scene.gate("pull_request", scene.event("pull_request_promotion"));
  require_blocked_by(run, "promotion");
}

TEST_CASE("a waiver passes the gate and shows in every output", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix();
  scene.commit("hotfix: sessions anew\n\nHotfix-Waive: minimal-diff the module cannot be mended",
               "src/session.js", lines(300));
  const GateRun run = judge_branch(scene, "hotfix/login");
  INFO(run.log << run.summary);
  REQUIRE(run.status == 0);
  REQUIRE(run.outputs.at("waived") == "1");
  for (const std::string& text : {run.log, run.summary}) {
    REQUIRE_THAT(text, contains("the module cannot be mended"));
  }
  REQUIRE(run.sarif.at("runs").at(0).at("results").at(0).contains("suppressions"));
}
