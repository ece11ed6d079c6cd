// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/status.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "gate/base/error.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// The owner's repository, with one good hotfix that is not pushed.
struct Kars : TestRepo {
  Kars() { kars(*this); }
};

struct Written : Kars {
  Written() {
    switch_new("hotfix/missing-user", "origin/kars-prod");
    write("src/login.js", lines(3));
    write("tests/user.test.js", "test('a missing user', () => expect(login()).toBeNull());\n");
    commit("hotfix: refuse a missing user");
  }
};

struct Told {
  int status = 0;
  std::string text;
};

Told ask(const TestRepo& repo, StatusOptions options = {}) {
  Request request;
  request.repository = repo.path();
  request.now = TestRepo::kEpoch + 7'200;
  std::ostringstream out;
  const int status = hotfix::status(request, options, out);
  return {status, out.str()};
}

nlohmann::json json_of(const TestRepo& repo, StatusOptions options = {}) {
  options.format = &status_formats()[1];
  return nlohmann::json::parse(ask(repo, options).text);
}

nlohmann::json the_only(const TestRepo& repo, const StatusOptions& options = {}) {
  const nlohmann::json all = json_of(repo, options)["hotfixes"];
  REQUIRE(all.size() == 1);
  return all[0];
}

std::string command_of(const nlohmann::json& hotfix) {
  return hotfix["next"]["commands"].back().get<std::string>();
}

StatusOptions named(const std::string& name) {
  StatusOptions options;
  options.named = name;
  return options;
}

StatusOptions all() {
  StatusOptions options;
  options.is_all = true;
  return options;
}

}  // namespace

TEST_CASE("a clone without hotfixes says so", "[workflow]") {
  Kars repo = made_once<Kars>();
  const Told told = ask(repo);
  CHECK(told.text == "no hotfix is under way\n");
  CHECK(told.status == 0);
  CHECK(json_of(repo, all())["hotfixes"].empty());
}

TEST_CASE("the hotfix that is checked out is told, from its commit to its push", "[workflow]") {
  Written repo = made_once<Written>();
  CHECK(command_of(the_only(repo)) == "git push -u origin refs/heads/hotfix/missing-user");
  repo.git({"push", "-q", "origin", "hotfix/missing-user"});
  CHECK(the_only(repo)["state"] == "review");
}

TEST_CASE("what the rules refuse is the next thing to do", "[workflow]") {
  Written repo = made_once<Written>();
  repo.remove("tests/user.test.js");
  repo.git({"commit", "-qa", "--amend", "--no-edit"});
  const nlohmann::json hotfix = the_only(repo);
  CHECK(hotfix["state"] == "development");
  CHECK(hotfix["steps"][4]["state"] == "missing");
  CHECK_THAT(hotfix["next"]["words"].get<std::string>(),
             contains(hotfix["steps"][4]["evidence"].get<std::string>()));
}

TEST_CASE("from production's branch the only hotfix that is under way is told", "[workflow]") {
  Written repo = made_once<Written>();
  repo.switch_to("kars-prod");
  CHECK(the_only(repo)["branch"] == "hotfix/missing-user");
  repo.branch("hotfix/other", "kars-prod");
  CHECK(json_of(repo)["hotfixes"].size() == 2);
  CHECK_THAT(ask(repo).text, contains("2 hotfixes: 1 begun, 1 development"));
}

TEST_CASE("a detached head is no error", "[workflow]") {
  Written repo = made_once<Written>();
  repo.git({"checkout", "-q", "--detach", "origin/kars-dev"});
  CHECK(the_only(repo)["branch"] == "hotfix/missing-user");
}

TEST_CASE("a squash on production is announced and then brought back", "[workflow]") {
  Written repo = made_once<Written>();
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--squash", "hotfix/missing-user"});
  const std::string squash = repo.commit("hotfix: refuse a missing user (#7)");
  repo.git({"push", "-q", "origin", "kars-prod"});
  StatusOptions options = named("missing-user");
  CHECK(command_of(the_only(repo, options)) == "git hotfix backport hotfix/missing-user --push");
  CHECK(the_only(repo, options)["released"]["commit"] == squash);
  CHECK(the_only(repo, options)["steps"][6]["evidence"] == "#7");
  repo.branch("backport/missing-user", "hotfix/missing-user");
  CHECK(the_only(repo, options)["next"]["words"] == "its backport is made: push it");
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-x", squash});
  repo.git({"push", "-q", "origin", "kars-dev"});
  CHECK(command_of(the_only(repo, options)) == "git hotfix finish hotfix/missing-user");
  repo.git({"branch", "-D", "hotfix/missing-user"});
  options.named = squash;
  CHECK(the_only(repo, options)["steps"][12]["state"] == "now");
  CHECK(command_of(the_only(repo, options)) ==
        "git hotfix post-mortem " + squash.substr(0, 12) + " --write");
}

TEST_CASE("production's hotfix without a branch is in the list", "[workflow]") {
  Kars repo = made_once<Kars>();
  const std::string hotfix = repo.commit("hotfix: more (#8)", "src/more.js", "more();\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  const nlohmann::json found = the_only(repo, all());
  CHECK(found["name"] == hotfix.substr(0, 12));
  CHECK(found["branch"].is_null());
  CHECK(command_of(found) == "git hotfix backport " + hotfix.substr(0, 12) + " --push");
}

TEST_CASE("the forge's answer is judged as the gate judges it", "[workflow]") {
  Written repo = made_once<Written>();
  repo.git({"push", "-q", "origin", "hotfix/missing-user"});
  const auto give = [&](const std::string& more) {
    repo.write("../pr.json", "{\"number\": 7, \"state\": \"OPEN\", \"headRefOid\": \"" +
                                 repo.id("HEAD") + "\", \"baseRefName\": \"kars-prod\"" + more +
                                 "}");
    StatusOptions options;
    options.pull_request = repo.root() + "/pr.json";
    return the_only(repo, options);
  };
  const nlohmann::json bare = give(R"(, "title": "hotfix: x", "body": "", "labels": [])");
  CHECK(bare["state"] == "development");
  CHECK(bare["steps"][0]["state"] == "missing");
  const nlohmann::json hostile = give(R"(, "title": "\u001b[31mx", "body": "\u001b[31m")");
  CHECK(hostile["steps"][6]["state"] != "later");
  CHECK(command_of(give(R"(, "state": "MERGED")")).starts_with("git fetch origin"));
}

TEST_CASE("what is not such an answer is refused", "[workflow]") {
  Written repo = made_once<Written>();
  StatusOptions options;
  options.pull_request = repo.root() + "/none.json";
  CHECK_THROWS_AS(ask(repo, options), Undecidable);
  options.is_all = true;
  CHECK_THROWS_AS(ask(repo, options), UsageError);
  options = named("missing-user");
  options.is_all = true;
  CHECK_THROWS_AS(ask(repo, options), UsageError);
}

TEST_CASE("without a development branch the landing is undecided, and told", "[workflow]") {
  Written repo = made_once<Written>();
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--squash", "hotfix/missing-user"});
  repo.commit("hotfix: refuse a missing user (#7)");
  repo.git({"push", "-q", "origin", "kars-prod"});
  repo.git({"branch", "-D", "kars-dev"});
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-dev"});
  const Told told = ask(repo, named("missing-user"));
  CHECK(told.status == 3);
  CHECK_THAT(told.text, contains("undecided Backport"));
  CHECK_THAT(told.text, contains("git fetch origin"));
}

TEST_CASE("a shallow clone lists what it cannot look at", "[workflow]") {
  Written repo = made_once<Written>();
  repo.git({"push", "-q", "origin", "hotfix/missing-user"});
  const std::string folder = repo.root() + "/shallow";
  repo.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.bare(), folder});
  Request request;
  request.repository = folder;
  request.now = TestRepo::kEpoch;
  std::ostringstream out;
  CHECK(hotfix::status(request, all(), out) == 3);
  CHECK_THAT(out.str(), contains("undecided") && contains("hotfix/missing-user"));
}

TEST_CASE("a page is left beside the text", "[workflow]") {
  Written repo = made_once<Written>();
  StatusOptions options;
  options.html = repo.root() + "/status.html";
  ask(repo, options);
  const ProgramResult page = repo.exec({"cat", options.html});
  CHECK_THAT(page.out, contains("hotfix/missing-user") && contains("</html>"));
}
