// SPDX-License-Identifier: MIT
#include "gate/workflow/incident.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kBranch = "hotfix/login";

Settings recorded(const std::string& name, const std::string& value) {
  return {{"hotfix.hotfix/login." + name, value}};
}

}  // namespace

TEST_CASE("an incident is read from the settings of its branch alone", "[gate][workflow]") {
  Settings settings = recorded("severity", "P0");
  settings["hotfix.hotfix/login.started"] = "1750000000";
  settings["hotfix.hotfix/other.severity"] = "P1";
  settings["hotfix.production"] = "main";
  const Incident incident = read_incident(settings, kBranch);
  CHECK(incident.severity == "P0");
  CHECK(incident.started == 1750000000);
  CHECK(incident.issue.empty());
  CHECK_FALSE(incident.deployed);
}

TEST_CASE("a time in the record that is none counts as not recorded", "[gate][workflow]") {
  CHECK_FALSE(read_incident(recorded("started", "yesterday"), kBranch).started);
}

TEST_CASE("a branch has a record as soon as anything of it is set", "[gate][workflow]") {
  CHECK(has_incident(recorded("impact", "all users"), kBranch));
  CHECK(has_incident(recorded("verified", "1"), kBranch));
  CHECK_FALSE(has_incident(recorded("impact", "all users"), "hotfix/log"));
  CHECK_FALSE(has_incident(recorded("abandoned", "no longer needed"), kBranch));
}

TEST_CASE("a record is written value by value and removed as a whole", "[gate][workflow]") {
  Incident incident;
  incident.severity = "P1";
  incident.issue = "it's down";
  incident.detected = 5;
  const Acts acts = record(incident, kBranch);
  REQUIRE(acts.size() == 3);
  CHECK(acts[0].command == "git config hotfix.hotfix/login.severity P1");
  CHECK(acts[0].undo == Commands{"git config --remove-section hotfix.hotfix/login"});
  CHECK(acts[1].command == R"(git config hotfix.hotfix/login.issue 'it'\''s down')");
  CHECK(acts[2].command == "git config hotfix.hotfix/login.detected 5");
  CHECK(acts[2].undo.empty());
}

TEST_CASE("nothing known is nothing recorded", "[gate][workflow]") {
  CHECK(record({}, kBranch).empty());
}

TEST_CASE("a single time is taken back by itself", "[gate][workflow]") {
  const Act act = record_time(kBranch, "deployed", 7);
  CHECK(act.command == "git config hotfix.hotfix/login.deployed 7");
  CHECK(act.undo == Commands{"git config --unset hotfix.hotfix/login.deployed"});
}

TEST_CASE("an incident that is given goes before the recorded one", "[gate][workflow]") {
  Incident recorded, given;
  recorded.severity = "P0";
  recorded.issue = "nobody can log in";
  recorded.detected = 1750000000;
  recorded.verified = 1750009000;
  given.severity = "P1";
  given.detected = 1750000600;
  const Incident both = overlaid(recorded, given);
  CHECK(both.severity == "P1");
  CHECK(both.issue == "nobody can log in");
  CHECK(both.detected == 1750000600);
  CHECK(both.verified == 1750009000);
}
