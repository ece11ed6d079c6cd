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

std::string content_of(const std::string& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file).rdbuf();
  return bytes.str();
}

struct Pin {
  std::string name, release, id, oldest;
};

// The row of ci/pins.
Pin pin_of(const std::string& name) {
  std::istringstream lines(content_of(test::source_folder() + "/ci/pins"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    Pin pin;
    words >> pin.name >> pin.release >> pin.id >> pin.oldest;
    if (pin.name == name) return pin;
  }
  FAIL("no pin of " << name);
  return {};
}

ProgramResult lint_file(const std::string& file) {
  return run_program({"node", test::source_folder() + "/ci/lint_workflows.mjs", file});
}

// The linter on gate.yml with the first `from` of it replaced.
ProgramResult lint_changed(const std::string& from, const std::string& to) {
  std::string text = content_of(kGate);
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  const TestRepo repo;
  repo.write("gate.yml", text.replace(at, from.size(), to));
  return lint_file(repo.path() + "/gate.yml");
}

}  // namespace

TEST_CASE("the linter of workflows is silent about the action and what teams copy", "[scripts]") {
  const std::string name =
      GENERATE("../action.yml", "gate.yml", "gate-again.yml", "ledger.yml", "promotion.yml",
               "backport.yml", "examples/comment.yml", "examples/code-scanning.yml",
               "examples/organization-gate.yml", "examples/organization-ledger.yml");
  const ProgramResult run = lint_file(test::source_folder() + "/ci/github/" + name);
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
  const ProgramResult run = lint_changed("@" + pin_of("actions/checkout").id + " #", "@v7 #");
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.err, contains("actions/checkout@v7 is not pinned"));
}

TEST_CASE("the linter refuses a pin that the table does not have, or calls too old", "[scripts]") {
  const Pin pin = pin_of("actions/checkout");
  const std::string pinned = "actions/checkout@" + pin.id + " # " + pin.release;
  const ProgramResult old =
      lint_changed(pinned, "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2");
  REQUIRE(old.status == 1);
  REQUIRE_THAT(old.err, contains("actions/checkout v4.2.2 is older than " + pin.oldest));
  for (const std::string& other : {"actions/checkout@" + std::string(40, 'a') + " # " + pin.release,
                                   "actions/checkout@" + pin.id + " # v99.0.0"}) {
    const ProgramResult run = lint_changed(pinned, other);
    REQUIRE(run.status == 1);
    REQUIRE_THAT(run.err, contains("in ci/pins"));
  }
  const ProgramResult unknown = lint_changed(pinned, "actions/labeler@" + pin.id + " # v1");
  REQUIRE_THAT(unknown.err, contains("actions/labeler is not in ci/pins"));
}

TEST_CASE("what is printed for people names the release that is pinned", "[scripts]") {
  const std::string release = pin_of("actions/checkout").release;
  const std::string major = release.substr(0, release.find('.'));
  REQUIRE_THAT(content_of(test::source_folder() + "/ci/action/fetch"),
               contains("- uses: actions/checkout@" + major + "\n"));
}

TEST_CASE("in what teams copy, other names of branches stand only where GitHub reads them",
          "[scripts]") {
  for (const char* name : {"gate.yml", "gate-again.yml", "ledger.yml", "promotion.yml",
                           "backport.yml", "examples/comment.yml", "examples/code-scanning.yml",
                           "examples/organization-gate.yml", "examples/organization-ledger.yml"}) {
    std::ifstream lines(test::source_folder() + "/ci/github/" + name);
    for (std::string line; std::getline(lines, line);) {
      const bool is_filter = line.starts_with("    branches: [kars-prod");
      if (line.starts_with("#") || is_filter) continue;
      INFO(name << ": " << line);
      CHECK(line.find("kars-") == std::string::npos);
    }
  }
}

TEST_CASE("an organisation's copy can be called with names, programs and a runner", "[scripts]") {
  for (const char* name : {"gate.yml", "ledger.yml", "promotion.yml"}) {
    const std::string text = content_of(test::source_folder() + "/ci/github/" + name);
    INFO(name);
    CHECK_THAT(text, contains("\n  workflow_call:\n    inputs:\n"));
    for (const char* input : {"production", "development", "programs"}) {
      CHECK_THAT(text, contains("      " + std::string(input) + ":\n        description: "));
      CHECK_THAT(text,
                 contains("          " + std::string(input) + ": ${{ inputs." + input + " }}"));
    }
    CHECK_THAT(text, contains("    runs-on: ${{ inputs.runner || 'ubuntu-latest' }}\n"));
  }
  // A workflow that is called gets no more than its caller has.
  const std::string rights = "    permissions:\n      contents: read\n      pull-requests: read\n";
  CHECK_THAT(content_of(kGate), contains(rights));
  CHECK_THAT(content_of(test::source_folder() + "/ci/github/examples/organization-gate.yml"),
             contains(rights));
}

TEST_CASE("the gates that comment and that fill code scanning are the gate", "[scripts]") {
  const std::string examples = test::source_folder() + "/ci/github/examples/";
  for (const std::string& text : {content_of(kGate), content_of(examples + "comment.yml"),
                                  content_of(examples + "code-scanning.yml")}) {
    CHECK_THAT(text, contains(R"(    name: >-
      hotfix-gate (${{ github.event.pull_request
      && format('refs/heads/{0}', github.event.pull_request.base.ref)
      || github.event.merge_group.base_ref }})
)"));
    CHECK_THAT(text,
               contains("    permissions:\n      contents: read\n      pull-requests: read\n"));
    CHECK_THAT(text, !contains("pull_request_target") && !contains("if: github.event_name"));
  }
}

TEST_CASE("only the job that fills code scanning may write, and nothing is run in it",
          "[scripts]") {
  const std::string text =
      content_of(test::source_folder() + "/ci/github/examples/code-scanning.yml");
  const std::string second = text.substr(text.find("  code-scanning:\n"));
  CHECK(text.find(": write") == text.rfind(": write"));
  CHECK_THAT(second, contains("      security-events: write\n"));
  CHECK_THAT(second, !contains("run:") && !contains("actions/checkout"));
  CHECK_THAT(text, contains("          sarif-file: ${{ runner.temp }}/hotfix-gate/gate.sarif\n"));
  CHECK_THAT(second, contains("          sarif_file: ${{ runner.temp }}/hotfix-gate/gate.sarif\n"));
}

TEST_CASE("the linter refuses a job without a time limit or with permissions of others",
          "[scripts]") {
  REQUIRE_THAT(lint_changed("timeout-minutes: 30", "continue-on-error: false").err,
               contains("has no timeout-minutes"));
  REQUIRE_THAT(lint_changed("permissions: {}", "permissions: write-all").err,
               contains("are to be {}"));
}

TEST_CASE("the linter without a file is no pass", "[scripts]") {
  REQUIRE(run_program({"node", test::source_folder() + "/ci/lint_workflows.mjs"}).status == 1);
}

}  // namespace hotfix
