// SPDX-License-Identifier: MIT
// ci/lint_workflows.mjs can fail, and what teams are to copy passes it.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

const std::string kGate = test::source_folder() + "/ci/github/gate.yml";

ProgramResult lint_file(const std::string& file) {
  return run_program({"node", test::source_folder() + "/ci/lint_workflows.mjs", file});
}

// The linter on gate.yml with the first `from` of it replaced.
ProgramResult lint_changed(const std::string& from, const std::string& to) {
  std::ostringstream bytes;
  bytes << std::ifstream(kGate).rdbuf();
  std::string text = bytes.str();
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  const TestRepo repo;
  repo.write("gate.yml", text.replace(at, from.size(), to));
  return lint_file(repo.path() + "/gate.yml");
}

}  // namespace

TEST_CASE("the linter of workflows is silent about a good one", "[scripts]") {
  const ProgramResult run = lint_file(kGate);
  REQUIRE(run.out + run.err == "");
  REQUIRE(run.status == 0);
}

TEST_CASE("the linter refuses text of a pull request in a script", "[scripts]") {
  const ProgramResult run = lint_changed(
      "    steps:\n", "    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n");
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.err, contains("potentially untrusted"));
}

TEST_CASE("the linter refuses what is no workflow", "[scripts]") {
  REQUIRE_THAT(lint_changed("runs-on", "run-on").err, contains("run-on"));
  REQUIRE(lint_changed("jobs:", "job:").status == 1);
}

TEST_CASE("the linter refuses an action that is not pinned by an id", "[scripts]") {
  const ProgramResult run = lint_changed("@11bd71901bbe5b1630ceea73d27597364c9af683 #", "@v4 #");
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.err, contains("actions/checkout@v4 is not pinned"));
}

TEST_CASE("the linter refuses a job without a time limit or with permissions of others",
          "[scripts]") {
  REQUIRE_THAT(lint_changed("timeout-minutes: 20", "continue-on-error: false").err,
               contains("has no timeout-minutes"));
  REQUIRE_THAT(lint_changed("permissions: {}", "permissions: write-all").err,
               contains("are to be {}"));
}

TEST_CASE("the linter without a file is no pass", "[scripts]") {
  REQUIRE(run_program({"node", test::source_folder() + "/ci/lint_workflows.mjs"}).status == 1);
}

}  // namespace hotfix
