// SPDX-License-Identifier: MIT
// Reverts as forges make them: with an id, with a number, or with neither.
#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr const char* kWhy = "\n\nSigning in got slower by a minute.";

// Pull request 41 on production, merged and not squashed.
std::string merge_41(GateScene& scene) {
  scene.good_hotfix("hotfix/login");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m",
             "Merge pull request #41 from kars/hotfix/login\n\nhotfix: refuse a missing user",
             "hotfix/login"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  return scene.id("HEAD");
}

std::string squash_41(GateScene& scene) {
  scene.good_hotfix("hotfix/login");
  return scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
}

// A commit on `branch` that brings back what production was before `undone`.
void take_back(GateScene& scene, const std::string& branch, const std::string& undone,
               const std::string& message) {
  scene.switch_new(branch, "origin/kars-prod");
  scene.git({"read-tree", "-u", "--reset", undone + "^"});
  scene.commit(message);
}

// Pull request 50 on production: development, with a workflow, merged.
std::string release(GateScene& scene) {
  scene.switch_to("kars-dev");
  scene.commit("ci: a new check", ".github/workflows/gate.yml", "on: push\n");
  scene.push_unseen({"origin", "kars-dev"});
  scene.switch_to("kars-prod");
  scene.git(
      {"merge", "-q", "--no-ff", "-m", "Merge pull request #50 from kars/kars-dev", "kars-dev"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  return scene.id("HEAD");
}

// The current branch as a pull request with that description and those reviews, judged.
GateRun judge_reviewed(GateScene& scene, const std::string& reviews, const std::string& branch,
                       const std::string& title, const std::string& body) {
  scene.before.clear();
  scene.push_as(branch);
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["head"]["ref"] = branch;
  auto live = scene.live(reviews);
  live["title"] = title;
  live["body"] = body;
  live["labels"] = nlohmann::json::array();
  return scene.judge_pull_request(payload, live);
}

GateRun judge_unreviewed(GateScene& scene, const std::string& branch, const std::string& title,
                         const std::string& body) {
  return judge_reviewed(scene, "unreviewed", branch, title, body);
}

// The current branch as a merge group on kars-prod, judged.
GateRun judge_group(GateScene& scene) {
  scene.before.clear();
  scene.push_as("gh-readonly-queue/kars-prod/pr-42");
  return scene.gate("merge_group", scene.event("merge_group_one"));
}

const std::string kRevert = "Revert \"hotfix: refuse a missing user\"";

}  // namespace

TEST_CASE("the revert button passes on a pull request that was merged by a merge commit",
          "[e2e][gate-program]") {
  GateScene scene;
  take_back(scene, "back", merge_41(scene), kRevert);
  require_passed(judge_unreviewed(scene, "revert-41-hotfix/login", kRevert,
                                  std::string("Reverts kars/kars#41") + kWhy));
}

TEST_CASE("the revert button on a merge cannot smuggle a line", "[e2e][gate-program]") {
  GateScene scene;
  take_back(scene, "back", merge_41(scene), kRevert);
  scene.sh("echo 'more();' >> src/login.js && git commit -q -a --amend --no-verify --no-edit");
  const GateRun run = judge_unreviewed(scene, "revert-41-hotfix/login", kRevert,
                                       std::string("Reverts kars/kars#41") + kWhy);
  require_blocked_by(run, "exact-revert");
  require_blocked_by(run, "emergency-review");
}

TEST_CASE("a rollback on a hotfix branch is one by its body, whatever its subject",
          "[e2e][gate-program]") {
  GateScene scene;
  const std::string bad = squash_41(scene);
  take_back(scene, "hotfix/back", bad,
            "hotfix: sign in as before\n\nThis reverts commit " + bad + ".");
  require_passed(judge_unreviewed(scene, "hotfix/back", "hotfix: sign in as before",
                                  "Signing in got slower by a minute."));
}

TEST_CASE("a rollback of something older waits for its review", "[e2e][gate-program]") {
  GateScene scene;
  const std::string bad = squash_41(scene);
  scene.commit("hotfix: elsewhere (#42)", "src/else.js", "else();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.switch_new("back", "origin/kars-prod");
  scene.git({"revert", "--no-edit", bad});
  const GateRun run = judge_unreviewed(scene, "revert-41-hotfix/login", kRevert,
                                       std::string("Reverts kars/kars#41") + kWhy);
  require_blocked_by(run, "emergency-review");
  REQUIRE(run.blamed() == std::vector<std::string>{"emergency-review"});
  REQUIRE_THAT(run.summary, contains("1 commit below the tip"));
}

TEST_CASE("a revert of the revert waits for its review", "[e2e][gate-program]") {
  GateScene scene;
  squash_41(scene);
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.switch_new("back", "origin/kars-prod");
  scene.git({"revert", "--no-edit", "HEAD"});
  const GateRun run =
      judge_unreviewed(scene, "revert-42-revert-41-hotfix/login", "Revert \"" + kRevert + "\"",
                       std::string("Reverts kars/kars#42") + kWhy);
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.summary, contains("a revert itself"));
}

TEST_CASE("a merge group judges what is only called a revert", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("queue", "origin/kars-prod");
  scene.write(".github/workflows/gate.yml", "on: push\n");
  scene.commit("Revert \"feat: two (#3)\" (#9)", "src/two.js", lines(300));
  const GateRun run = judge_group(scene);
  require_blocked_by(run, "protected-paths");
  require_blocked_by(run, "minimal-diff");
}

TEST_CASE("a merge group judges what is called nothing at all", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("queue", "origin/kars-prod");
  scene.commit("Update two.js (#9)", "src/two.js", lines(300));
  require_blocked_by(judge_group(scene), "minimal-diff");
}

TEST_CASE("an exact revert passes a merge group, by id and by number", "[e2e][gate-program]") {
  const bool by_id = GENERATE(true, false);
  GateScene scene;
  const std::string bad = squash_41(scene);
  take_back(scene, "queue", bad,
            kRevert + " (#42)\n\n" +
                (by_id ? "This reverts commit " + bad + "." : std::string("Reverts kars/kars#41")));
  require_passed(judge_group(scene));
}

TEST_CASE("a release that is taken back from the wrong side is no rollback",
          "[e2e][gate-program]") {
  GateScene scene;
  squash_41(scene);
  const std::string merge = release(scene);
  scene.switch_new("back", "origin/kars-prod");
  scene.git({"revert", "--no-edit", "-m", "2", merge});
  const GateRun run = judge_unreviewed(scene, "revert-50-kars-dev", "Revert \"Release\"",
                                       std::string("Reverts kars/kars#50") + kWhy);
  require_blocked_by(run, "exact-revert");
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.log, contains("keeps the 2nd parent of that merge"));
  REQUIRE_THAT(run.log, contains("\"hotfix: refuse a missing user (#41)\" by Kim Doe out of"));
}

TEST_CASE("the rollback of a release that changed a workflow goes out with a review",
          "[e2e][gate-program]") {
  GateScene scene;
  const std::string merge = release(scene);
  scene.switch_new("back", "origin/kars-prod");
  scene.git({"revert", "--no-edit", "-m", "1", merge});
  const auto judged = [&](const char* reviews) {
    return judge_reviewed(scene, reviews, "revert-50-kars-dev", "Revert \"Release\"",
                          std::string("Reverts kars/kars#50") + kWhy);
  };
  const GateRun waiting = judged("unreviewed");
  require_blocked_by(waiting, "protected-paths");
  REQUIRE(waiting.blamed() == std::vector<std::string>{"protected-paths"});
  REQUIRE_THAT(waiting.log, contains("has to be approved by"));
  require_passed(judged("approved"));
}

TEST_CASE("reverts of nothing do not make an older revert a rollback", "[e2e][gate-program]") {
  GateScene scene;
  const std::string bad = squash_41(scene);
  const std::string nothing = scene.commit("hotfix: nothing (#42)");
  scene.commit("hotfix: elsewhere (#43)", "src/else.js", "else();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.switch_new("back", "origin/kars-prod");
  scene.git({"revert", "--no-edit", bad});
  for (int i = 0; i < 3; ++i) {
    scene.commit("Revert \"hotfix: nothing\"\n\nThis reverts commit " + nothing + ".");
  }
  const GateRun run = judge_unreviewed(scene, "revert-41-hotfix/login", kRevert,
                                       std::string("Reverts kars/kars#41") + kWhy);
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.summary, contains("1 commit below the tip"));
}

TEST_CASE("a revert by an id from before a rebase is a rollback", "[e2e][gate-program]") {
  GateScene scene;
  const std::string bad = squash_41(scene);
  take_back(scene, "back", bad,
            "Revert \"hotfix: refuse a missing user\"\n\nThis reverts commit " +
                std::string(40, 'c') + ".");
  require_passed(judge_unreviewed(scene, "revert-41-hotfix/login", kRevert,
                                  "Signing in got slower by a minute."));
}

TEST_CASE("two reverts that a queue squashed are still the rollback that they were",
          "[e2e][gate-program]") {
  GateScene scene;
  const std::string one = squash_41(scene);
  const std::string two = scene.commit("hotfix: elsewhere (#42)", "src/else.js", lines(300));
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  take_back(scene, "queue", one,
            "Revert both (#44)\n\n* Revert \"one\"\n\nThis reverts commit " + two +
                ".\n\n* Revert \"two\"\n\nThis reverts commit " + one + ".");
  const GateRun run = judge_group(scene);
  INFO(run.log);
  REQUIRE(run.log.find("minimal-diff") == run.log.npos);
  REQUIRE(run.log.find("tests-present") == run.log.npos);
}

TEST_CASE("a revert branch with a merge that does something is a hotfix like any other",
          "[e2e][gate-program]") {
  GateScene scene;
  const std::string bad = squash_41(scene);
  take_back(scene, "back", bad, kRevert + "\n\nThis reverts commit " + bad + ".");
  scene.commit_on("kars-prod", "hotfix: elsewhere (#43)", "src/else.js", "else();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.git({"merge", "-q", "--no-ff", "--no-commit", "origin/kars-prod"});
  scene.commit("Merge branch 'kars-prod' into back", "src/evil.js", lines(300));
  const GateRun run = judge_unreviewed(scene, "revert-41-hotfix/login", kRevert,
                                       std::string("Reverts kars/kars#41") + kWhy);
  require_blocked_by(run, "commit-message");
  require_blocked_by(run, "minimal-diff");
  require_blocked_by(run, "severity");
}
