// SPDX-License-Identifier: MIT
// What a pull request says of itself, and who says it is good: from the payload to the exit status.
#include <fstream>

#include "tests/e2e/gate_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Json = nlohmann::json;

// The good hotfix, with this one thing changed in what the forge says of it now.
template <class Change>
GateRun judge_with(Change change) {
  GateScene scene = with_hotfix();
  Json live = scene.live();
  change(live);
  return scene.judge_pull_request(scene.event("pull_request_opened"), live);
}

Json review(const std::string& login, const std::string& association, const std::string& state,
            const std::string& time, const std::string& head) {
  return {{"author", {{"login", login}}},
          {"authorAssociation", association},
          {"state", state},
          {"submittedAt", time},
          {"commit", {{"oid", head}}}};
}

std::string with_section(const Json& live, const std::string& from, const std::string& to) {
  std::string body = live.at("body");
  const auto at = body.find(from);
  REQUIRE(at != std::string::npos);
  return body.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the gate does not let the writer of the head approve it", "[e2e][gate-program]") {
  const std::string email =
      GENERATE("7+Grace@users.noreply.github.com", "grace@users.noreply.github.com");
  GateScene scene;
  scene.good_hotfix("hotfix/login");
  scene.git({"commit", "-q", "--amend", "--no-verify", "--no-edit", "--author=G <" + email + ">"});
  scene.git({"commit", "-q", "--allow-empty", "--no-verify", "-m", "hotfix: trigger the build"});
  scene.push_as("hotfix/login");
  const GateRun run = scene.judge_pull_request(scene.event("pull_request_opened"), scene.live());
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.log, contains("approved only by grace (wrote commit"));
}

TEST_CASE("the gate knows the writer of the head by the forge's list too", "[e2e][gate-program]") {
  const GateRun run = judge_with([](Json& live) {
    live["commits"] = {{{"oid", live.at("headRefOid")}, {"authors", {{{"login", "grace"}}}}}};
  });
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.log, contains("(wrote commit"));
}

TEST_CASE("the gate counts no bot's approval", "[e2e][gate-program]") {
  const std::string login = GENERATE("github-actions", "app/helper", "helper[bot]",
                                     "project_1_bot_0a1b", "service_account_group_1");
  const GateRun run =
      judge_with([&](Json& live) { live["reviews"][0]["author"]["login"] = login; });
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.log, contains("(a bot)"));
}

TEST_CASE("the gate heeds whoever requests changes", "[e2e][gate-program]") {
  const std::string association = GENERATE("COLLABORATOR", "CONTRIBUTOR", "NONE");
  const GateRun run = judge_with([&](Json& live) {
    live["reviews"].push_back(review("lead", association, "CHANGES_REQUESTED",
                                     "2025-06-15T12:55:00Z", live.at("headRefOid")));
  });
  require_blocked_by(run, "emergency-review");
  REQUIRE_THAT(run.log, contains("changes are requested by lead"));
}

TEST_CASE("the gate leaves reviews undecided when nobody names the author", "[e2e][gate-program]") {
  GateScene scene = with_hotfix();
  Json live = scene.live();
  live.erase("author");
  live["number"] = 42;
  std::ofstream(scene.root() + "/pull_request.json") << live.dump();
  const GateRun run = scene.gate_by_options(
      {"--event", "pull_request", "--base", "kars-prod", "--branch", "hotfix/login", "--head",
       scene.head, "--pr-json", scene.root() + "/pull_request.json"},
      {"GITHUB_ACTIONS=true"});
  require_undecided(run, "--pr-json");
  REQUIRE_THAT(run.log, contains("the author of the pull request is not known"));
}

TEST_CASE("the gate refuses a severity that is contradicted", "[e2e][gate-program]") {
  const GateRun by_title = judge_with([](Json& live) { live["title"] = "hotfix: P3 grey button"; });
  require_blocked_by(by_title, "severity");
  REQUIRE_THAT(by_title.log, contains("the severity is given as both P0 and P3"));
  const GateRun by_text = judge_with([](Json& live) {
    live["body"] = with_section(live, "## Issue\n", "This is not P0.\n\n## Issue\n");
  });
  require_blocked_by(by_text, "severity");
  REQUIRE_THAT(by_text.log, contains("P0 is given, and denied as well"));
}

TEST_CASE("the gate refuses a severity that is taken back or hidden", "[e2e][gate-program]") {
  const std::string text = GENERATE(
      "<del>P0: Authentication system failure</del>", "~~P0: Authentication system failure~~",
      "<?P0: Authentication system failure?>", "<![CDATA[P0: Authentication system failure]]>");
  const GateRun run = judge_with([&](Json& live) {
    live["body"] = with_section(live, "- [x] P0: Authentication system failure", text);
  });
  require_blocked_by(run, "severity");
}

TEST_CASE("the gate refuses a section that says nothing", "[e2e][gate-program]") {
  const std::string text =
      GENERATE("unknown", "asdf", "Root cause", "&nbsp;", "hotfix: refuse a missing user");
  const GateRun run = judge_with([&](Json& live) {
    live["body"] = with_section(live, "A missing user is read before it is checked.", text);
  });
  require_blocked_by(run, "incident-record");
  REQUIRE_THAT(run.log, contains("section Root cause"));
}

TEST_CASE("the gate refuses a rollback plan that rules out a way back", "[e2e][gate-program]") {
  const GateRun run = judge_with([](Json& live) {
    live["body"] = with_section(
        live, "- [x] Git revert: `git revert HEAD` on production, then push", "will not roll back");
  });
  require_blocked_by(run, "incident-record");
}

TEST_CASE("the gate leaves a description undecided that would take too long",
          "[e2e][gate-program]") {
  const GateRun run = judge_with([](Json& live) { live["body"] = std::string(1 << 20, '['); });
  require_undecided(run, "keep the answers in it");
  REQUIRE_THAT(run.log, contains("more than 65,536 characters"));
}
