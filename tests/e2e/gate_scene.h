// SPDX-License-Identifier: MIT
// The gate as a CI starts it: a fresh clone, a recorded payload, the files that a runner gives.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/e2e/scene.h"

namespace hotfix {

// All that one run of hotfix-gate left.
struct GateRun {
  int status = 0;
  std::string log;  // stdout
  std::string err;
  std::string summary;
  std::map<std::string, std::string> outputs;
  nlohmann::json report;
  nlohmann::json sarif;

  std::vector<std::string> blamed() const;  // ids of the rules with a finding, each once
};

struct GateScene : Scene {
  using Json = nlohmann::json;

  // A good hotfix of the fixtures' name, hotfix/login, pushed.
  std::string push_hotfix();
  // The current branch, pushed as `name`; it is the head of the payloads from then on.
  std::string push_as(const std::string& name);
  // `branch` squashed onto kars-prod as the forge would, and pushed.
  std::string squash(const std::string& branch, const std::string& subject);

  // A fixture of tests/ci/events with the ids of this scene.
  Json event(const std::string& fixture) const;
  // A fixture of tests/ci/pull_requests, with a body that leaves nothing out and a squashable
  // title.
  Json live(const std::string& fixture = "approved") const;

  // A clone of what is on the server, as actions/checkout leaves it with fetch-depth: 0.
  void check_out(const Arguments& options = {});

  // `name` as GITHUB_EVENT_NAME; `live` null: no --pr-json. Checks out first, unless that is done.
  GateRun gate(const std::string& name, const Json& payload, const Json& live = {},
               const Arguments& options = {}, const Arguments& env = {});
  // The same without a payload: what `options` and `env` say is all there is.
  GateRun gate_by_options(const Arguments& options, const Arguments& env = {});

  // A pull request of the good hotfix with everything in place, judged.
  GateRun judge_pull_request(const Json& payload, const Json& live) {
    return gate("pull_request", payload, live);
  }

  std::string head;    // what the payloads call the head
  std::string before;  // what they call the base, or the tip before a push
  std::string clone;   // the folder of the clone; empty: not made yet
};

// The scene after push_hotfix().
GateScene with_hotfix();

// A run that blames `rule` in the exit status, the log, the annotations, the summary, the SARIF,
// the JSON and the outputs alike, as an error.
void require_blocked_by(const GateRun& run, const std::string& rule);
// The same of a warning, which does not block.
void require_warned_by(const GateRun& run, const std::string& rule);
// Nothing was found and everything was decided.
void require_passed(const GateRun& run);
// Exit status 3 in every output, with the fix in the log and in the summary.
void require_undecided(const GateRun& run, const std::string& fix);

}  // namespace hotfix
