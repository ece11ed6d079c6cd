// SPDX-License-Identifier: MIT
#include "tests/ci/action_scene.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace hotfix::test {

namespace {

using nlohmann::json;

void write(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  REQUIRE(file.good());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

std::string node_modules() {
  const char* given = std::getenv("HOTFIX_NODE_MODULES");
  return given != nullptr ? given : source_folder() + "/build/ci-tools/node_modules";
}

std::string about(const std::string& text, const std::string& head, const std::string& before) {
  return replaced(replaced(text, std::string(40, '1'), head), std::string(40, '2'), before);
}

std::string ActionRun::output(const std::string& name) const {
  return result["outputs"][name].get<std::string>();
}

std::string ActionRun::log() const { return result["log"].get<std::string>(); }

std::string ActionRun::summary() const { return result["summary"].get<std::string>(); }

bool ActionRun::ran(const std::string& step) const {
  for (const json& name : result["steps"]) {
    if (name == step) return true;
  }
  return false;
}

ActionScene::ActionScene()
    : workspace(repo.root() + "/workspace"),
      temp(repo.root() + "/temp"),
      fake(repo.root() + "/fake") {
  kars(repo);
  for (const std::string& folder : {workspace, temp, fake}) {
    std::filesystem::create_directory(folder);
  }
  production = repo.id("kars-prod");
  repo.switch_new("hotfix/login");
  repo.write("tests/login.test.js",
             "test('a padded cookie is found', () => {\n  expect(find(' a ')).toBe('a');\n});\n");
  repo.commit("hotfix: trim the session cookie before comparing it", "src/cookie.js",
              "module.exports = (cookie) => cookie.trim();\n");
  publish("hotfix/login");
  repo.sh("git -C " + repo.bare() + " config uploadpack.allowFilter true; git -C " + repo.bare() +
          " config uploadpack.allowAnySHA1InWant true");
  options = {{"action", source_folder() + "/ci"},
             {"workspace", workspace},
             {"temp", temp},
             {"inputs", {{"programs", build_folder()}, {"token", ""}}},
             {"env",
              {{"PATH", fake + ":" + std::getenv("PATH")},
               {"GIT_CONFIG_GLOBAL", repo.root() + "/.gitconfig"},
               {"GIT_CONFIG_NOSYSTEM", "1"}}}};
}

void ActionScene::publish(const std::string& branch) {
  head = repo.id("HEAD");
  const std::string merge =
      repo.git({"commit-tree", "-p", production, "-p", head, "-m", "Merge", "HEAD^{tree}"});
  repo.git({"push", "-q", "-f", "origin", "HEAD:refs/heads/" + branch, "HEAD:refs/pull/42/head",
            merge + ":refs/pull/42/merge"});
}

std::string ActionScene::git(const Arguments& arguments) const {
  Arguments all = {"-C", workspace};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return repo.git(all);
}

void ActionScene::checkout(const Arguments& how) {
  git({"init", "-q", "."});
  git({"remote", "add", "origin", "file://" + repo.bare()});
  Arguments fetch = {"fetch", "-q", "--no-tags", "--prune", "--no-recurse-submodules"};
  fetch.insert(fetch.end(), how.begin(), how.end());
  fetch.insert(fetch.end(), {"origin", "+refs/pull/42/merge:refs/remotes/pull/42/merge"});
  git(fetch);
  git({"checkout", "-q", "--detach", "refs/remotes/pull/42/merge"});
}

void ActionScene::checkout_all(const Arguments& how) {
  Arguments all = how;
  all.push_back("--refmap=+refs/heads/*:refs/remotes/origin/*");
  checkout(all);
  git({"fetch", "-q", "--no-tags", "origin", "+refs/heads/*:refs/remotes/origin/*"});
}

void ActionScene::fake_program(const std::string& name, const std::string& script) {
  write(fake + "/" + name, "#!/bin/bash\n" + script);
  chmod((fake + "/" + name).c_str(), 0755);
}

void ActionScene::fake_gh(const std::string& name) {
  write(repo.root() + "/live.json", about(ci_fixture("pull_requests/" + name), head, production));
  write(repo.root() + "/open.json", R"([{"number": 42, "headRefOid": ")" + head + R"("}])");
  fake_program("gh", "echo \"$*\" >>" + repo.root() + "/gh.log\n[ \"$2\" = list ] && exec cat " +
                         repo.root() + "/open.json\ncat " + repo.root() + "/live.json\n");
  options["inputs"]["token"] = "ghs_secret";
}

void ActionScene::open_too(int number) {
  write(repo.root() + "/open.json", R"([{"number": 42, "headRefOid": ")" + head +
                                        R"("}, {"number": )" + std::to_string(number) +
                                        R"(, "headRefOid": ")" + head + R"("}])");
}

ActionRun ActionScene::run(const std::string& event, const std::string& name) {
  return run_payload(event, about(ci_fixture("events/" + name), head, production));
}

ActionRun ActionScene::run_payload(const std::string& event, const std::string& payload) {
  write(repo.root() + "/payload.json", payload);
  options["event"] = event;
  options["payload"] = repo.root() + "/payload.json";
  write(repo.root() + "/options.json", options.dump());
  const ProgramResult ran = run_program(
      {"node", source_folder() + "/tests/ci/run_action.mjs", repo.root() + "/options.json"},
      repo.root(), {"HOTFIX_NODE_MODULES=" + node_modules()});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const json result = json::parse(ran.out);
  return {result["status"].get<int>(), result};
}

}  // namespace hotfix::test
