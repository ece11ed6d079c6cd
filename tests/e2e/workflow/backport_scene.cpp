// SPDX-License-Identifier: MIT
#include "tests/e2e/workflow/backport_scene.h"

#include <filesystem>
#include <fstream>

namespace hotfix {

namespace {

struct Conflicting : BackportScene {
  Conflicting() { in_the_way(); }
};

}  // namespace

const char* const kBothLogin = R"(const sessions = require('./sessions');

async function login(user, password) {
  if (!user || (await user.password()) !== password) {
    return null;
  }
  return sessions.open(user);
}

function logout(session) {
  sessions.close(session.id);
}

module.exports = { login, logout };
)";

BackportScene::BackportScene(const std::string& branch) {
  good_hotfix(branch);
  git({"switch", "-q", "kars-prod"});
  git({"merge", "-q", "--squash", branch});
  commit("hotfix: refuse a missing user (#12)");
  publish("kars-prod");
}

void BackportScene::publish(const std::string& branch) const {
  push_unseen({"origin", branch});
  git({"fetch", "-q", "origin"});
}

std::string BackportScene::in_the_way() {
  switch_to("kars-dev");
  sh("sed -i 's/^function login/async function login/; "
     "s/(user.password !== password)/((await user.password()) !== password)/' src/login.js");
  const std::string made = commit("feat: passwords take a while");
  publish("kars-dev");
  switch_to("kars-prod");
  return made;
}

ProgramResult BackportScene::backport(const Arguments& arguments) const {
  Arguments argv = {program("git-hotfix"), "backport"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return exec(argv);
}

std::string BackportScene::folder(const std::string& name) const { return root() + "/" + name; }

bool BackportScene::has_folder() const { return std::filesystem::exists(folder()); }

bool BackportScene::has_branch(const std::string& name) const {
  return run({"rev-parse", "-q", "--verify", "refs/heads/" + name}).status == 0;
}

std::string BackportScene::message(const std::string& revision) const {
  return git({"log", "-1", "--format=%B", revision});
}

std::string BackportScene::subject(const std::string& revision) const {
  return git({"log", "-1", "--format=%s", revision});
}

void BackportScene::resolve(const std::string& file, const std::string& bytes) const {
  std::ofstream(folder() + "/" + file) << bytes;
  git({"-C", folder(), "add", file});
}

std::string BackportScene::landed() const { return lint({"landed", "kars-prod"}).out; }

BackportScene released() { return made_once<BackportScene>(); }

BackportScene conflicting() { return made_once<Conflicting>(); }

}  // namespace hotfix
