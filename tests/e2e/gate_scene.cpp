// SPDX-License-Identifier: MIT
#include "tests/e2e/gate_scene.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// name<<delimiter, lines, delimiter: as the runner reads it.
std::map<std::string, std::string> parsed_outputs(const std::string& text) {
  std::map<std::string, std::string> outputs;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto mark = line.find("<<");
    REQUIRE(mark != line.npos);
    const std::string name = line.substr(0, mark), delimiter = line.substr(mark + 2);
    std::string value;
    while (std::getline(lines, line) && line != delimiter)
      value += (value.empty() ? "" : "\n") + line;
    outputs[name] = value;
  }
  return outputs;
}

constexpr auto kFilledForm = R"(## Severity

- [x] P0: Authentication system failure

## Issue

Nobody can sign in since 14:02, see the incident channel.

## Impact

- Users affected: all
- Data at risk: none
- Workarounds: none

## Root cause

A missing user is read before it is checked.

## Rollback plan

- [x] Git revert: `git revert HEAD` on production, then push

## Database backup

kars-2025-06-15T1150.dump
)";

}  // namespace

std::vector<std::string> GateRun::blamed() const {
  std::vector<std::string> rules;
  for (const auto& judged : report.at("reports")) {
    for (const std::string& rule : hotfix::blamed(judged)) {
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    }
  }
  return rules;
}

std::string GateScene::push_hotfix() {
  good_hotfix("hotfix/login");
  return push_as("hotfix/login");
}

std::string GateScene::push_as(const std::string& name) {
  push_unseen({"origin", "HEAD:refs/heads/" + name});
  head = id("HEAD");
  if (before.empty()) before = remote_id("kars-prod");
  return head;
}

std::string GateScene::squash(const std::string& branch, const std::string& subject) {
  before = remote_id("kars-prod");
  switch_to("kars-prod");
  git({"merge", "-q", "--squash", branch});
  head = commit(subject);
  push_unseen({"origin", "kars-prod"});
  git({"fetch", "-q", "origin"});
  return head;
}

namespace {

struct WithHotfix : GateScene {
  WithHotfix() { push_hotfix(); }
};

}  // namespace

GateScene with_hotfix() { return made_once<WithHotfix>(); }

GateScene::Json GateScene::event(const std::string& fixture) const {
  std::string text = content(test::source_folder() + "/tests/ci/event/events/" + fixture + ".json");
  REQUIRE(!text.empty());
  if (!head.empty()) replace_all(text, std::string(40, '1'), head);
  if (!before.empty()) replace_all(text, std::string(40, '2'), before);
  return Json::parse(text);
}

GateScene::Json GateScene::live(const std::string& fixture) const {
  std::string text =
      content(test::source_folder() + "/tests/ci/event/pull_requests/" + fixture + ".json");
  REQUIRE(!text.empty());
  replace_all(text, std::string(40, '1'), head);
  Json json = Json::parse(text);
  json["body"] = kFilledForm;
  json["title"] = "hotfix: refuse a missing user";
  return json;
}

void GateScene::check_out(const Arguments& options) {
  clone = root() + "/checkout";
  fs::remove_all(clone);
  Arguments argv = {"git", "clone", "-q"};
  argv.insert(argv.end(), options.begin(), options.end());
  argv.insert(argv.end(), {"file://" + bare(), clone});
  const ProgramResult made = exec(argv);
  INFO(made.err);
  REQUIRE(made.status == 0);
}

GateRun GateScene::gate(const std::string& name, const Json& payload, const Json& live,
                        const Arguments& options, const Arguments& env) {
  put(root() + "/event.json", payload.dump());
  Arguments all = {"--payload", root() + "/event.json"};
  if (!live.is_null()) {
    put(root() + "/pull_request.json", live.dump());
    all.insert(all.end(), {"--pr-json", root() + "/pull_request.json"});
  }
  all.insert(all.end(), options.begin(), options.end());
  if (std::find(options.begin(), options.end(), "--now") == options.end()) {
    all.insert(all.end(), {"--now", "2025-06-15T16:00:00Z"});  // an hour after the first commit
  }
  Arguments variables = {"GITHUB_EVENT_NAME=" + name, "GITHUB_ACTIONS=true",
                         "GITHUB_RUN_ATTEMPT=1"};
  variables.insert(variables.end(), env.begin(), env.end());
  return gate_by_options(all, variables);
}

GateRun GateScene::gate_by_options(const Arguments& options, const Arguments& env) {
  if (clone.empty()) check_out();
  const std::string at = root() + "/";
  for (const char* file : {"summary", "output", "json", "sarif"}) fs::remove(at + file);
  Arguments argv = {program("hotfix-gate"), "--json", at + "json", "--sarif", at + "sarif"};
  argv.insert(argv.end(), options.begin(), options.end());
  Arguments variables = this->env();
  for (const char* name :
       {"GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_ACTIONS", "GITHUB_RUN_ATTEMPT"}) {
    variables.emplace_back(name);
  }
  variables.push_back("GITHUB_STEP_SUMMARY=" + at + "summary");
  variables.push_back("GITHUB_OUTPUT=" + at + "output");
  variables.insert(variables.end(), env.begin(), env.end());
  const ProgramResult result = run_program(argv, clone, variables);
  GateRun run;
  run.status = result.status;
  run.log = result.out;
  run.err = result.err;
  run.summary = content(at + "summary");
  run.outputs = parsed_outputs(content(at + "output"));
  if (fs::exists(at + "json")) run.report = Json::parse(content(at + "json"));
  if (fs::exists(at + "sarif")) run.sarif = Json::parse(content(at + "sarif"));
  return run;
}

namespace {

bool has_result(const GateRun& run, const std::string& rule, const std::string& level) {
  for (const auto& result : run.sarif.at("runs").at(0).at("results")) {
    if (result.at("ruleId") == rule && result.at("level") == level) return true;
  }
  return false;
}

void require_found(const GateRun& run, const std::string& rule, const std::string& level) {
  CHECK_THAT(run.blamed(), Catch::VectorContains(rule));
  CHECK_THAT(run.log, contains("::" + level + " "));
  CHECK_THAT(run.log, contains("title=" + rule));
  CHECK_THAT(run.log, contains("\n  " + rule + "  "));
  CHECK_THAT(run.summary, contains(rule));
  CHECK(has_result(run, rule, level));
  CHECK(run.outputs.at(level + "s") != "0");
}

void require_outcome(const GateRun& run, int status, const std::string& verdict) {
  INFO(run.log << run.err << run.summary);
  REQUIRE(run.status == status);
  REQUIRE(run.outputs.at("verdict") == verdict);
  REQUIRE(run.outputs.at("exit-status") == std::to_string(status));
  REQUIRE(run.report.at("verdict") == verdict);
}

}  // namespace

void require_blocked_by(const GateRun& run, const std::string& rule) {
  require_outcome(run, 1, "blocked");
  INFO(run.log << run.summary);
  require_found(run, rule, "error");
  CHECK_THAT(run.log, contains("BLOCKED"));
}

void require_warned_by(const GateRun& run, const std::string& rule) {
  require_outcome(run, 0, "pass");
  INFO(run.log << run.summary);
  require_found(run, rule, "warning");
}

void require_passed(const GateRun& run) {
  require_outcome(run, 0, "pass");
  INFO(run.log << run.summary);
  REQUIRE(run.blamed().empty());
  REQUIRE(run.outputs.at("applicable") == "true");
  REQUIRE(run.outputs.at("undecided") == "0");
  REQUIRE_FALSE(run.log.find("::error") != run.log.npos);
  REQUIRE(run.sarif.at("runs").at(0).at("results").empty());
}

void require_undecided(const GateRun& run, const std::string& fix) {
  INFO(run.log << run.err << run.summary);
  REQUIRE(run.status == 3);
  CHECK_THAT(run.log, contains(fix));
  CHECK_THAT(run.log, contains("::error"));
  CHECK_THAT(run.summary, contains(fix.substr(0, 14)));
  CHECK(run.outputs.at("verdict") == "undecided");
  CHECK(run.outputs.at("exit-status") == "3");
}

}  // namespace hotfix
