// SPDX-License-Identifier: MIT
#include "gate/request/settings.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

const Settings kTwo = {{"remote.fork.url", "https://example.com/fork.git"},
                       {"remote.origin.url", "https://example.com/kars.git"}};

Request to(const std::string& remote) {
  Request request;
  request.remote = remote;
  return request;
}

}  // namespace

TEST_CASE("the settings are what git reads, and of several values the last", "[gate]") {
  const TestRepo repo;
  repo.git({"config", "hotfix.production", "release"});
  repo.git({"config", "--add", "hotfix.production", "main"});
  repo.git({"config", "remote.origin.url", "../kars.git"});
  repo.git({"config", "user.nickname", "ann"});
  CHECK(settings_at(find_location(repo.path())) ==
        Settings{{"hotfix.production", "main"}, {"remote.origin.url", "../kars.git"}});
}

TEST_CASE("a remote is asked for by its name or by its URL", "[gate]") {
  CHECK(asked_remote(to("fork"), kTwo) == "fork");
  CHECK(asked_remote(to("https://example.com/fork.git"), kTwo) == "fork");
  CHECK(asked_remote(to("https://example.com/other.git"), kTwo).empty());
  CHECK(asked_remote(to(""), kTwo).empty());
}

TEST_CASE("production lives on origin, on the only remote, or where the setting says", "[gate]") {
  CHECK(usual_remote(kTwo) == "origin");
  CHECK(usual_remote({{"remote.upstream.url", "u"}}) == "upstream");
  CHECK(usual_remote({{"remote.a.url", "a"}, {"remote.b.url", "b"}}) == "origin");
  CHECK(usual_remote({}) == "origin");
  Settings chosen = kTwo;
  chosen["hotfix.remote"] = "fork";
  CHECK(usual_remote(chosen) == "fork");
}

TEST_CASE("the home is what hotfix.remote says, or the forge's program", "[gate]") {
  Settings settings = kTwo;
  CHECK(told_home(settings).empty());
  settings["remote.fork.gh-resolved"] = "base";
  CHECK(told_home(settings) == "fork");
  CHECK(usual_remote(settings) == "fork");
  settings["remote.fork.gh-resolved"] = "somebody/else";
  CHECK(told_home(settings).empty());
  settings["hotfix.remote"] = "origin";
  CHECK(told_home(settings) == "origin");
}

TEST_CASE("a branch is followed where both its remote and its name are set", "[gate]") {
  const Settings settings = {{"branch.mine.remote", "origin"},
                             {"branch.mine.merge", "refs/heads/kars-prod"}};
  CHECK(is_followed(settings, "origin", "kars-prod"));
  CHECK_FALSE(is_followed(settings, "fork", "kars-prod"));
  CHECK_FALSE(is_followed(settings, "origin", "kars-dev"));
}
