// SPDX-License-Identifier: MIT
// Every event that a CI may start the gate with, and every way in which it may tell too little.
#include <filesystem>
#include <fstream>

#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// The squash of a good hotfix on production, as a push event tells of it.
void release(GateScene& scene, const std::string& subject) {
  scene.good_hotfix("hotfix/login");
  scene.squash("hotfix/login", subject);
}

void backport(GateScene& scene) {
  scene.switch_to("kars-dev");
  scene.git({"cherry-pick", "-x", "kars-prod"});
  scene.push_unseen({"origin", "kars-dev"});
}

void require_not_applicable(const GateRun& run, const std::string& why) {
  INFO(run.log << run.err << run.summary);
  REQUIRE(run.status == 0);
  REQUIRE(run.outputs.at("applicable") == "false");
  REQUIRE(run.outputs.at("verdict") == "pass");
  REQUIRE_THAT(run.log, contains("NOT APPLICABLE"));
  REQUIRE_THAT(run.log, contains(why));
  REQUIRE(run.report.at("reports").empty());
}

// Lands `subject` on the current branch the way a queue does.
std::string queue(GateScene& scene, const std::string& subject, const std::string& file) {
  scene.write("tests/" + file + ".test.js", "test('" + file + "', () => expect(1).toBe(1));\n");
  return scene.commit(subject, "src/" + file + ".js", lines(4));
}

}  // namespace

TEST_CASE("pull_request_target and a review get the verdict of pull_request",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_passed(
      scene.gate("pull_request_target", scene.event("pull_request_opened"), scene.live()));
  require_passed(scene.gate("pull_request_review", scene.event("review_approved"), scene.live()));
}

TEST_CASE("a fork's hotfix gets the same verdict", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto live = scene.live();
  auto payload = scene.event("pull_request_fork");
  live["number"] = payload["number"];
  payload["pull_request"]["head"]["ref"] = "hotfix/login";
  require_passed(scene.gate("pull_request", payload, live));
}

TEST_CASE("a re-run without the pull request as it is now warns of an old payload",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const GateRun run = scene.gate("pull_request", scene.event("pull_request_opened"), {}, {},
                                 {"GITHUB_RUN_ATTEMPT=2"});
  INFO(run.log);
  REQUIRE_THAT(run.log, contains("::warning"));
  REQUIRE_THAT(run.log, contains("re-run"));
}

TEST_CASE("without the reviews a hotfix is undecided, never passed", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["body"] = scene.live()["body"];
  require_undecided(scene.gate("pull_request", payload), "--pr-json");
}

TEST_CASE("a pull request that has moved on is left to the run of its new head",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto live = scene.live();
  live["headRefOid"] = std::string(40, 'a');
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), live);
  INFO(run.log);
  REQUIRE(run.status == 3);
  REQUIRE_THAT(run.log, contains("moved"));
}

TEST_CASE("the base is what production is now, not what the payload remembers",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const std::string then = scene.before;
  const std::string now =
      scene.commit_on("kars-prod", "hotfix: elsewhere (#40)", "src/else.js", "else();\n");
  scene.push_unseen({"origin", "kars-prod"});
  const GateRun run =
      scene.judge_pull_request(scene.event("pull_request_edited_base"), scene.live());
  INFO(run.log);
  REQUIRE(run.outputs.at("production") == now);
  REQUIRE(then != now);
  REQUIRE_THAT(run.log, contains(now.substr(0, 12)));
}

TEST_CASE("a description that is null is an empty one", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto live = scene.live();
  live["body"] = "";
  live["labels"] = nlohmann::json::array();
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_null_body"), live);
  require_blocked_by(run, "incident-record");
  require_blocked_by(run, "severity");
}

TEST_CASE("a merged pull request is not judged", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_not_applicable(scene.gate("pull_request", scene.event("pull_request_merged")), "merged");
}

TEST_CASE("a closed pull request is judged like an open one: its check outlives the closing",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_undecided(scene.gate("pull_request", scene.event("pull_request_closed")), "--pr-json");
  const auto open = scene.live();
  auto closed = open;
  closed["state"] = "CLOSED";
  require_passed(scene.judge_pull_request(scene.event("pull_request_closed"), open));
  require_passed(scene.judge_pull_request(scene.event("pull_request_opened"), closed));
  closed["title"] = "Update login.js";
  require_blocked_by(scene.judge_pull_request(scene.event("pull_request_closed"), closed),
                     "squash-merge");
}

TEST_CASE("no pull request passes for another one with its head", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const std::string list = scene.root() + "/open.json";
  std::ofstream(list) << nlohmann::json{{{"number", 42}, {"headRefOid", scene.head}},
                                        {{"number", 43}, {"headRefOid", scene.head}}};
  auto elsewhere = scene.event("pull_request_opened");
  elsewhere["pull_request"]["base"]["ref"] = "feature/x";
  elsewhere["pull_request"]["head"]["ref"] = "copy";
  elsewhere["pull_request"]["number"] = 44;
  const auto judged = [&](const auto& payload, const auto& live) {
    return scene.gate("pull_request", payload, live, {"--open-json", list});
  };
  require_undecided(judged(elsewhere, nlohmann::json()), "gh pr close 42");
  require_undecided(judged(scene.event("pull_request_opened"), scene.live()), "gh pr close 43");
}

TEST_CASE("a feature on its way to development is not judged", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("feature/cart", "origin/kars-dev");
  scene.push_as("feature/cart");
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["head"]["ref"] = "feature/cart";
  payload["pull_request"]["base"]["ref"] = "kars-dev";
  require_not_applicable(scene.gate("pull_request", payload), "feature/cart");
}

TEST_CASE("a backport pull request that brings what it says passes", "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "hotfix: refuse a missing user (#41)");
  scene.switch_new("backport/login", "origin/kars-dev");
  scene.git({"cherry-pick", "-x", "kars-prod"});
  scene.push_as("backport/login");
  require_passed(scene.gate("pull_request", scene.event("pull_request_backport")));
}

TEST_CASE("a released hotfix branch may go to development as its own backport",
          "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "hotfix: refuse a missing user (#41)");
  scene.switch_to("hotfix/login");
  scene.push_as("hotfix/login");
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["base"]["ref"] = "kars-dev";
  require_passed(scene.gate("pull_request", payload));
}

TEST_CASE("a hotfix that goes to development first is sent to production", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["base"]["ref"] = "kars-dev";
  require_blocked_by(scene.gate("pull_request", payload), "backport-claims");
}

TEST_CASE("a revert needs no test, no severity and no review, but a reason",
          "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "hotfix: refuse a missing user (#41)");
  scene.switch_new("revert-41-hotfix/login", "origin/kars-prod");
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.push_as("revert-41-hotfix/login");
  auto payload = scene.event("pull_request_opened");
  payload["pull_request"]["head"]["ref"] = "revert-41-hotfix/login";
  auto live = scene.live("unreviewed");
  live["title"] = "Revert \"hotfix: refuse a missing user (#41)\"";
  live["labels"] = nlohmann::json::array();
  live["body"] = "Reverts kars/kars#41";
  require_blocked_by(scene.judge_pull_request(payload, live), "incident-record");
  live["body"] = "Reverts kars/kars#41\n\nSigning in got slower by a minute.";
  require_passed(scene.judge_pull_request(payload, live));
}

TEST_CASE("a forward fix on top of a hotfix passes", "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "hotfix: refuse a missing user (#41)");
  backport(scene);
  scene.before.clear();
  scene.git({"switch", "-q", "-C", "hotfix/login", "origin/kars-prod"});
  scene.write("tests/again.test.js", "test('again', () => expect(1).toBe(1));\n");
  scene.sh("sed -i 's/!user ||/user == null ||/' src/login.js");
  scene.commit("hotfix: accept the empty user again");
  scene.push_unseen({"--force", "origin", "hotfix/login"});
  scene.push_as("hotfix/login");
  auto live = scene.live();
  live["title"] = "hotfix: accept the empty user again";
  require_passed(scene.judge_pull_request(scene.event("pull_request_opened"), live));
}

TEST_CASE("a merge group of two good hotfixes passes", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("queue", "origin/kars-prod");
  queue(scene, "hotfix: refuse a missing user (#41)", "one");
  queue(scene, "hotfix: close idle connections (#42)", "two");
  scene.push_as("gh-readonly-queue/kars-prod/pr-42");
  require_passed(scene.gate("merge_group", scene.event("merge_group_two")));
}

TEST_CASE("a merge group is judged hotfix by hotfix", "[e2e][gate-program]") {
  GateScene scene;
  scene.switch_new("queue", "origin/kars-prod");
  queue(scene, "hotfix: refuse a missing user (#41)", "one");
  scene.commit("hotfix: close idle connections (#42)", "src/two.js", lines(300));
  scene.push_as("gh-readonly-queue/kars-prod/pr-42");
  const GateRun run = scene.gate("merge_group", scene.event("merge_group_two"));
  require_blocked_by(run, "minimal-diff");
  require_blocked_by(run, "tests-present");
}

TEST_CASE("a merge group that merges in place of squashing is refused", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.switch_new("queue", "origin/kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m", "Merge pull request #42 from kars/hotfix/login",
             "hotfix/login"});
  scene.push_as("gh-readonly-queue/kars-prod/pr-42");
  require_blocked_by(scene.gate("merge_group", scene.event("merge_group_one")), "squash-merge");
}

TEST_CASE("the end of a merge group is nothing to judge", "[e2e][gate-program]") {
  GateScene scene;
  require_not_applicable(scene.gate("merge_group", scene.event("merge_group_destroyed")), "");
}

TEST_CASE("a squashed hotfix that is within its deadline passes on production",
          "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "hotfix: refuse a missing user (#41)");
  const GateRun run = scene.gate("push", scene.event("push"));
  INFO(run.log);
  REQUIRE(run.status == 0);
  REQUIRE(run.blamed().empty());
  REQUIRE(run.report.at("ledger").at("hotfixes").size() == 1);
}

TEST_CASE("a hotfix that was merged and not squashed is told after the push",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.before = scene.remote_id("kars-prod");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m", "Merge pull request #41 from kars/hotfix/login",
             "hotfix/login"});
  scene.push_as("kars-prod");
  require_blocked_by(scene.gate("push", scene.event("push")), "squash-merge");
}

TEST_CASE("a commit that production should not be called by is told after the push",
          "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "Login stuff (#41)");
  require_blocked_by(scene.gate("push", scene.event("push")), "squash-merge");
}

TEST_CASE("the release of development is not a hotfix, however it was merged",
          "[e2e][gate-program]") {
  const std::string how = GENERATE("--no-ff", "--squash");
  GateScene scene;
  scene.before = scene.remote_id("kars-prod");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", how, "kars-dev"});
  if (how == "--squash") scene.commit("Release 1.5 (#50)");
  scene.push_as("kars-prod");
  const GateRun run = scene.gate("push", scene.event("push"));
  INFO(run.log);
  REQUIRE(run.status == 0);
  REQUIRE(run.blamed().empty());
}

TEST_CASE("a push that makes production is no pass, and says what to do", "[e2e][gate-program]") {
  GateScene scene;
  scene.head = scene.remote_id("kars-prod");
  const GateRun run = scene.gate("push", scene.event("push_created"));
  require_blocked_by(run, "direct-push");
  REQUIRE_THAT(run.log, contains("git push --force-with-lease=kars-prod:"));
  REQUIRE_THAT(run.log, contains("first commit ever"));
}

TEST_CASE("a forced push to production blocks, also when nobody has what was there",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.head = scene.remote_id("kars-prod");
  scene.before =
      scene.commit_on("kars-prod", "hotfix: elsewhere (#40)", "src/else.js", "else();\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.push_unseen({"--force", "origin", scene.head + ":refs/heads/kars-prod"});
  scene.check_out();
  scene.exec({"git", "-C", scene.clone, "fetch", "-q", "origin", scene.before});
  const GateRun known = scene.gate("push", scene.event("push_forced"));
  require_blocked_by(known, "direct-push");
  scene.before = std::string(40, 'b');
  const GateRun lost = scene.gate("push", scene.event("push_forced"));
  require_blocked_by(lost, "direct-push");
  REQUIRE_THAT(lost.log, contains("where it was, bbbbbbbbbbbb, is not in its history"));
}

TEST_CASE("the deletion of production is no pass", "[e2e][gate-program]") {
  GateScene scene;
  scene.before = scene.remote_id("kars-prod");
  require_undecided(scene.gate("push", scene.event("push_deleted")), "git push origin ");
}

TEST_CASE("pushes elsewhere and tags are not judged", "[e2e][gate-program]") {
  GateScene scene;
  auto payload = scene.event("push");
  payload["ref"] = "refs/heads/kars-dev";
  require_not_applicable(scene.gate("push", payload), "kars-dev");
  require_not_applicable(scene.gate("push", scene.event("push_tag")), "tag");
}

TEST_CASE("a scheduled run asks the ledger and fails on what is overdue", "[e2e][gate-program]") {
  GateScene scene;
  release(scene, "hotfix: refuse a missing user (#41)");
  const auto at = [&](const std::string& name, const std::string& fixture,
                      const std::string& time) {
    return scene.gate(name, scene.event(fixture), {}, {"--now", time});
  };
  REQUIRE(at("schedule", "schedule", "2025-06-15T16:00:00Z").status == 0);
  const GateRun late = at("workflow_dispatch", "workflow_dispatch", "2025-06-20T16:00:00Z");
  INFO(late.log << late.summary);
  REQUIRE(late.status == 1);
  REQUIRE(late.outputs.at("overdue") == "1");
  REQUIRE_THAT(late.log, contains("::error"));
  REQUIRE_THAT(late.summary, contains("cherry-pick"));
}

TEST_CASE("an event that is never judged passes without a repository", "[e2e][gate-program]") {
  GateScene scene;
  scene.clone = scene.root();
  require_not_applicable(scene.gate("issues", nlohmann::json::object()), "issues");
}

TEST_CASE("a payload that is not there, empty or broken is undecided", "[e2e][gate-program]") {
  GateScene scene;
  scene.check_out();
  const std::string path = scene.root() + "/payload";
  const auto judged = [&](const Arguments& options) {
    return scene.gate_by_options(options,
                                 {"GITHUB_EVENT_NAME=pull_request", "GITHUB_ACTIONS=true"});
  };
  require_undecided(judged({}), "--event");
  require_undecided(judged({"--payload", path}), "");
  for (const char* text : {"", "{", "[]", "{\"pull_request\": 3}"}) {
    std::ofstream(path) << text;
    require_undecided(judged({"--payload", path}), "");
  }
}

TEST_CASE("a payload of over 25 MiB is undecided", "[e2e][gate-program]") {
  GateScene scene;
  scene.check_out();
  const std::string path = scene.root() + "/payload";
  std::ofstream(path) << std::string(std::size_t{26} << 20, ' ');
  require_undecided(scene.gate_by_options({"--payload", path}, {"GITHUB_EVENT_NAME=pull_request",
                                                                "GITHUB_ACTIONS=true"}),
                    "");
}

TEST_CASE("a branch whose repository is gone is undecided", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  require_undecided(scene.gate("pull_request", scene.event("pull_request_lost_fork")), "");
}

TEST_CASE("a shallow clone is undecided and names the setting", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.check_out({"--depth", "1", "--no-single-branch"});
  require_undecided(scene.gate("pull_request", scene.event("pull_request_opened"), scene.live()),
                    "fetch-depth: 0");
}

TEST_CASE("a clone without production is undecided and names the setting", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.check_out({"--single-branch", "--branch", "hotfix/login"});
  require_undecided(scene.gate("pull_request", scene.event("pull_request_opened"), scene.live()),
                    "fetch-depth: 0");
}

TEST_CASE("a clone without development is undecided and names the setting", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.check_out();
  REQUIRE(scene.exec({"git", "-C", scene.clone, "update-ref", "-d", "refs/remotes/origin/kars-dev"})
              .status == 0);
  require_undecided(scene.gate("pull_request", scene.event("pull_request_opened"), scene.live()),
                    "fetch-depth: 0");
}

TEST_CASE("a head that was not fetched is undecided and names the setting", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.head = std::string(40, 'c');
  require_undecided(scene.gate("pull_request", scene.event("pull_request_opened"), scene.live()),
                    "fetch-depth: 0");
}

TEST_CASE("a broken policy on production is an error of usage in every output",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.commit_on("kars-prod", "chore: policy", ".hotfix.toml", "prodution = \"main\"\n");
  scene.push_unseen({"origin", "kars-prod"});
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), scene.live());
  INFO(run.log << run.summary);
  REQUIRE(run.status == 2);
  REQUIRE(run.outputs.at("verdict") == "error");
  REQUIRE_THAT(run.log, contains("::error"));
  REQUIRE_THAT(run.summary, contains("prodution"));
}

TEST_CASE("any CI can describe a pull request by options", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  scene.check_out();
  std::ofstream(scene.root() + "/live.json") << scene.live().dump();
  const GateRun run = scene.gate_by_options(
      {"--event", "pull_request", "--base", "kars-prod", "--branch", "hotfix/login", "--head",
       "origin/hotfix/login", "--pr-json", scene.root() + "/live.json"});
  require_passed(run);
}

TEST_CASE("no event at all is an error of usage", "[e2e][gate-program]") {
  GateScene scene;
  const GateRun run = scene.gate_by_options({});
  INFO(run.log << run.err);
  REQUIRE(run.status == 2);
}

TEST_CASE("a report that cannot be written is no pass, and stops none of the others",
          "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const auto judged = [&](const Arguments& options) {
    return scene.gate("pull_request", scene.event("pull_request_opened"), scene.live(), options);
  };
  REQUIRE(judged({"--summary", "/dev/full"}).status == 3);
  std::ofstream(scene.root() + "/file") << "no folder";
  const std::string lost = scene.root() + "/file/comment.md";
  for (const Arguments& more : {Arguments{}, Arguments{"--exit-zero"}}) {
    Arguments options = {"--comment", lost};
    options.insert(options.end(), more.begin(), more.end());
    const GateRun run = judged(options);
    INFO(run.log);
    REQUIRE(run.status == 3);
    REQUIRE(run.outputs.at("verdict") == "pass");
    REQUIRE_THAT(run.summary, contains("hotfix/login"));
    REQUIRE_THAT(run.log, contains("::error title=hotfix-gate::" + lost + ": cannot be written"));
  }
}

TEST_CASE("the folders of a report are made", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const std::string comment = scene.root() + "/some/new/folder/comment.md";
  const GateRun run = scene.gate("pull_request", scene.event("pull_request_opened"), scene.live(),
                                 {"--comment", comment});
  REQUIRE(run.status == 0);
  REQUIRE(std::filesystem::exists(comment));
}

TEST_CASE("with --exit-zero a verdict is told and no more", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const auto judged = [&](const nlohmann::json& live) {
    return scene.gate("pull_request", scene.event("pull_request_opened"), live, {"--exit-zero"});
  };
  auto bad = scene.live();
  bad["body"] = "";
  const GateRun blocked = judged(bad);
  REQUIRE(blocked.status == 0);
  REQUIRE(blocked.outputs.at("verdict") == "blocked");
  REQUIRE(blocked.outputs.at("exit-status") == "1");
  REQUIRE(judged({}).outputs.at("exit-status") == "3");
}

TEST_CASE("the names of the branches are printed, as the policies here have them",
          "[e2e][gate-program]") {
  GateScene scene;
  scene.check_out();
  const auto printed = [&](const Arguments& options) {
    Arguments all = {"--branches"};
    all.insert(all.end(), options.begin(), options.end());
    return scene.gate_by_options(all).log;
  };
  REQUIRE(printed({}) == "kars-prod\nkars-dev\n");
  REQUIRE(printed({"--production", "main", "--development", "next"}) == "main\nnext\n");
  scene.switch_new("trunk", "origin/kars-prod");
  scene.commit("chore: policy", ".hotfix.toml", "production = \"trunk\"\ndevelopment = \"next\"\n");
  scene.push_unseen({"origin", "trunk"});
  scene.clone.clear();
  scene.check_out();
  REQUIRE(printed({"--base", "trunk"}) == "trunk\nnext\n");
}
