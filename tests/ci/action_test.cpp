// SPDX-License-Identifier: MIT
// The action, from an event and a checkout to the verdict.
#include <filesystem>
#include <fstream>

#include "gate/request/event.h"
#include "rules/support/forge.h"
#include "tests/ci/action_scene.h"
#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

// In place of hotfix-gate: writes down how it was started.
void fake_gate(ActionScene& scene, const std::string& script) {
  scene.fake_program("hotfix-gate", "[ \"$1\" = --version ] && exit 0\n" + script);
  scene.options["inputs"]["programs"] = scene.fake;
}

}  // namespace

TEST_CASE("an approved hotfix passes", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.status == 0);
  CHECK(run.output("verdict") == "pass");
  CHECK(run.output("kind") == "hotfix");
  CHECK(run.output("head") == scene.head);
  CHECK(run.output("production") == scene.production);
  CHECK_THAT(run.summary(), contains("hotfix/login"));
}

TEST_CASE("without a token the review stays undecided, and that is no pass", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK(run.output("verdict") == "undecided");
  CHECK_FALSE(run.ran("Describe the pull request"));
}

TEST_CASE("a hotfix that breaks a rule fails the step and says so in an annotation",
          "[scripts][action]") {
  ActionScene scene;
  scene.repo.remove("tests/login.test.js");
  scene.repo.commit("hotfix: drop the test");
  scene.publish("hotfix/login");
  scene.checkout_all();
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_synchronize.json");
  CHECK(run.status == 1);
  CHECK(run.output("verdict") == "blocked");
  CHECK_THAT(run.log(), contains("::error"));
}

TEST_CASE("with fail: false the verdict is told and the step goes on", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.options["inputs"]["fail"] = "false";
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 0);
  CHECK(run.output("verdict") == "undecided");
  CHECK(run.output("exit-status") == "3");
}

TEST_CASE("every event comes through to the kind it is judged as", "[scripts][action]") {
  struct Row {
    const char *event, *payload, *kind;
  };
  const Row row = GENERATE(Row{"pull_request_target", "pull_request_opened.json", "hotfix"},
                           Row{"pull_request", "pull_request_edited_base.json", "hotfix"},
                           Row{"pull_request", "pull_request_null_body.json", "hotfix"},
                           Row{"pull_request", "pull_request_fork.json", "hotfix"},
                           Row{"pull_request", "pull_request_feature.json", "stray"},
                           Row{"pull_request_review", "review_approved.json", "hotfix"},
                           Row{"merge_group", "merge_group_one.json", "production"},
                           Row{"push", "push.json", "production"},
                           Row{"push", "push_created.json", "production"},
                           Row{"schedule", "schedule.json", "ledger"},
                           Row{"workflow_dispatch", "workflow_dispatch.json", "ledger"});
  ActionScene scene;
  scene.checkout_all();
  const ActionRun run = scene.run(row.event, row.payload);
  INFO(row.event << ' ' << row.payload << '\n' << run.log());
  CHECK(run.output("applicable") == "true");
  CHECK(run.output("kind") == row.kind);
}

TEST_CASE("an event that the gate does not judge passes, and says so", "[scripts][action]") {
  struct Row {
    const char *event, *payload;
  };
  const Row row = GENERATE(Row{"pull_request", "pull_request_merged.json"},
                           Row{"merge_group", "merge_group_destroyed.json"},
                           Row{"push", "push_tag.json"}, Row{"issues", "schedule.json"});
  ActionScene scene;
  scene.checkout_all();
  const ActionRun run = scene.run(row.event, row.payload);
  INFO(row.event << ' ' << row.payload << '\n' << run.log());
  CHECK(run.status == 0);
  CHECK(run.output("applicable") == "false");
}

TEST_CASE("the ledger passes where nothing is owed", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  const ActionRun run = scene.run("schedule", "schedule.json");
  INFO(run.log());
  CHECK(run.status == 0);
  CHECK(run.output("overdue") == "0");
}

TEST_CASE("a merge group of two pull requests is judged", "[scripts][action]") {
  ActionScene scene;
  scene.repo.switch_new("queue", "kars-prod");
  scene.repo.commit("hotfix: trim the session cookie (#42)", "src/cookie.js", "1\n");
  scene.repo.commit("hotfix: close the session (#43)", "src/login.js", "2\n");
  scene.head = scene.repo.id("HEAD");
  scene.repo.git({"push", "-q", "origin", "HEAD:refs/heads/gh-readonly-queue/kars-prod/pr-43"});
  scene.checkout({"--depth=1"});
  const ActionRun run = scene.run("merge_group", "merge_group_two.json");
  INFO(run.log());
  CHECK(run.output("kind") == "production");
  CHECK(run.output("head") == scene.head);
}

TEST_CASE("a re-run without live data warns that the payload is old", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.options["env"]["GITHUB_RUN_ATTEMPT"] = "2";
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK_THAT(run.log(), contains("::warning"));
}

TEST_CASE("an empty payload is undecided", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  const ActionRun run = scene.run_payload("pull_request", "");
  CHECK(run.status == 3);
  CHECK(run.output("verdict") != "pass");
}

TEST_CASE("the forge is asked for this pull request and who else is open", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  scene.run("pull_request", "pull_request_opened.json");
  CHECK(read(scene.repo.root() + "/gh.log") ==
        "pr view 42 --json " + std::string(kLiveFields) +
            " --repo github.com/kars/kars\npr list --state open --base kars-prod --limit 1000 "
            "--json number,headRefOid --repo github.com/kars/kars\n");
}

TEST_CASE("a forge that refuses is a warning without the token, and the review undecided",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.options["inputs"]["token"] = "ghs_secret";
  scene.fake_program("gh", "printf 'HTTP 401: %s\\n::error::bad\\n' \"$GH_TOKEN\" >&2; exit 4\n");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("::warning title=hotfix-gate::") && contains("HTTP 401: ***"));
  CHECK_THAT(run.log(), !contains("\n::error::bad"));
  CHECK_THAT(run.result.dump(), !contains("ghs_secret"));
}

TEST_CASE("a forge that does not say who else is open counts as one that refuses",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  std::filesystem::remove(scene.repo.root() + "/open.json");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("::warning title=hotfix-gate::the pull request is judged as the"));
}

TEST_CASE("a push asks the forge nothing", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("push", "push.json");
  CHECK_FALSE(run.ran("Describe the pull request"));
  CHECK_FALSE(std::filesystem::exists(scene.repo.root() + "/gh.log"));
}

TEST_CASE("a pull request of the same head that is open into production too is no pass",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  scene.open_too(43);
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK(run.output("verdict") == "undecided");
  CHECK_THAT(run.log(), contains("pull request 43 into kars-prod has the same head"));
}

TEST_CASE("a pull request elsewhere is no pass while its head is on the way to production",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  scene.open_too(43);
  const std::string live = scene.repo.root() + "/live.json";
  scene.repo.sh("sed -i 's/\"kars-prod\"/\"feature\\/x\"/' " + live);
  std::string payload =
      about(ci_fixture("events/pull_request_opened.json"), scene.head, scene.production);
  payload = with(payload, "\"ref\": \"kars-prod\"", "\"ref\": \"feature/x\"");
  payload = with(payload, "\"ref\": \"hotfix/login\"", "\"ref\": \"copy\"");
  const ActionRun run = scene.run_payload("pull_request", payload);
  INFO(run.log());
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("a check belongs to the commit"));
}

TEST_CASE("an unwritable report fails the step whatever fail says, after the outputs",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.fake_gh("approved.json");
  scene.options["inputs"]["fail"] = "false";
  scene.options["inputs"]["json-file"] = "README.md/gate.json";
  scene.options["inputs"]["sarif-file"] = "reports/new/gate.sarif";
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.status == 3);
  CHECK(run.output("verdict") == "pass");
  CHECK_THAT(run.log(),
             contains("::error title=hotfix-gate::README.md/gate.json: cannot be written"));
  CHECK(std::filesystem::exists(scene.workspace + "/reports/new/gate.sarif"));
}

TEST_CASE("the check is named by where the commit is to go", "[scripts][action]") {
  struct Row {
    const char *workflow, *payload, *name;
  };
  const Row row =
      GENERATE(Row{"gate.yml", "pull_request_opened.json", "hotfix-gate (refs/heads/kars-prod)"},
               Row{"gate.yml", "pull_request_backport.json", "hotfix-gate (refs/heads/kars-dev)"},
               Row{"gate.yml", "merge_group_one.json", "hotfix-gate (refs/heads/kars-prod)"},
               Row{"examples/comment.yml", "pull_request_opened.json",
                   "hotfix-gate (refs/heads/kars-prod)"});
  const std::string source = test::source_folder();
  const ProgramResult run = run_program(
      {"node", source + "/tests/ci/check_name.mjs", source + "/ci/github/" + row.workflow,
       source + "/tests/ci/event/events/" + row.payload},
      source, {"HOTFIX_NODE_MODULES=" + node_modules()});
  INFO(run.err);
  CHECK(run.out == std::string(row.name) + "\n");
}

TEST_CASE("the files that were asked for are written into the workspace", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.options["inputs"]["json-file"] = "gate.json";
  scene.options["inputs"]["sarif-file"] = "gate.sarif";
  scene.options["inputs"]["comment-file"] = "-comment.md";
  scene.run("pull_request", "pull_request_opened.json");
  CHECK_THAT(read(scene.workspace + "/gate.json"), contains("\"verdict\""));
  CHECK_THAT(read(scene.workspace + "/gate.sarif"),
             contains("/kars/hotfix-gate/blob/0123456789012345678901234567890123456789/rules/"));
  CHECK_THAT(read(scene.workspace + "/-comment.md"), contains("hotfix/login"));
}

TEST_CASE("no input and no branch name reaches the shell as code", "[scripts][action]") {
  const std::string name = GENERATE("hotfix/$(touch${IFS}ran)", "hotfix/;touch${IFS}ran;#",
                                    "hotfix/`touch${IFS}ran`", "--upload-pack=touch${IFS}ran");
  ActionScene scene;
  scene.publish(name);
  scene.checkout_all();
  scene.options["inputs"]["comment-file"] = "$(touch ran).md";
  std::string payload =
      about(ci_fixture("events/pull_request_opened.json"), scene.head, scene.production);
  payload = with(payload, "\"ref\": \"hotfix/login\"", "\"ref\": \"" + name + "\"");
  payload = with(payload, "\"title\": \"", "\"title\": \"$(touch ran)`touch ran`\\n::set-output::");
  const ActionRun run = scene.run_payload("pull_request", payload);
  INFO(name << '\n' << run.log());
  CHECK(run.output("branch") == name);
  CHECK_FALSE(std::filesystem::exists(scene.workspace + "/ran"));
  CHECK_THAT(run.log(), !contains("\n::set-output::"));
}

TEST_CASE("a pull request's code is neither checked out nor run", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--depth=1"});
  const std::string before = scene.git({"rev-parse", "HEAD"});
  scene.repo.commit("hotfix: later", "src/later.js", "later\n");
  scene.repo.write(".hotfix.toml", "this is no policy\n");
  scene.repo.commit("hotfix: break the policy");
  scene.publish("hotfix/login");
  const ActionRun run = scene.run("pull_request_target", "pull_request_opened.json");
  CHECK(run.output("head") == scene.head);
  CHECK(scene.git({"rev-parse", "HEAD"}) == before);
  CHECK(scene.git({"status", "--porcelain"}).empty());
}

TEST_CASE("a hook that lies in the workspace is not run by the fetch", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--depth=1"});
  const std::string hook = scene.workspace + "/.git/hooks/reference-transaction";
  scene.repo.sh("printf '#!/bin/sh\\ntouch " + scene.repo.root() + "/ran\\n' >" + hook +
                "; chmod +x " + hook);
  scene.run("pull_request", "pull_request_opened.json");
  CHECK_FALSE(std::filesystem::exists(scene.repo.root() + "/ran"));
}

TEST_CASE("the gate's own status is the step's, and branch names are one word each",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  fake_gate(scene,
            "[ $1 = --branches ] && { printf 'kars-prod\\n-x\\n'; exit 0; }\nprintf '%s\\n' \"$@\" "
            ">arguments; exit 2\n");
  scene.options["inputs"]["development"] = "-x";
  const ActionRun run = scene.run("schedule", "schedule.json");
  CHECK(run.status == 2);
  CHECK_THAT(read(scene.workspace + "/arguments"), contains("\n--development=-x\n"));
}
