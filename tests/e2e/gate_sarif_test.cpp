// SPDX-License-Identifier: MIT
// What hotfix-gate writes as SARIF, against the schema of SARIF 2.1.0.
#include <fstream>

#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;

namespace {

ProgramResult validated(const Arguments& files) {
  Arguments argv = {"node", test::source_folder() + "/tests/ci/validate_sarif.mjs"};
  argv.insert(argv.end(), files.begin(), files.end());
  return run_program(argv);
}

// Keeps what a run wrote beside the scene.
std::string kept(const GateScene& scene, const std::string& name, const GateRun& run) {
  const std::string path = scene.root() + "/" + name + ".sarif";
  REQUIRE_FALSE(run.sarif.is_null());
  std::ofstream(path) << run.sarif.dump();
  return path;
}

}  // namespace

TEST_CASE("every outcome is valid SARIF", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const auto opened = scene.event("pull_request_opened");
  auto hostile = scene.live();
  hostile["title"] = "\x1b[31m::error::\r\n<script>@all | ``` \xe2\x80\xae";
  const Arguments files = {
      kept(scene, "passed", scene.gate("pull_request", opened, scene.live())),
      kept(scene, "blocked", scene.gate("pull_request", opened, hostile)),
      kept(scene, "undecided", scene.gate("pull_request", opened)),
      kept(scene, "not_applicable", scene.gate("issues", opened)),
      kept(scene, "failed", scene.gate("pull_request", nlohmann::json::object())),
      kept(scene, "ledger",
           scene.gate("schedule", scene.event("schedule"), {},
                      {"--rules-url", "https://example.com/rules.md"})),
  };
  const ProgramResult run = validated(files);
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
}

TEST_CASE("the schema of SARIF refuses what is none", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), scene.live());
  run.sarif["runs"][0]["tool"]["driver"].erase("name");
  const ProgramResult checked = validated({kept(scene, "nameless", run)});
  REQUIRE(checked.status == 1);
  REQUIRE_THAT(checked.err, contains("name"));
}
