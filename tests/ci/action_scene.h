// SPDX-License-Identifier: MIT
// ci/action.yml run by tests/ci/run_action.mjs: an origin with a pull request, a workspace as
// actions/checkout leaves it, and what the run made of both.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/repo.h"

namespace hotfix::test {

struct ActionRun {
  int status = 0;
  nlohmann::json result;  // as run_action.mjs prints it

  std::string output(const std::string& name) const;
  std::string log() const;
  std::string summary() const;
  bool ran(const std::string& step) const;
};

class ActionScene {
 public:
  // The owner's shape, and a good hotfix/login on top of production: pull request 42.
  ActionScene();

  TestRepo repo;
  std::string production, head;       // ids: production's tip, the head of the pull request
  nlohmann::json options;             // of run_action.mjs; run() adds the event
  std::string workspace, temp, fake;  // folders: the workspace, RUNNER_TEMP, a fake's programs

  // actions/checkout of the merge of the pull request; `how` are options of git fetch.
  void checkout(const Arguments& how);
  // The same with fetch-depth: 0, and with filter: blob:none besides.
  void checkout_all(const Arguments& how = {});
  // git in the workspace; REQUIREs status 0.
  std::string git(const Arguments& arguments) const;

  // Makes `branch` at the current commit the head of the pull request.
  void publish(const std::string& branch);
  // A program of this name, found before all others.
  void fake_program(const std::string& name, const std::string& script);
  // gh that answers with tests/ci/event/pull_requests/`name`, about the head.
  void fake_gh(const std::string& name);
  // That gh also knows of another open pull request into production with the same head.
  void open_too(int number);

  // The event with the recorded payload tests/ci/event/events/`name`, about `head` and
  // `production`.
  ActionRun run(const std::string& event, const std::string& name);
  ActionRun run_payload(const std::string& event, const std::string& payload);
};

// Where ci/tools puts what comes from npm.
std::string node_modules();

// `text` of a recorded payload, about these ids.
std::string about(const std::string& text, const std::string& head, const std::string& before);

}  // namespace hotfix::test
