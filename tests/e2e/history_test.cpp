// SPDX-License-Identifier: MIT
// hotfix-lint history: as a person would start it.
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

// kars() with three changes on production that were not pushed: the clone is not up to date.
struct Past : TestRepo {
  Past() {
    kars(*this);
    commit("hotfix: one\x1b[31m red", "src/one.js", "1;\n");
    commit("feat: two", "src/two.js", "2;\n");
    commit("docs: three", "docs/three.md", "three\n");
    git({"push", "-q", "origin", "kars-prod"});
  }
  ProgramResult history(const Arguments& arguments = {}) const {
    Arguments argv = {program("hotfix-lint"), "history"};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return exec(argv);
  }
};

}  // namespace

TEST_CASE("the past is told with status 0, whatever it was", "[e2e][history]") {
  const Past repo = made_once<Past>();
  const ProgramResult result = repo.history({"--last", "3"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("3 of the last 3 changes of kars-prod would have been refused"));
  CHECK_THAT(result.out, contains("hotfix: one\\x1b[31m red\n"));
  CHECK_THAT(result.out, contains("3 changes are too few to choose limits by"));
  CHECK(result.out.find('\x1b') == std::string::npos);
  CHECK(result.err.empty());
}

TEST_CASE("git hotfix tells the same past", "[e2e][history]") {
  const Past repo = made_once<Past>();
  const ProgramResult lint = repo.history({"--last", "3", "--format", "json"});
  const ProgramResult git =
      repo.exec({program("git-hotfix"), "history", "--last", "3", "--format", "json"});
  CHECK(git.status == 0);
  CHECK(git.out == lint.out);
}

TEST_CASE("a draft of a policy is tried on the past", "[e2e][history]") {
  const Past repo = made_once<Past>();
  repo.write("draft.toml",
             "[rules]\nsquash-merge.level = \"off\"\ntests-present.level = \"warning\"\n"
             "single-purpose.level = \"warning\"\n");
  const ProgramResult result =
      repo.history({"--last", "3", "--policy", "draft.toml", "--format", "json"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  const auto json = nlohmann::json::parse(result.out);
  CHECK(json["policy"] == "draft.toml");
  CHECK(json["changes"][0]["outcome"] == "passed");
  CHECK(json["changes"][1]["outcome"] == "warned");
  CHECK(json["changes"][2]["outcome"] == "warned");
}

TEST_CASE("a history that cannot be replayed has status 2 or 3, and says why", "[e2e][history]") {
  const Past repo = made_once<Past>();
  CHECK(repo.history({"--last", "0"}).status == 2);
  CHECK(repo.history({"--last", "many"}).status == 2);
  CHECK(repo.history({"--production", "nowhere"}).status == 2);
  repo.git({"clone", "-q", "--depth", "2", "--no-single-branch", "--branch", "kars-prod",
            "file://" + TestRepo(repo).bare(), "shallow"});
  const ProgramResult result = repo.history({"--repo", "shallow"});
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  CHECK_THAT(result.err, contains("history is shallow") && contains("git fetch --unshallow"));
}
