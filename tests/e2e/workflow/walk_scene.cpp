// SPDX-License-Identifier: MIT
#include "tests/e2e/workflow/walk_scene.h"

#include "tests/support/catch.h"

namespace hotfix {

ProgramResult WalkScene::hotfix(const Arguments& arguments) const {
  Arguments argv = {program("git-hotfix")};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  argv.push_back("--now=" + std::to_string(kEpoch + minutes * 60));
  return exec(argv);
}

std::string WalkScene::walk(const Arguments& arguments) const {
  const ProgramResult done = hotfix(arguments);
  INFO(done.out << done.err);
  REQUIRE(done.status == 0);
  return done.out;
}

std::string WalkScene::start(const Arguments& more) const {
  Arguments arguments = {"start", "login", "--severity", "P0", "--no-fetch"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return walk(arguments);
}

std::string without_root(const TestRepo& repo, std::string text) {
  for (auto at = text.find(repo.root()); at != std::string::npos; at = text.find(repo.root())) {
    text.replace(at, repo.root().size(), "/home/kim");
  }
  return text;
}

}  // namespace hotfix
