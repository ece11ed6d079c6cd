// SPDX-License-Identifier: MIT
// What the gate prints about a pull request, pasted in the author's clone, in every state of it.
#include <algorithm>
#include <functional>

#include "tests/e2e/fix_scene.h"
#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Json = nlohmann::json;

struct Row {
  std::string name, rule;
  std::function<void(GateScene&)> make;  // the branch of the pull request, checked out
  std::string branch = "hotfix/login";
  std::string event = "pull_request_opened";
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"a bad subject", "commit-message",
       [](GateScene& scene) {
         scene.good_hotfix("hotfix/login");
         scene.git({"commit", "-q", "--amend", "--no-verify", "-m", "a missing user\n\nand why"});
       }},
      {"cut from development", "production-base",
       [](GateScene& scene) {
         scene.switch_new("hotfix/login", "origin/kars-dev");
         scene.fix_login();
         scene.test_login();
       }},
      {"a feature", "single-purpose",
       [](GateScene& scene) {
         scene.good_hotfix("hotfix/login");
         scene.commit("feat: remember me", "src/remember.js", lines(3));
       }},
      {"an edited workflow", "protected-paths",
       [](GateScene& scene) {
         scene.good_hotfix("hotfix/login");
         scene.commit("hotfix: let it pass", ".github/workflows/gate.yml", "on: push\n");
       }},
      {"too much", "minimal-diff",
       [](GateScene& scene) {
         scene.good_hotfix("hotfix/login");
         scene.commit("hotfix: the long way", "src/long.js", lines(400));
       }},
      {"a backport that does not bring it", "backport-claims",
       [](GateScene& scene) {
         scene.good_hotfix("hotfix/login");
         const std::string released =
             scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
         scene.switch_new("backport/login", "origin/kars-dev");
         scene.commit(
             "hotfix: refuse a missing user\n\n(cherry picked from commit " + released + ")",
             "src/other.js", lines(3));
       },
       "backport/login", "pull_request_backport"},
  };
  return all;
}

struct Told {
  GateScene scene;
  std::string fix;
  std::vector<std::string> advice;
};

GateRun judge(GateScene& scene, const Row& row) {
  scene.push_as(row.branch);
  const bool is_hotfix = row.rule != "backport-claims";
  return scene.gate("pull_request", scene.event(row.event), is_hotfix ? scene.live() : Json());
}

Told told(const Row& row) {
  Told told;
  GateScene& scene = told.scene;
  scene.switch_new("elsewhere", "origin/kars-prod");
  scene.commit("feat: elsewhere", "src/elsewhere.js", lines(3));
  row.make(scene);
  const GateRun run = judge(scene, row);
  INFO(run.log << run.err);
  for (const Json& report : run.report.at("reports")) {
    for (const Json& finding : report.at("findings")) {
      if (finding.at("rule") != row.rule) continue;
      if (told.fix.empty()) told.fix = pasted(finding.at("fix"));
      for (const Json& one : finding.at("advice"))
        told.advice.push_back(pasted(one.at("commands")));
    }
  }
  std::erase(told.advice, "");
  return told;
}

// The branch may move, here and on the server, and be checked out.
void require_only_branch_moved(const Row& row, const Everything& before, const Everything& after) {
  const std::string ref = "refs/heads/" + row.branch;
  for (const std::string& key : differences(before, after)) {
    INFO(key);
    const bool is_branch = key == ref || key == "origin " + ref;
    CHECK((is_branch || (key == "HEAD" && after.at(key) == "branch " + ref)));
  }
}

void check_promise(GateScene& scene, const Row& row, const std::string& lines, bool is_fix) {
  const Everything before = everything_in(scene);
  const ProgramResult done = paste(scene, lines);
  const Everything after = everything_in(scene);
  INFO(lines << "-> " << done.status << "\n" << done.out << done.err);
  require_only_branch_moved(row, before, after);
  if (!is_fix) return;
  if (done.status != 0) {
    CHECK(differences(before, after) == std::vector<std::string>{});
    return;
  }
  CHECK(scene.remote_id(row.branch) == scene.id("refs/heads/" + row.branch));
  if (before.at("HEAD") != "branch refs/heads/" + row.branch) return;  // judged once is enough
  const std::vector<std::string> rules = judge(scene, row).blamed();
  CHECK(std::find(rules.begin(), rules.end(), row.rule) == rules.end());
}

}  // namespace

TEST_CASE("what is printed about a pull request fixes it in the author's clone, or changes nothing",
          "[e2e][fix]") {
  for (const Row& row : rows()) {
    const Told printed = told(row);
    INFO(row.name);
    CHECK((printed.fix.empty() && printed.advice.empty()) == false);
    for (const std::string& state : states_after_push()) {
      INFO(state);
      GateScene scene(printed.scene);
      scene.clone.clear();
      bring_into(scene, state, row.branch);
      if (!printed.fix.empty()) check_promise(scene, row, printed.fix, true);
      for (const std::string& advice : printed.advice) {
        GateScene other(printed.scene);
        bring_into(other, state, row.branch);
        check_promise(other, row, advice, false);
      }
    }
  }
}

TEST_CASE("an author with an older clone fixes what others pushed since, and loses nothing",
          "[e2e][fix]") {
  for (const Row& row : rows()) {
    Told printed = told(row);
    if (printed.fix.empty()) continue;
    INFO(row.name << "\n" << printed.fix);
    GateScene& scene = printed.scene;
    const std::string newest = scene.id("HEAD");
    scene.git({"reset", "-q", "--hard", "HEAD~1"});  // this clone has not fetched it
    const ProgramResult done = paste(scene, printed.fix);
    INFO(done.out << done.err);
    CHECK(done.status == 0);
    CHECK(scene.remote_id(row.branch) == scene.id("HEAD"));
    CHECK(scene.remote_id(row.branch) != newest);
  }
}

TEST_CASE("a push by somebody else since the judgement is not overwritten", "[e2e][fix]") {
  for (const Row& row : rows()) {
    Told printed = told(row);
    if (printed.fix.empty()) continue;
    INFO(row.name << "\n" << printed.fix);
    GateScene& scene = printed.scene;
    const std::string judged = scene.id("HEAD");
    const std::string newest = scene.commit("hotfix: more of it", "src/more.js", lines(3));
    scene.push_unseen({"origin", "HEAD:refs/heads/" + row.branch});
    scene.git({"reset", "-q", "--hard", judged});
    const ProgramResult done = paste(scene, printed.fix);
    INFO(done.out << done.err);
    const std::string files = scene
                                  .run({"--git-dir", scene.bare(), "ls-tree", "-r", "--name-only",
                                        "refs/heads/" + row.branch})
                                  .out;
    CHECK_THAT(files, contains("src/more.js"));
  }
}

TEST_CASE("nothing that is found in a merge queue is fixed by a command in a clone", "[e2e][fix]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.git({"commit", "-q", "--amend", "--no-verify", "-m", "oops"});
  scene.commit("feat: long", "src/long.js", lines(400));
  scene.commit("hotfix: let it pass", ".github/workflows/gate.yml", "on: push\n");
  scene.before.clear();
  scene.push_as("gh-readonly-queue/kars-prod/pr-42");
  const GateRun run = scene.gate("merge_group", scene.event("merge_group_one"));
  REQUIRE_FALSE(run.blamed().empty());
  for (const char* command : {"--amend", "rebase", "git push", "git switch", "git rm"}) {
    INFO(run.log);
    CHECK(run.log.find(command) == std::string::npos);
  }
  CHECK_THAT(run.log, contains("what is found here is fixed on the branch"));
}

TEST_CASE("the commands for a bad name work in a clone that never had the branch, and move nothing",
          "[e2e][fix]") {
  GateScene scene;
  scene.switch_new("elsewhere", "origin/kars-prod");
  scene.commit("feat: elsewhere", "src/elsewhere.js", lines(3));
  scene.good_hotfix("hotfix/Fix_Login");
  scene.push_as("hotfix/Fix_Login");
  Json payload = scene.event("pull_request_opened");
  payload["pull_request"]["head"]["ref"] = "hotfix/Fix_Login";
  std::string fix;
  const GateRun run = scene.gate("pull_request", payload, scene.live());
  for (const Json& finding : run.report.at("reports").at(0).at("findings")) {
    if (finding.at("rule") == "branch-name") fix = pasted(finding.at("fix"));
  }
  INFO(run.log << fix);
  REQUIRE_THAT(fix, contains("git fetch origin refs/heads/hotfix/Fix_Login"));
  const auto check_pushed = [&](const Everything& before) {
    CHECK(differences(before, everything_in(scene)) ==
          std::vector<std::string>{"origin refs/heads/hotfix/fix-login"});
    CHECK(scene.remote_id("hotfix/fix-login") == scene.head);
    scene.git({"--git-dir=" + scene.bare(), "update-ref", "-d", "refs/heads/hotfix/fix-login"});
  };
  for (const std::string& state : states_after_push()) {
    INFO(state);
    GateScene author(scene);
    bring_into(author, state, "hotfix/Fix_Login");
    const Everything before = everything_in(author);
    paste(author, fix);
    const std::vector<std::string> moved = differences(before, everything_in(author));
    CHECK(
        (moved.empty() || moved == std::vector<std::string>{"origin refs/heads/hotfix/fix-login"}));
  }
  for (const char* depth : {"--no-tags", "--depth=1"}) {
    const Everything before = everything_in(scene);
    const ProgramResult done = scene.sh(
        "rm -rf ../fresh && git clone -q --single-branch --branch=kars-prod " + std::string(depth) +
        " file://" + scene.bare() + " ../fresh && cd ../fresh &&\n" + fix);
    INFO(done.err);
    CHECK(done.status == 0);
    check_pushed(before);
  }
}
