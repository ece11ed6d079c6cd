// SPDX-License-Identifier: MIT
#include "tests/e2e/workflow/release_scene.h"

#include <sstream>

namespace hotfix {

std::string ReleaseScene::commands_in(const std::string& output) {
  std::istringstream lines(output.substr(0, output.find("\n\n")));
  std::string commands;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    git ")) commands += line + "\n";
  }
  return commands;
}

bool ReleaseScene::is_here(const std::string& branch) const {
  return run({"rev-parse", "-q", "--verify", "refs/heads/" + branch}).status == 0;
}

std::string ReleaseScene::release() {
  good_hotfix(kLogin);
  push_unseen({"origin", kLogin});
  switch_to("kars-prod");
  git({"merge", "-q", "--squash", kLogin});
  const std::string made = commit("hotfix: refuse a missing user (#12)");
  push_unseen({"origin", "kars-prod"});
  git({"fetch", "-q", "origin"});
  return made;
}

std::string ReleaseScene::release_merged() {
  good_hotfix(kLogin);
  push_unseen({"origin", kLogin});
  switch_to("kars-prod");
  git({"merge", "-q", "--no-ff", "--no-edit", kLogin});
  push_unseen({"origin", "kars-prod"});
  git({"fetch", "-q", "origin"});
  return id("HEAD");
}

void ReleaseScene::bring_back() {
  switch_to("kars-dev");
  git({"merge", "-q", "--no-edit", kLogin});
  push_unseen({"origin", "kars-dev"});
  git({"fetch", "-q", "origin"});
  switch_to("kars-prod");
}

std::string ReleaseScene::move_on(const std::string& file, const std::string& bytes) {
  switch_to("kars-prod");
  const std::string made = commit("hotfix: another (#13)", file, bytes);
  push_unseen({"origin", "kars-prod"});
  git({"fetch", "-q", "origin"});
  return made;
}

}  // namespace hotfix
