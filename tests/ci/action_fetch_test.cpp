// SPDX-License-Identifier: MIT
// What the action fetches, and what it says when it cannot.
#include <filesystem>
#include <fstream>

#include "tests/ci/action_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

const Arguments kBlobless = {"--filter=blob:none"};
const Arguments kShallowBlobless = {"--filter=blob:none", "--depth=1"};

// Counts what the origin was asked, from here on.
void trace(ActionScene& scene) {
  scene.options["env"]["GIT_TRACE2_EVENT"] = scene.repo.root() + "/trace";
}

int requests(const ActionScene& scene) {
  std::ifstream file(scene.repo.root() + "/trace");
  int count = 0;
  for (std::string line; std::getline(file, line);) {
    const bool starts = line.find("\"event\":\"start\"") != std::string::npos;
    count += starts && line.find("\"argv\":[\"git-upload-pack\"") != std::string::npos ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("a shallow checkout is deepened and judged", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--depth=1"});
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.output("verdict") == "pass");
  CHECK(scene.git({"rev-parse", "--is-shallow-repository"}) == "false");
}

TEST_CASE("a partial clone gets what it lacks in one request", "[scripts][action]") {
  const Arguments how = GENERATE(kBlobless, kShallowBlobless);
  ActionScene scene;
  scene.checkout(how);
  scene.fake_gh("approved.json");
  trace(scene);
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.output("verdict") == "pass");
  CHECK(requests(scene) == 3);  // the names, the history, the contents
}

TEST_CASE("a push to production is judged in a partial clone", "[scripts][action]") {
  ActionScene scene;
  scene.checkout(kShallowBlobless);
  scene.repo.git({"push", "-q", "origin", "hotfix/login:kars-prod"});
  const ActionRun run = scene.run("push", "push.json");
  INFO(run.log());
  CHECK(run.output("kind") == "production");
  CHECK(run.output("undecided") == "0");
}

TEST_CASE("the ledger is decided in a partial clone", "[scripts][action]") {
  ActionScene scene;
  scene.checkout(kShallowBlobless);
  scene.repo.switch_to("kars-prod");
  scene.repo.commit("hotfix: end the session", "src/login.js", "one\ntwo\nthree\nfour\n");
  scene.repo.switch_to("kars-dev");
  scene.repo.commit("fix: end the session", "src/login.js", "zero\none\ntwo\nthree\nfour\n");
  scene.repo.git({"push", "-q", "origin", "kars-prod", "kars-dev"});
  trace(scene);
  const ActionRun run = scene.run("schedule", "schedule.json");
  INFO(run.log());
  CHECK(run.output("undecided") == "0");
  CHECK(requests(scene) == 3);
}

TEST_CASE("the policy and the attributes of production come along in a partial clone",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout(kBlobless);  // before there was a policy
  scene.repo.switch_to("kars-prod");
  scene.repo.write("src/.gitattributes", "*.gen.js linguist-generated\n");
  scene.repo.commit("chore: a policy", ".hotfix.toml", "[rules.minimal-diff]\nmax_files = 3\n");
  scene.production = scene.repo.id("HEAD");
  scene.repo.git({"push", "-q", "origin", "HEAD:kars-prod", "HEAD:kars-dev", "-f"});
  scene.repo.git({"rebase", "-q", "kars-prod", "hotfix/login"});
  std::string table;  // far more lines than a hotfix may have, had nobody generated them
  for (int i = 0; i < 500; ++i) table += "row(" + std::to_string(i) + ");\n";
  scene.repo.commit("hotfix: rebuild the table", "src/table.gen.js", table);
  scene.publish("hotfix/login");
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.output("verdict") == "pass");
}

TEST_CASE("contents that cannot be fetched leave it undecided, and say so", "[scripts][action]") {
  ActionScene scene;
  scene.checkout(kBlobless);
  scene.fake_gh("approved.json");
  scene.fake_program(
      "git",
      "[[ \" $* \" == *' fetch '*' --stdin '* ]] && { echo unplugged >&2; exit 1; }\n"
      "PATH=${PATH#*:} exec git \"$@\"\n");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.status == 3);
  CHECK(run.output("verdict") == "undecided");
  CHECK_THAT(run.log(), contains("could not be fetched: unplugged"));
}

TEST_CASE("the head of a fork comes from the pull request's ref", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--depth=1"});
  scene.repo.git({"push", "-q", "origin", ":hotfix/login"});
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_fork.json");
  INFO(run.log());
  CHECK(run.output("verdict") == "pass");
  CHECK(scene.git({"rev-parse", "refs/remotes/pull/42/head"}) == scene.head);
}

TEST_CASE("production is what it is now, whatever the checkout knew", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.repo.switch_to("kars-prod");
  const std::string now = scene.repo.commit("hotfix: another", "src/health.js", "1\n");
  scene.repo.git({"push", "-q", "origin", "kars-prod"});
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.output("production") == now);
}

TEST_CASE("a head that was pushed over is still the one that is judged", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--depth=1"});
  scene.repo.git({"commit", "-q", "--amend", "-m", "hotfix: trim it twice"});
  scene.publish("hotfix/login");
  const std::string judged = scene.head;
  scene.repo.git({"commit", "-q", "--amend", "-m", "hotfix: trim it three times"});
  scene.publish("hotfix/login");
  scene.head = judged;
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(run.log());
  CHECK(run.output("verdict") == "pass");
  CHECK(run.output("head") == judged);
}

TEST_CASE("without a development branch the fetch goes on, and nothing old is kept",
          "[scripts][action]") {
  const bool known = GENERATE(true, false);
  ActionScene scene;
  if (known) {
    scene.checkout_all();
  } else {
    scene.checkout({"--depth=1"});
  }
  scene.repo.git({"push", "-q", "origin", ":kars-dev"});
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.ran("Judge"));
  CHECK(run.output("development").empty());
  CHECK_THAT(run.log(), contains("origin has no branch kars-dev"));
}

TEST_CASE("without a production branch nothing passes", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.repo.git({"push", "-q", "origin", ":kars-prod"});
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
}

TEST_CASE("without a checkout the step that is missing is named", "[scripts][action]") {
  ActionScene scene;
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_FALSE(run.ran("Judge"));
  CHECK_THAT(run.log(), contains("the workspace is not a git repository"));
  CHECK_THAT(run.log(), contains("uses: actions/checkout@v4%0A  with:%0A    fetch-depth: 0"));
}

TEST_CASE("a folder of a repository is not taken for a checkout", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  std::filesystem::create_directory(scene.workspace + "/sub");
  scene.options["workspace"] = scene.workspace + "/sub";
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_FALSE(run.ran("Judge"));
}

TEST_CASE("an origin that does not answer is no pass, and hints at the credentials",
          "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  std::filesystem::rename(scene.repo.bare(), scene.repo.bare() + ".gone");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_FALSE(run.ran("Judge"));
  CHECK_THAT(run.log(), contains("persist-credentials"));
}

TEST_CASE("a name that is no branch name is a wrong setting", "[scripts][action]") {
  const std::string name = GENERATE("a:b", "*", "", "a..b", "a b");
  ActionScene scene;
  scene.checkout_all();
  scene.options["inputs"]["production"] = name;
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 2);
  CHECK_THAT(run.log(), contains("::error title=hotfix-gate::"));
}

TEST_CASE("a payload whose number is none does not reach git", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  const ActionRun run =
      scene.run_payload("pull_request", R"({"pull_request": {"number": "42/head:refs/heads/x"}})");
  CHECK(run.status == 3);
  CHECK_FALSE(run.ran("Judge"));
}

TEST_CASE("a payload whose head is an option does not reach git", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  const std::string mark = scene.repo.root() + "/ran";
  const ActionRun run = scene.run_payload(
      "pull_request", R"({"pull_request": {"number": 42, "head": {"sha": "--upload-pack=touch )" +
                          mark + R"("}}})");
  CHECK(run.status == 3);
  CHECK_FALSE(std::filesystem::exists(mark));
}

TEST_CASE("only remote-tracking refs change in the workspace", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--depth=1"});
  scene.run("pull_request", "pull_request_opened.json");
  CHECK(scene.git({"for-each-ref", "--format=%(refname)"}) ==
        "refs/remotes/origin/kars-dev\nrefs/remotes/origin/kars-prod\nrefs/remotes/pull/42/head\n"
        "refs/remotes/pull/42/merge");
}
