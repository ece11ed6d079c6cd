// SPDX-License-Identifier: MIT
// hotfix-lint by hand: exit statuses and the JSON that scripts rely on.
#include <algorithm>
#include <set>

#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Json = nlohmann::json;

std::set<std::string> keys(const Json& object) {
  std::set<std::string> result;
  for (const auto& item : object.items()) result.insert(item.key());
  return result;
}

bool has_verdict(const ProgramResult& result, int status, const std::string& verdict) {
  INFO(result.out << result.err);
  return result.status == status && Json::parse(result.out).at("verdict") == verdict;
}

std::string clone(Scene& scene, const Arguments& options) {
  const std::string path = scene.root() + "/clone";
  Arguments arguments = {"clone", "-q"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.insert(arguments.end(), {"file://" + scene.bare(), path});
  scene.git(arguments);
  return path;
}

}  // namespace

TEST_CASE("a good hotfix exits 0", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  REQUIRE(has_verdict(scene.lint({"--format", "json"}), 0, "pass"));
}

TEST_CASE("a bad hotfix exits 1", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  REQUIRE(has_verdict(scene.lint({"--format", "json"}), 1, "blocked"));
  REQUIRE(blamed(scene.lint_json()) == std::vector<std::string>{"tests-present"});
}

TEST_CASE("the text says the verdict first and names the rule", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  const ProgramResult result = scene.lint();
  REQUIRE(result.status == 1);
  REQUIRE_THAT(result.out.substr(0, result.out.find('\n')), contains("hotfix/untested"));
  REQUIRE(blames(result.out, "tests-present"));
}

TEST_CASE("a branch, a commit, an abbreviated id and a range can be named", "[e2e]") {
  Scene scene;
  const std::string tip = scene.good_hotfix();
  scene.switch_to("kars-dev");
  const std::string revision =
      GENERATE_REF(as<std::string>{}, "hotfix/missing-user", tip, tip.substr(0, 10),
                   "refs/heads/hotfix/missing-user", "kars-prod..hotfix/missing-user");
  INFO(revision);
  const Json report = scene.lint_json({revision});
  REQUIRE(report.at("verdict") == "pass");
  REQUIRE(report.at("subject").at("head") == tip);
}

TEST_CASE("the current branch is the default", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  REQUIRE(scene.lint_json().at("subject").at("branch") == "hotfix/missing-user");
}

TEST_CASE("--repo names a repository from anywhere", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const ProgramResult result =
      run_program({program("hotfix-lint"), "--repo", scene.path()}, scene.root(), scene.env());
  INFO(result.err);
  REQUIRE(result.status == 0);
}

TEST_CASE("--production and --development stand over the defaults", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"branch", "release", "origin/kars-prod"});
  scene.git({"branch", "next", "origin/kars-dev"});
  const Json report = scene.lint_json({"--production", "release", "--development", "next"});
  REQUIRE(report.at("verdict") == "pass");
  REQUIRE(report.at("subject").at("production") == scene.id("release"));
}

TEST_CASE("the JSON has the keys that are promised", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  const std::string tip = scene.fix_login();
  const Json report = scene.lint_json();
  REQUIRE(report.at("version") == 1);
  for (const char* key : {"verdict", "subject", "findings", "waived", "undecided", "rules"}) {
    INFO(key);
    REQUIRE(report.contains(key));
  }
  const Json subject = report.at("subject");
  REQUIRE(subject.at("head") == tip);
  REQUIRE(subject.at("base") == scene.id("origin/kars-prod"));
  REQUIRE(subject.at("production") == scene.id("origin/kars-prod"));
  REQUIRE(subject.at("development") == scene.id("origin/kars-dev"));
  const std::set<std::string> finding = keys(report.at("findings").at(0));
  for (const char* key : {"rule", "level", "message", "why", "fix", "commit", "path", "line"}) {
    INFO(key);
    REQUIRE(finding.count(key) == 1);
  }
}

TEST_CASE("the JSON is ASCII, one object and a final newline, whatever the repository holds",
          "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/bytes", "origin/kars-prod");
  scene.commit("caf\xe9 \xc3\xa9 \xe2\x80\xae \x1b[31m", "src/caf\xc3\xa9.js", "// x\n");
  const ProgramResult result = scene.lint({"--format", "json"});
  REQUIRE(Json::accept(result.out));
  REQUIRE(result.out.back() == '\n');
  REQUIRE(std::all_of(result.out.begin(), result.out.end(),
                      [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); }));
}

TEST_CASE("a path that is no repository exits 2", "[e2e]") {
  TestRepo repo;
  const ProgramResult result =
      run_program({program("hotfix-lint"), "--repo", repo.root()}, repo.root(), repo.env());
  REQUIRE(result.status == 2);
  REQUIRE_FALSE(result.err.empty());
}

TEST_CASE("a path that does not exist exits 2", "[e2e]") {
  TestRepo repo;
  REQUIRE(repo.exec({program("hotfix-lint"), "--repo", repo.root() + "/none"}).status == 2);
}

TEST_CASE("a revision that is none exits 2 and is named", "[e2e]") {
  Scene scene;
  const ProgramResult result = scene.lint({"no-such-branch"});
  REQUIRE(result.status == 2);
  REQUIRE_THAT(result.err, contains("no-such-branch"));
}

TEST_CASE("a revision that is no commit exits 2", "[e2e]") {
  Scene scene;
  REQUIRE(scene.lint({"kars-prod:package.json"}).status == 2);
}

TEST_CASE("an option that is none exits 2", "[e2e]") {
  Scene scene;
  REQUIRE(scene.lint({"--no-such-option"}).status == 2);
  REQUIRE(scene.lint({"--format", "yaml"}).status == 2);
}

TEST_CASE("a repository without a commit is no crash", "[e2e]") {
  TestRepo repo;
  const ProgramResult result = repo.exec({program("hotfix-lint")});
  INFO(result.err);
  REQUIRE((result.status == 2 || result.status == 3));
}

TEST_CASE("a shallow clone exits 3 with the command that deepens it", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  const std::string path =
      clone(scene, {"--depth", "1", "--no-single-branch", "-b", "hotfix/missing-user"});
  const ProgramResult result = scene.lint({"--repo", path});
  INFO(result.out << result.err);
  REQUIRE(result.status == 3);
  REQUIRE_THAT(result.out + result.err, contains("git fetch --unshallow"));
}

TEST_CASE("a clone without the production branch exits 3 with the command that fetches it",
          "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  const std::string path = clone(scene, {"--single-branch", "-b", "hotfix/missing-user"});
  const ProgramResult result = scene.lint({"--repo", path});
  INFO(result.out << result.err);
  REQUIRE(result.status == 3);
  REQUIRE_THAT(result.out + result.err, contains("git fetch origin"));
}

TEST_CASE("the printed fetch makes the single-branch clone decidable", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  const std::string path = clone(scene, {"--single-branch", "-b", "hotfix/missing-user"});
  for (int tries = 0; tries < 3; ++tries) {
    const ProgramResult result = scene.lint({"--repo", path});
    if (result.status == 0) break;
    const std::string text = result.out + result.err;
    const auto begin = text.find("git fetch origin");
    REQUIRE(begin != std::string::npos);
    const std::string command = text.substr(begin, text.find_first_of("\n`", begin) - begin);
    INFO(command);
    REQUIRE(scene.sh("cd " + path + " && " + command).status == 0);
  }
  REQUIRE(scene.lint({"--repo", path}).status == 0);
}

TEST_CASE("a closed standard output is an error, not a crash and not a pass", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string format = GENERATE("text", "json");
  const ProgramResult result =
      scene.exec({"sh", "-c", "\"$0\" --format \"$1\" >&-", program("hotfix-lint"), format});
  INFO(format << result.err);
  REQUIRE(result.status == 3);
  REQUIRE_THAT(result.err, contains("what was to be printed could not be written"));
}

TEST_CASE("a reader that has read enough is told nothing", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const ProgramResult result =
      scene.sh(program("hotfix-lint") + " --format json 2>ERRORS | true; cat ERRORS");
  REQUIRE(result.out.empty());
}

TEST_CASE("in a bare repository branches are judged as they are there", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  const ProgramResult result = scene.lint({"--repo", scene.bare(), "hotfix/missing-user"});
  INFO(result.out << result.err);
  REQUIRE(result.status == 0);
}
