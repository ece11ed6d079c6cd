// SPDX-License-Identifier: MIT
// What the gate leaves for people: links to the forge's pages, and the ledger as a page.
#include <fstream>

#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"
#include "tests/support/markup.h"

using namespace hotfix;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const Arguments kGitHub = {"GITHUB_SERVER_URL=https://github.example.com",
                           "GITHUB_REPOSITORY=team/kars", "GITHUB_RUN_ID=77"};

}  // namespace

TEST_CASE("the summary and the comment link to the repository of the CI", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const GateRun run = scene.gate("pull_request", scene.event("pull_request_opened"), scene.live(),
                                 {"--comment", scene.root() + "/comment.md", "--rules-url",
                                  "https://github.example.com/team/gate/blob/v1/rules/README.md"},
                                 kGitHub);
  const std::string comment = text_of(scene.root() + "/comment.md"),
                    repository = "](https://github.example.com/team/kars/";
  INFO(run.summary << comment);
  CHECK_THAT(run.summary, contains(repository + "commit/" + scene.head + ")"));
  CHECK_THAT(run.summary, contains(repository + "pull/"));
  CHECK_THAT(run.summary, contains("/rules/README.md#severity)"));
  CHECK_THAT(comment, contains(repository + "pull/"));
  CHECK_THAT(comment, contains("[The whole report]" + repository.substr(1) + "actions/runs/77)"));
}

TEST_CASE("a CI whose address is no address gets no link", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const GateRun run =
      scene.gate("pull_request", scene.event("pull_request_opened"), scene.live(), {},
                 {"GITHUB_SERVER_URL=javascript:alert(1)//", "GITHUB_REPOSITORY=a)](b/c"});
  CHECK(run.summary.find("](") == std::string::npos);
}

TEST_CASE("the daily run leaves the ledger as a page", "[e2e][gate-program]") {
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.squash("hotfix/login", "hotfix: refuse a missing user (#41)");
  const std::string page = scene.root() + "/ledger.html";
  const GateRun run = scene.gate("schedule", scene.event("schedule"), {},
                                 {"--html", page, "--now", "2025-06-20T16:00:00Z"}, kGitHub);
  CHECK(run.status == 1);
  const auto all = test::parse_markup(text_of(page));
  CHECK(test::elements_of(all, "section").size() == 2);  // the debt, and its post-mortem
  CHECK_THAT(text_of(page), contains("https://github.example.com/team/kars/commit/"));
}

TEST_CASE("without a ledger the page has the verdict alone", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  const std::string page = scene.root() + "/gate.html";
  const GateRun run =
      scene.gate("pull_request", scene.event("pull_request_opened"), {}, {"--html", page});
  CHECK(run.status == 3);
  test::parse_markup(text_of(page));
  CHECK_THAT(text_of(page), contains("UNDECIDED"));
}
