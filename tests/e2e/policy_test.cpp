// SPDX-License-Identifier: MIT
// Where the policy is read from, and what a bad one does.
#include <algorithm>
#include <filesystem>

#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Production with that policy, pushed past the hooks.
void set_policy(Scene& scene, const std::string& text) {
  scene.commit("chore: the policy", ".hotfix.toml", text);
  scene.push_unseen({"origin", "kars-prod"});
}

void require_error(const ProgramResult& result, const std::string& words) {
  INFO(result.out << result.err);
  REQUIRE(result.status == 2);
  REQUIRE_THAT(result.err, contains(words));
}

constexpr auto kNoTestsNeeded = "[rules.tests-present]\nlevel = \"off\"\n";

}  // namespace

TEST_CASE("a policy on production counts", "[e2e]") {
  Scene scene;
  set_policy(scene, kNoTestsNeeded);
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  REQUIRE(scene.lint().status == 0);
  REQUIRE(scene.push({"origin", "HEAD"}).status == 0);
}

TEST_CASE("a policy that is only in the working tree does not count, and that is said", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  scene.write(".hotfix.toml", kNoTestsNeeded);
  const ProgramResult result = scene.lint();
  INFO(result.out << result.err);
  REQUIRE(result.status == 1);
  REQUIRE_THAT(result.out + result.err, contains(".hotfix.toml"));
}

TEST_CASE("a huge policy in the working tree is not read to its end", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.sh("truncate -s 64G .hotfix.toml");
  const ProgramResult result = scene.lint();
  INFO(result.out << result.err);
  REQUIRE(result.status == 0);
  REQUIRE_THAT(result.out + result.err, contains("does not count"));
}

TEST_CASE("the policy that is printed is the one in force, with where it came from", "[e2e]") {
  Scene scene;
  scene.git({"config", "hotfix.production", "release"});
  scene.git({"config", "hotfix.development", "main"});
  scene.switch_new("release");
  scene.push_unseen({"origin", "release"});
  const std::string text = scene.exec({program("hotfix-lint"), "policy"}).out;
  REQUIRE_THAT(text, contains("production = \"release\"  # git config hotfix.production\n"));
  REQUIRE_THAT(text, contains("development = \"main\"  # git config hotfix.development\n"));
  const ProgramResult asked = scene.exec(
      {program("hotfix-lint"), "policy", "--format", "json", "--development", "kars-dev"});
  const auto values = nlohmann::json::parse(asked.out).at("values");
  REQUIRE(values.at("production").at("value") == "release");
  REQUIRE(values.at("production").at("from") == "git config hotfix.production");
  REQUIRE(values.at("development").at("value") == "kars-dev");
  REQUIRE(values.at("development").at("from") == "--development");
  REQUIRE(values.at("remote").at("from") == "default");
}

TEST_CASE("the remote that is printed is the one that is compared with", "[e2e]") {
  Scene scene;
  scene.git({"remote", "rename", "origin", "upstream"});
  const auto remote = [&] {
    const auto asked = scene.exec({program("hotfix-lint"), "policy", "--format", "json"});
    return nlohmann::json::parse(asked.out).at("values").at("remote");
  };
  REQUIRE(remote().at("value") == "upstream");
  scene.git({"config", "hotfix.remote", "upstream"});
  REQUIRE(remote().at("from") == "git config hotfix.remote");
}

TEST_CASE("a broken policy in the working tree harms nobody", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.write(".hotfix.toml", "= = =");
  REQUIRE(scene.lint().status == 0);
  REQUIRE(scene.push({"-q", "origin", "HEAD"}).status == 0);
}

TEST_CASE("a branch cannot bring the policy it is judged by", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  scene.commit("hotfix: no tests", ".hotfix.toml", kNoTestsNeeded);
  const auto rules = blamed(scene.lint_json());
  REQUIRE(std::count(rules.begin(), rules.end(), "tests-present") == 1);
  REQUIRE(std::count(rules.begin(), rules.end(), "protected-paths") == 1);
}

TEST_CASE("a broken policy on production exits 2 with file, line and column", "[e2e]") {
  Scene scene;
  set_policy(scene, "# ours\nproduction = = 3\n");
  scene.good_hotfix();
  require_error(scene.lint(), "kars-prod:.hotfix.toml:2:14");
}

TEST_CASE("an unknown key exits 2 with the nearest known name", "[e2e]") {
  Scene scene;
  set_policy(scene, "[rules.minimal-diff]\nmax_filez = 3\n");
  scene.good_hotfix();
  require_error(scene.lint(), ".hotfix.toml:2:1");
  require_error(scene.lint(), "max_files");
}

TEST_CASE("a broken policy on production refuses a hotfix push", "[e2e]") {
  Scene scene;
  set_policy(scene, "production = 3\n");
  scene.good_hotfix();
  const ProgramResult pushed = scene.push({"origin", "HEAD"});
  REQUIRE(pushed.status == 1);
  REQUIRE_THAT(pushed.err, contains(".hotfix.toml:1:"));
}

TEST_CASE("a huge policy exits 2", "[e2e]") {
  Scene scene;
  set_policy(scene, "# " + std::string(70 * 1024, 'x') + "\n");
  scene.good_hotfix();
  require_error(scene.lint(), ".hotfix.toml");
}

TEST_CASE("a policy that is a symbolic link is not followed", "[e2e]") {
  Scene scene;
  scene.write("elsewhere.toml", kNoTestsNeeded);
  std::filesystem::create_symlink("elsewhere.toml", scene.path() + "/.hotfix.toml");
  scene.commit("chore: the policy");
  scene.push_unseen({"origin", "kars-prod"});
  scene.good_hotfix();
  require_error(scene.lint(), ".hotfix.toml");
}

TEST_CASE("a policy that is a folder exits 2", "[e2e]") {
  Scene scene;
  scene.commit("chore: the policy", ".hotfix.toml/inner", kNoTestsNeeded);
  scene.push_unseen({"origin", "kars-prod"});
  scene.good_hotfix();
  require_error(scene.lint(), ".hotfix.toml");
}

TEST_CASE("--policy reads a file in place of production's", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  const std::string file = scene.root() + "/mine.toml";
  scene.write("../mine.toml", kNoTestsNeeded);
  REQUIRE(scene.lint({"--policy", file}).status == 0);
  require_error(scene.lint({"--policy", scene.root() + "/none.toml"}), "none.toml");
}

TEST_CASE("a rule that the policy does not let anyone waive is not waived", "[e2e]") {
  Scene scene;
  set_policy(scene, "[rules.tests-present]\nwaivable = false\n");
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login("hotfix: x\n\nHotfix-Waive: tests-present it is late");
  REQUIRE(scene.lint().status == 1);
  REQUIRE(scene.lint_json().at("waived").empty());
}

TEST_CASE("a waiver needs a reason", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login("hotfix: refuse a missing user\n\nHotfix-Waive: tests-present");
  REQUIRE(scene.lint().status == 1);
}

TEST_CASE("a waived rule lets the push through, and the push says so", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login("hotfix: refuse a missing user\n\nHotfix-Waive: tests-present it is 2 am");
  const ProgramResult pushed = scene.push({"-q", "origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE_THAT(pushed.err, contains("it is 2 am"));
}

TEST_CASE("a warning is said and lets the push through", "[e2e]") {
  Scene scene;
  set_policy(scene, "[rules.tests-present]\nlevel = \"warning\"\n");
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  const ProgramResult pushed = scene.push({"-q", "origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(blames(pushed.err, "tests-present"));
}

TEST_CASE("production may have another name, once git is told where to look", "[e2e]") {
  Scene scene;
  scene.git({"config", "hotfix.production", "release"});
  scene.switch_new("release");
  scene.commit("chore: the policy", ".hotfix.toml", "production = \"release\"\n");
  scene.push_unseen({"origin", "release"});
  scene.fix_login();
  REQUIRE(blames(scene.push({"origin", "release"}).err, "direct-push"));
  scene.good_hotfix();
  scene.git({"rebase", "-q", "origin/release"});
  REQUIRE(scene.push({"origin", "HEAD"}).status == 0);
}

TEST_CASE("a policy that names another production than it was found on exits 2", "[e2e]") {
  Scene scene;
  set_policy(scene, "production = \"release\"\n");
  scene.good_hotfix();
  require_error(scene.lint(), "release");
  REQUIRE(scene.push({"origin", "HEAD"}).status == 1);
}

TEST_CASE("a waiver may be folded, and its lines may end as on Windows", "[e2e]") {
  for (const std::string trailer :
       {"Hotfix-Waive: tests-present\n it is late", "Hotfix-Waive: tests-present it\n\tis late",
        "Hotfix-Waive: tests-present\r\n it is late\r"}) {
    Scene scene;
    scene.switch_new("hotfix/x", "origin/kars-prod");
    scene.fix_login();
    scene.write(".git/MESSAGE", "hotfix: refuse a missing user\n\n" + trailer + "\n");
    scene.git(
        {"commit", "-q", "--amend", "--no-verify", "--cleanup=verbatim", "-F", ".git/MESSAGE"});
    const auto report = scene.lint_json();
    INFO(report.dump());
    REQUIRE(report.at("verdict") == "pass");
    REQUIRE(report.at("waived").at(0).at("reason") == "it is late");
  }
}

TEST_CASE("a waiver outside the trailers does not count, and a note says so", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/x", "origin/kars-prod");
  scene.fix_login("hotfix: x\n\nHotfix-Waive: tests-present it is late\n\nAnd more words.");
  const ProgramResult result = scene.lint();
  INFO(result.out);
  REQUIRE(result.status == 1);
  REQUIRE_THAT(result.out, contains("does not count: it stands"));
}

TEST_CASE("a printed sample names npm's copy of the schema where there is one", "[e2e]") {
  Scene scene;
  const std::string own = "#:schema ./.hotfix.schema.json\n";
  const std::string npm = "#:schema ./node_modules/hotfix-gate/hotfix.schema.json\n";
  CHECK(scene.lint({"policy", "--sample"}).out.starts_with(own));
  scene.write("node_modules/hotfix-gate/hotfix.schema.json", "{}");
  CHECK(scene.lint({"policy", "--sample"}).out.starts_with(npm));
}
