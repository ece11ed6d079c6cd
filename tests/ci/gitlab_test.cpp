// SPDX-License-Identifier: MIT
// ci/gitlab: the template as gitlab-ci-local runs it, and its script as a job's environment starts
// it, with a curl that answers for GitLab's API.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Answers from files; what it was asked, the arguments and the configuration, is kept.
constexpr auto kCurl = R"sh(#!/bin/sh
question=$(cat)
printf '%s\n%s\n' "$*" "$question" >>"$API/asked"
case $question in
  */versions\"*) cat "$API/versions" ;;
  */approvals\"*) cat "$API/approvals" ;;
  */reviewers\"*) cat "$API/reviewers" ;;
  *) cat "$API/request" ;;
esac
)sh";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void write_program(const std::string& path, const std::string& script) {
  std::ofstream(path) << script;
  fs::permissions(path, fs::perms::owner_all);
}

struct GitlabScene : GateScene {
  GitlabScene() {
    fs::create_directories(root() + "/bin");
    fs::create_directories(api());
    fs::create_symlink(test::source_folder() + "/ci/gitlab/judge",
                       root() + "/bin/hotfix-gate-gitlab");
    write_program(root() + "/bin/curl", kCurl);
  }

  std::string api() const { return root() + "/api"; }
  void answer(const std::string& name, const json& value) const {
    std::ofstream(api() + "/" + name) << value;
  }
  std::string asked() const { return text_of(api() + "/asked"); }

  // A clone on the branch, with the template as its pipeline.
  void check_out_branch(const std::string& branch) {
    check_out({"--branch", branch});
    fs::copy_file(test::source_folder() + "/ci/gitlab/hotfix-gate.yml", clone + "/.gitlab-ci.yml");
  }

  Arguments environment() const {
    Arguments env = this->env();
    const std::string path = root() + "/bin:" + test::build_folder() + ":" + std::getenv("PATH");
    env.insert(env.end(), {"PATH=" + path, "API=" + api()});
    return env;
  }

  // The variables of a pipeline for merge request 42, of the good hotfix.
  Arguments merge_request() {
    const json pull_request = live();
    return {"GITLAB_CI=true",
            "CI_PIPELINE_SOURCE=merge_request_event",
            "CI_API_V4_URL=https://gitlab.example.com/api/v4",
            "CI_COMMIT_SHA=" + head,
            "CI_PROJECT_ID=7",
            "CI_PROJECT_PATH=kars/kars",
            "CI_MERGE_REQUEST_IID=42",
            "CI_MERGE_REQUEST_REF_PATH=refs/merge-requests/42/head",
            "CI_MERGE_REQUEST_PROJECT_ID=7",
            "CI_MERGE_REQUEST_PROJECT_PATH=kars/kars",
            "CI_MERGE_REQUEST_PROJECT_URL=https://gitlab.example.com/kars/kars",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID=7",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH=kars/kars",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=kars-prod",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=hotfix/login",
            "CI_MERGE_REQUEST_TITLE=" + pull_request["title"].get<std::string>(),
            "CI_MERGE_REQUEST_DESCRIPTION=" + pull_request["body"].get<std::string>(),
            "CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED=false"};
  }

  // The same of one from kim's fork, whose pipeline runs in the fork.
  Arguments from_fork() {
    Arguments variables = merge_request();
    variables.insert(variables.end(),
                     {"CI_PROJECT_ID=9", "CI_PROJECT_PATH=kim/kars",
                      "CI_PROJECT_URL=https://gitlab.example.com/kim/kars",
                      "CI_MERGE_REQUEST_SOURCE_PROJECT_ID=9",
                      "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH=kim/kars", "CI_JOB_TOKEN=job-secret"});
    return variables;
  }

  // A clone of a fork in which production has a policy of its own, and a long hotfix is its tip;
  // the project itself answers at `project`.
  void check_out_fork(const std::string& project) {
    good_hotfix("hotfix/login");
    head = commit("hotfix: the long way", "src/long.js", lines(400));
    push_unseen({"origin", "HEAD:refs/merge-requests/42/head"});
    git({"init", "-q", "--bare", "../fork.git"});
    push_unseen({root() + "/fork.git", "HEAD:refs/heads/hotfix/login"});
    switch_new("relaxed", "origin/kars-prod");
    std::string policy;
    for (const char* rule : {"minimal-diff", "tests-present", "emergency-review", "severity",
                             "incident-record", "single-purpose"}) {
      policy += "[rules." + std::string(rule) + "]\nlevel = \"off\"\n";
    }
    commit("chore: relax", ".hotfix.toml", policy);
    push_unseen(
        {root() + "/fork.git", "HEAD:refs/heads/kars-prod", "origin/kars-dev:refs/heads/kars-dev"});
    clone = root() + "/checkout";
    REQUIRE(exec({"git", "clone", "-q", "file://" + root() + "/fork.git", clone}).status == 0);
    exec({"git", "-C", clone, "config", "url." + project + ".insteadOf",
          "https://gitlab.example.com/kars/kars.git"});
  }

  // What the API says of it, approved by sam at that time; the head was pushed at 12:00.
  void answer_approved_at(const json& time) {
    answer("reviewers", json::array());
    const json pull_request = live();
    answer("request", {{"iid", 42},
                       {"web_url", "https://gitlab.example.com/kars/kars/-/merge_requests/42"},
                       {"title", pull_request["title"]},
                       {"description", pull_request["body"]},
                       {"author", {{"username", "kim"}}},
                       {"labels", json::array()},
                       {"draft", false},
                       {"state", "opened"},
                       {"sha", head},
                       {"target_branch", "kars-prod"}});
    answer("versions", {{{"head_commit_sha", head}, {"created_at", "2025-06-15T12:00:00.000Z"}},
                        {{"head_commit_sha", before}, {"created_at", "2025-06-15T11:00:00.000Z"}}});
    answer("approvals",
           {{"approved_by", {{{"user", {{"username", "sam"}}}, {"approved_at", time}}}}});
  }

  // The script in the clone; what it left is in report.
  ProgramResult judge(const Arguments& variables) {
    Arguments env = environment();
    env.insert(env.end(), variables.begin(), variables.end());
    const ProgramResult run = run_program({test::source_folder() + "/ci/gitlab/judge"}, clone, env);
    report = json::parse(text_of(clone + "/hotfix-gate.json"));
    return run;
  }

  // The pipeline with these variables, as gitlab-ci-local runs it.
  ProgramResult pipeline(const Arguments& variables) {
    const char* given = std::getenv("HOTFIX_NODE_MODULES");
    const std::string modules =
        given != nullptr ? given : test::source_folder() + "/build/ci-tools/node_modules";
    Arguments argv = {"node", modules + "/gitlab-ci-local/src/index.js", "--no-color",
                      "--no-shell-isolation"};
    for (const std::string& variable : variables) argv.insert(argv.end(), {"--variable", variable});
    return run_program(argv, clone, environment());
  }

  json report;
};

// All that a run printed and left, and nothing in it is for users of GitHub.
void check_no_github(const GitlabScene& scene, const ProgramResult& run) {
  const std::string page = text_of(scene.clone + "/hotfix-gate.md");
  const std::string sarif = text_of(scene.clone + "/hotfix-gate.sarif");
  REQUIRE_FALSE(page.empty());
  for (const std::string& text : {run.out, run.err, scene.report.dump(), page, sarif}) {
    for (const char* words : {"gh pr", "gh repo", "GitHub", "actions/checkout", ".github/"}) {
      INFO(text);
      CHECK(text.find(words) == std::string::npos);
    }
  }
}

bool says(const json& report, const std::string& part, const std::string& rule) {
  for (const json& judged : report.at("reports")) {
    for (const json& entry : judged.at(part)) {
      if (entry.at("rule") == rule) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("GitLab's pipeline of an approved hotfix passes and leaves the reports", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  scene.answer_approved_at("2025-06-15T12:30:00.000Z");
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_GITLAB_TOKEN=glpat-secret");
  const ProgramResult run = scene.pipeline(variables);
  INFO(run.out + run.err);
  REQUIRE(run.status == 0);
  const json report = json::parse(text_of(scene.clone + "/hotfix-gate.json"));
  REQUIRE(report.at("verdict") == "pass");
  REQUIRE(report.at("event").at("pull_request") == 42);
  REQUIRE(fs::exists(scene.clone + "/hotfix-gate.sarif"));
  REQUIRE(fs::exists(scene.clone + "/hotfix-gate.md"));
}

TEST_CASE("GitLab's schedule is the ledger, and another branch is not judged", "[scripts]") {
  GitlabScene scene;
  scene.check_out_branch("kars-prod");
  const ProgramResult ledger = scene.pipeline({"CI_PIPELINE_SOURCE=schedule"});
  INFO(ledger.out + ledger.err);
  REQUIRE(ledger.status == 0);
  REQUIRE(json::parse(text_of(scene.clone + "/hotfix-gate.json")).at("event").at("kind") ==
          "ledger");
  fs::remove(scene.clone + "/hotfix-gate.json");
  scene.pipeline({"CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=feature/cart"});
  REQUIRE_FALSE(fs::exists(scene.clone + "/hotfix-gate.json"));
}

TEST_CASE("without a token GitLab's approvals are undecided", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  REQUIRE(scene.judge(scene.merge_request()).status == 3);
  REQUIRE(says(scene.report, "undecided", "emergency-review"));
  REQUIRE_FALSE(fs::exists(scene.api() + "/asked"));
}

TEST_CASE("a blocked merge request is told in the words of GitLab", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.insert(variables.end(),
                   {"CI_MERGE_REQUEST_TITLE=Update index.js",
                    "CI_MERGE_REQUEST_DESCRIPTION=", "CI_MERGE_REQUEST_LABELS=P2"});
  const ProgramResult run = scene.judge(variables);
  REQUIRE(run.status == 1);
  check_no_github(scene, run);
  CHECK_THAT(run.out, contains("glab mr update 42 --title 'hotfix: "));
  CHECK_THAT(run.out, contains("HOTFIX_GITLAB_TOKEN"));
}

TEST_CASE("a branch that is not here is told in the words of GitLab", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_PRODUCTION=trunk");
  const ProgramResult run = scene.judge(variables);
  REQUIRE(run.status != 0);
  check_no_github(scene, run);
  CHECK_THAT(run.out, contains("GIT_DEPTH: '0'"));
}

TEST_CASE("an approval of an older version on GitLab does not count", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_GITLAB_TOKEN=glpat-secret");
  for (const json& time : {json("2025-06-15T11:59:59.000Z"), json()}) {
    scene.answer_approved_at(time);
    REQUIRE(scene.judge(variables).status == 1);
    REQUIRE(says(scene.report, "findings", "emergency-review"));
  }
}

TEST_CASE("a fork's pipeline on GitLab is judged by the project's production and policy",
          "[scripts]") {
  GitlabScene scene;
  scene.check_out_fork("file://" + scene.bare());
  const ProgramResult run = scene.judge(scene.from_fork());
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE(says(scene.report, "findings", "minimal-diff"));
  REQUIRE(says(scene.report, "undecided", "emergency-review"));
  REQUIRE_THAT(run.out + run.err, !contains("job-secret"));
}

TEST_CASE("where the project cannot be fetched, a fork's pipeline on GitLab decides nothing",
          "[scripts]") {
  GitlabScene scene;
  scene.check_out_fork("file:///nowhere");
  for (const char* name : {"HOTFIX_PRODUCTION=", "HOTFIX_PRODUCTION=kars-prod"}) {
    Arguments variables = scene.from_fork();
    variables.push_back(name);
    const ProgramResult run = scene.judge(variables);
    INFO(run.out << run.err);
    REQUIRE(run.status == 3);
    REQUIRE(scene.report.at("verdict") == "undecided");
  }
}

TEST_CASE("a shallow clone of a fork on GitLab is completed from the project", "[scripts]") {
  GitlabScene scene;
  scene.check_out_fork("file://" + scene.bare());
  fs::remove_all(scene.clone);
  REQUIRE(scene
              .exec({"git", "clone", "-q", "--depth=1", "--branch=hotfix/login",
                     "file://" + scene.root() + "/fork.git", scene.clone})
              .status == 0);
  scene.exec({"git", "-C", scene.clone, "config", "url.file://" + scene.bare() + ".insteadOf",
              "https://gitlab.example.com/kars/kars.git"});
  scene.judge(scene.from_fork());
  REQUIRE(says(scene.report, "findings", "minimal-diff"));
}

TEST_CASE("a fork's branch called like development is no promotion on GitLab", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.insert(variables.end(), {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID=9",
                                     "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH=kim/kars",
                                     "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=kars-dev"});
  const ProgramResult run = scene.judge(variables);
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE(says(scene.report, "findings", "pr-target"));
  REQUIRE_THAT(run.out, contains("branch kars-dev of kim/kars may not go to kars-prod"));
}

TEST_CASE("GitLab's squash with a merge commit is a good push", "[scripts]") {
  GitlabScene scene;
  scene.before = scene.remote_id("kars-prod");
  scene.good_hotfix("hotfix/login");
  scene.switch_new("squash", "origin/kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/login"});
  scene.commit("hotfix: refuse a missing user");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m",
             "Merge branch 'hotfix/login' into 'kars-prod'\n\nhotfix: refuse a missing user\n\n"
             "See merge request kars/kars!42",
             "squash"});
  scene.push_as("kars-prod");
  scene.switch_to("kars-dev");
  scene.git({"cherry-pick", "-x", "-m", "1", "kars-prod"});
  scene.push_unseen({"origin", "kars-dev"});
  scene.check_out_branch("kars-prod");
  const ProgramResult run = scene.judge(
      {"GITLAB_CI=true", "CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=kars-prod", "CI_PROJECT_ID=7",
       "CI_COMMIT_SHA=" + scene.head, "CI_COMMIT_BEFORE_SHA=" + scene.before});
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE(scene.report.at("reports").at(0).at("findings").empty());
  REQUIRE(scene.report.at("ledger").at("hotfixes").size() == 1);
}

TEST_CASE("GitLab's times may have any offset", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_GITLAB_TOKEN=glpat-secret");
  for (const char* time : {"2025-06-15T14:30:00.000+02:00", "2025-06-15T07:00:01.5-05:00",
                           "2025-06-15T17:30:00.123456+05:30", "2025-06-15T12:00:00.001+0000"}) {
    INFO(time);
    scene.answer_approved_at(time);
    REQUIRE(scene.judge(variables).status == 0);
  }
  for (const char* time : {"2025-06-15T13:59:59.999+02:00", "2025-06-15T12:00:01+01:00"}) {
    INFO(time);
    scene.answer_approved_at(time);
    REQUIRE(scene.judge(variables).status == 1);
  }
}

TEST_CASE("whoever asks for changes on GitLab has the last word", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  scene.answer_approved_at("2025-06-15T12:30:00.000Z");
  scene.answer("reviewers", {{{"user", {{"username", "lee"}}}, {"state", "requested_changes"}},
                             {{"user", {{"username", "sam"}}}, {"state", "approved"}}});
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_GITLAB_TOKEN=glpat-secret");
  const ProgramResult run = scene.judge(variables);
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE(says(scene.report, "findings", "emergency-review"));
  REQUIRE_THAT(run.out, contains("lee"));
}

TEST_CASE("a description that GitLab cut off is not known", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED=true");
  const ProgramResult run = scene.judge(variables);
  INFO(run.out << run.err);
  REQUIRE(run.status == 3);
  REQUIRE(says(scene.report, "undecided", "incident-record"));
  REQUIRE_THAT(run.out, contains("HOTFIX_GITLAB_TOKEN"));
}

TEST_CASE("on GitLab the policy says what production and development are called", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.switch_new("live", "origin/kars-prod");
  scene.commit("chore: policy", ".hotfix.toml", "production = \"live\"\ndevelopment = \"next\"\n");
  scene.push_unseen({"origin", "live", "origin/kars-dev:refs/heads/next", ":kars-prod"});
  scene.git({"--git-dir=" + scene.bare(), "symbolic-ref", "HEAD", "refs/heads/live"});
  scene.check_out({"--single-branch", "--branch", "hotfix/login"});
  Arguments variables = scene.merge_request();
  variables.push_back("CI_MERGE_REQUEST_TARGET_BRANCH_NAME=live");
  const ProgramResult run = scene.judge(variables);
  INFO(run.out << run.err);
  REQUIRE(says(scene.report, "undecided", "emergency-review"));
  REQUIRE_FALSE(says(scene.report, "undecided", "backport"));
  REQUIRE(scene.report.at("policy") == "origin/live:.hotfix.toml");
}

TEST_CASE("a project with stages of its own gives GitLab's job one of them", "[scripts]") {
  GitlabScene scene;
  scene.check_out_branch("kars-prod");
  fs::rename(scene.clone + "/.gitlab-ci.yml", scene.clone + "/hotfix-gate.yml");
  std::ofstream(scene.clone + "/.gitlab-ci.yml")
      << "stages: [build, verify]\ninclude: {local: hotfix-gate.yml}\n"
         "hotfix-gate: {stage: verify}\n";
  const ProgramResult run = scene.pipeline({"CI_PIPELINE_SOURCE=schedule"});
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE(fs::exists(scene.clone + "/hotfix-gate.json"));
}

TEST_CASE("GitLab's pushes are judged where the gate is told, or may find out, what production is",
          "[scripts]") {
  GitlabScene scene;
  scene.check_out_branch("kars-prod");
  const auto is_judged = [&](const Arguments& more) {
    fs::remove(scene.clone + "/hotfix-gate.json");
    Arguments variables = {"CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=kars-prod",
                           "CI_COMMIT_BEFORE_SHA=" + std::string(40, '0'),
                           "CI_COMMIT_SHA=" + scene.id("kars-prod")};
    variables.insert(variables.end(), more.begin(), more.end());
    scene.pipeline(variables);
    return fs::exists(scene.clone + "/hotfix-gate.json");
  };
  CHECK(is_judged({"HOTFIX_PRODUCTION=kars-prod", "CI_COMMIT_REF_PROTECTED=false"}));
  CHECK(is_judged({"CI_COMMIT_REF_PROTECTED=true"}));
  CHECK_FALSE(is_judged({"HOTFIX_PRODUCTION=trunk", "CI_COMMIT_REF_PROTECTED=true"}));
  CHECK_FALSE(is_judged({"CI_COMMIT_REF_PROTECTED=false"}));
}

TEST_CASE("GitLab's token is on no command line and in no output", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  scene.answer_approved_at("2025-06-15T12:30:00.000+00:00");
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_GITLAB_TOKEN=glpat-secret");
  const ProgramResult run = scene.judge(variables);
  REQUIRE(run.status == 0);
  REQUIRE_THAT(run.out + run.err + scene.report.dump(), !contains("glpat-secret"));
  REQUIRE_THAT(scene.asked(), contains("\nheader = \"PRIVATE-TOKEN: glpat-secret\""));
  REQUIRE_THAT(scene.asked(), contains("/projects/7/merge_requests/42/approvals\""));
  REQUIRE_THAT(scene.asked(), !contains("--config - glpat"));
}

TEST_CASE("when GitLab's API does not answer, the variables are judged", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("HOTFIX_GITLAB_TOKEN=glpat-secret");
  REQUIRE(scene.judge(variables).status == 3);
  REQUIRE(says(scene.report, "undecided", "emergency-review"));
  REQUIRE_FALSE(says(scene.report, "findings", "incident-record"));
}

TEST_CASE("on GitLab a merged result is judged by the head of the branch", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=" + scene.head);
  variables.push_back("CI_COMMIT_SHA=" + scene.before);
  scene.judge(variables);
  REQUIRE(scene.report.at("event").at("head") == scene.head);
}

TEST_CASE("a hostile title on GitLab is text and nothing else", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out_branch("hotfix/login");
  Arguments variables = scene.merge_request();
  variables.push_back("CI_MERGE_REQUEST_TITLE=hotfix: $(touch pwned) `touch pwned` \" \\ \x1b[31m");
  scene.judge(variables);
  REQUIRE_FALSE(fs::exists(scene.clone + "/pwned"));
  REQUIRE(scene.report.at("event").at("pull_request") == 42);
}

TEST_CASE("a shallow clone of GitLab is completed before it is judged", "[scripts]") {
  GitlabScene scene;
  scene.push_hotfix();
  scene.check_out({"--depth=1", "--branch", "hotfix/login"});
  scene.judge(scene.merge_request());
  REQUIRE_FALSE(says(scene.report, "undecided", "production-base"));
  REQUIRE(scene.report.at("reports").size() == 1);
}

TEST_CASE("a first push of production on GitLab has no commit before it", "[scripts]") {
  GitlabScene scene;
  scene.check_out_branch("kars-prod");
  const ProgramResult run = scene.judge({"CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=kars-prod",
                                         "CI_COMMIT_SHA=" + scene.id("kars-prod"),
                                         "CI_COMMIT_BEFORE_SHA=" + std::string(40, '0')});
  INFO(run.out + run.err);
  REQUIRE(scene.report.at("event").at("before").is_null());
}

}  // namespace hotfix
