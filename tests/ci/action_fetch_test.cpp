// SPDX-License-Identifier: MIT
// What the action fetches, and what it says when it cannot.
#include <filesystem>
#include <fstream>

#include "tests/ci/action_scene.h"
#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

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

// The owner's repository with `production` and next in place of its two branches; next is the
// default one, and both carry the policy.
void rename_branches(ActionScene& scene, const std::string& production) {
  TestRepo& repo = scene.repo;
  repo.git({"switch", "-q", "-c", "next", "kars-dev"});
  const std::string policy = "production = \"" + production + "\"\ndevelopment = \"next\"\n";
  repo.commit("chore: policy", ".hotfix.toml", policy);
  repo.git({"switch", "-q", "-c", production, "kars-prod"});
  scene.production = repo.commit("chore: policy", ".hotfix.toml", policy);
  repo.git({"rebase", "-q", production, "hotfix/login"});
  repo.git({"push", "-q", "-f", "origin", production, "next", ":kars-prod"});
  repo.git({"--git-dir=" + repo.bare(), "symbolic-ref", "HEAD", "refs/heads/next"});
  repo.git({"push", "-q", "origin", ":kars-dev"});
  scene.publish("hotfix/login");
}

// The pull request of the hotfix, into a branch of another name than kars-prod.
ActionRun into(ActionScene& scene, const std::string& target) {
  const std::string live = scene.repo.root() + "/live.json";
  scene.repo.sh("sed -i 's/\"baseRefName\": \"kars-prod\"/\"baseRefName\": \"" + target + "\"/' " +
                live);
  const std::string payload =
      about(ci_fixture("events/pull_request_opened.json"), scene.head, scene.production);
  return scene.run_payload("pull_request",
                           with(payload, "\"ref\": \"kars-prod\"", "\"ref\": \"" + target + "\""));
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
  CHECK_THAT(run.log(), contains("uses: actions/checkout@v7%0A  with:%0A    fetch-depth: 0"));
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

TEST_CASE("a checkout into a folder of the workspace is told by its folder", "[scripts][action]") {
  ActionScene scene;
  const std::string top = scene.workspace;
  scene.workspace += "/sub";
  std::filesystem::create_directory(scene.workspace);
  scene.checkout_all();
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(scene.options["workspace"] == top);
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("the repository is in sub/, not in the workspace itself"));
  CHECK_THAT(run.log(), contains("without path:"));
}

TEST_CASE("a repository of another user is told as such", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.options["env"]["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("git does not read the repository in the workspace"));
  CHECK_THAT(run.log(), contains("git config --global --add safe.directory"));
  CHECK_THAT(run.log(), !contains("not a git repository"));
}

TEST_CASE("a clone without folders is told by the setting that made it", "[scripts][action]") {
  ActionScene scene;
  scene.checkout({"--filter=tree:0"});
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK_FALSE(run.ran("Judge"));
  CHECK_THAT(run.log(), contains("filter: tree:0") && contains("take filter: blob:none"));
}

TEST_CASE("branches of other names need no input: the policy says them once", "[scripts][action]") {
  const Arguments how = GENERATE(Arguments{"--depth=1"}, kShallowBlobless);
  ActionScene scene;
  rename_branches(scene, "main");
  scene.checkout(how);
  scene.fake_gh("approved.json");
  const ActionRun run = into(scene, "main");
  INFO(run.log());
  CHECK(run.output("verdict") == "pass");
  CHECK(run.output("production") == scene.production);
  CHECK(run.output("production-branch") == "main");
  CHECK(run.output("development-branch") == "next");
  CHECK(scene.git({"symbolic-ref", "refs/remotes/origin/HEAD"}) == "refs/remotes/origin/next");
  CHECK_FALSE(run.output("development").empty());
}

TEST_CASE("a scheduled run finds the other names too", "[scripts][action]") {
  ActionScene scene;
  rename_branches(scene, "main");
  scene.checkout({"--depth=1"});
  const ActionRun run = scene.run("schedule", "schedule.json");
  INFO(run.log());
  CHECK(run.status == 0);
  CHECK(run.output("production-branch") == "main");
  CHECK(run.output("production") == scene.production);
  // The next step of promotion.yml.
  const ProgramResult forecast = run_program(
      {test::build_folder() + "/hotfix-lint", run.output("development-branch")}, scene.workspace);
  CHECK(forecast.status == 0);
  CHECK_THAT(forecast.out, contains("origin/main"));
}

TEST_CASE("the default branch cannot have production's pull requests judged as others",
          "[scripts][action]") {
  ActionScene scene;
  rename_branches(scene, "main");
  scene.repo.git({"switch", "-q", "-C", "next", "origin/next"});
  scene.repo.commit("chore: policy", ".hotfix.toml",
                    "production = \"decoy\"\ndevelopment = \"next\"\n");
  scene.repo.git({"push", "-q", "-f", "origin", "next", "next:decoy"});
  scene.checkout({"--depth=1"});
  scene.fake_gh("approved.json");
  const ActionRun run = into(scene, "main");
  INFO(run.log());
  CHECK(run.output("applicable") == "true");
  CHECK(run.output("production-branch") == "main");
}

TEST_CASE("a name that is given holds for the later steps, and only for this run",
          "[scripts][action]") {
  ActionScene scene;
  scene.repo.git({"push", "-q", "origin", "kars-prod:other"});
  scene.checkout_all();
  scene.options["inputs"]["production"] = "other";
  CHECK(scene.run("schedule", "schedule.json").output("production-branch") == "other");
  CHECK(scene.git({"config", "hotfix.production"}) == "other");
  scene.options["inputs"].erase("production");
  CHECK(scene.run("schedule", "schedule.json").output("production-branch") == "kars-prod");
  CHECK(scene.git({"config", "--default", "none", "hotfix.production"}) == "none");
}

TEST_CASE("a name that git was told before the action stays", "[scripts][action]") {
  ActionScene scene;
  scene.repo.git({"push", "-q", "origin", "kars-prod:other"});
  scene.checkout_all();
  scene.git({"config", "hotfix.production", "other"});
  CHECK(scene.run("schedule", "schedule.json").output("production-branch") == "other");
  CHECK(scene.git({"config", "hotfix.production"}) == "other");
}

TEST_CASE("two branches that may be production are a wrong setting", "[scripts][action]") {
  ActionScene scene;
  rename_branches(scene, "main");
  scene.repo.git({"push", "-q", "origin", "main:kars-prod"});
  scene.checkout_all();
  const ActionRun run = scene.run("schedule", "schedule.json");
  CHECK(run.status == 2);
  CHECK_THAT(run.log(), contains("two branches that may be production"));
}

TEST_CASE("a broken policy is told by the gate, in every output", "[scripts][action]") {
  const std::string where = GENERATE("kars-prod", "main");
  ActionScene scene;
  scene.repo.git({"switch", "-q", "-C", "kars-prod", "origin/kars-prod"});
  if (where == "main") {
    rename_branches(scene, "main");
    scene.repo.switch_to("next");
  }
  const std::string branch = where == "main" ? "next" : "kars-prod";
  scene.repo.commit("chore: policy", ".hotfix.toml", "prodution = \"main\"\n");
  scene.repo.git({"push", "-q", "origin", branch});
  scene.checkout({"--depth=1"});
  scene.fake_gh("approved.json");
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(where << '\n' << run.log());
  CHECK(run.status == 2);
  CHECK(run.output("verdict") == "error");
  CHECK_THAT(run.summary(), contains("prodution"));
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
  const std::string name = GENERATE("a:b", "*", "a..b", "a b");
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
