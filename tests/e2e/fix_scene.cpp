// SPDX-License-Identifier: MIT
#include "tests/e2e/fix_scene.h"

#include <filesystem>
#include <sstream>

#include "tests/support/catch.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

// One "<name> <rest>" a line, under `prefix`.
void add_lines(Everything& all, const std::string& prefix, const std::string& text) {
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    const auto space = line.find(' ');
    all[prefix + line.substr(0, space)] = line.substr(space + 1);
  }
}

// The branch or the commit that is checked out in each work tree.
void add_worktrees(Everything& all, const Scene& scene) {
  std::istringstream stream(scene.run({"worktree", "list", "--porcelain"}).out);
  std::string folder;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("worktree ")) folder = line.substr(9);
    const bool is_head = line.starts_with("HEAD ") || line.starts_with("branch ");
    if (is_head) all[folder == scene.path() ? "HEAD" : "HEAD of " + folder] = line;
    if (line.empty() || !is_head) continue;
    all["uncommitted in " + folder] = scene.run({"-C", folder, "status", "--porcelain"}).out +
                                      scene.run({"-C", folder, "diff"}).out +
                                      scene.run({"-C", folder, "diff", "--cached"}).out;
  }
}

void start_rebase(const Scene& scene, const std::string& branch) {
  scene.switch_to(branch);
  scene.sh("GIT_SEQUENCE_EDITOR='sed -i s/^pick/edit/' git rebase -q -i HEAD~1");
}

void make_fork(Scene& scene) {
  scene.sh("git clone -q --bare \"$(git config remote.origin.url)\" ../fork.git");
  scene.sh("git remote rename origin upstream && git remote add origin ../fork.git");
  scene.git({"fetch", "-q", "origin"});
  scene.git({"config", "hotfix.remote", "upstream"});
}

}  // namespace

Everything everything_in(const Scene& scene) {
  Everything all;
  const std::string format = "--format=%(refname) %(objectname)";
  add_lines(all, "", scene.git({"for-each-ref", format, "refs/heads", "refs/tags"}));
  for (const auto& entry : fs::directory_iterator(scene.root())) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".git")) continue;
    add_lines(all, name.substr(0, name.size() - 4) + " ",
              scene.git({"--git-dir", entry.path().string(), "for-each-ref", format}));
  }
  add_worktrees(all, scene);
  all["stash"] = scene.run({"stash", "list"}).out;
  all["rebase"] = fs::exists(scene.path() + "/.git/rebase-merge") ? "in progress" : "";
  return all;
}

std::vector<std::string> differences(const Everything& one, const Everything& other) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : one) {
    const auto same = other.find(key);
    if (same == other.end() || same->second != value) keys.push_back(key);
  }
  for (const auto& [key, value] : other) {
    if (!one.contains(key)) keys.push_back(key);
  }
  return keys;
}

const std::vector<std::string>& states_before_push() {
  static const std::vector<std::string> states = {
      "in a second work tree",        "in a fork", "with a tag of its name", "shallow", "by its id",
      "from a branch of another name"};
  return states;
}

const std::vector<std::string>& states_after_push() {
  static const std::vector<std::string> states = {"on the branch",
                                                  "on another branch",
                                                  "detached",
                                                  "dirty",
                                                  "dirty on another branch",
                                                  "staged",
                                                  "stashed",
                                                  "rebasing",
                                                  "rebasing the branch"};
  return states;
}

void bring_into(Scene& scene, const std::string& state, const std::string& branch) {
  const bool dirty = state.starts_with("dirty") || state == "staged" || state == "stashed";
  if (state.find("another branch") != std::string::npos) scene.switch_to("elsewhere");
  if (state == "detached") scene.git({"switch", "-q", "--detach", "elsewhere"});
  if (dirty) {
    scene.sh("echo 'not committed' >> README.md && echo new > new.txt");
    if (state == "staged") scene.git({"add", "README.md", "new.txt"});
    if (state == "stashed") scene.git({"stash", "-q", "-u"});
  }
  if (state == "rebasing") start_rebase(scene, "elsewhere");
  if (state == "rebasing the branch") start_rebase(scene, branch);
  if (state == "in a second work tree") {
    scene.switch_to("elsewhere");
    scene.git({"worktree", "add", "-q", "../the second", branch});
  }
  if (state == "in a fork") make_fork(scene);
  if (state == "with a tag of its name") scene.git({"tag", branch, "elsewhere"});
  if (state == "by its id") scene.switch_to("elsewhere");
  if (state == "from a branch of another name") scene.git({"branch", "-m", branch, "work"});
  if (state == "shallow") {
    scene.sh("git fetch -q --depth=1 \"file://$(git config remote.origin.url)\" kars-prod");
  }
}

ProgramResult paste(const Scene& scene, const std::string& lines, const std::string& shell) {
  return scene.exec({shell}, lines);
}

Printed printed_by(const std::string& rule, const std::string& output) {
  Printed printed;
  const auto start = output.find("\n  " + rule + "  ");
  if (start == std::string::npos) return printed;
  std::istringstream text(output.substr(start + 1, output.find("\n    why  ", start) - start));
  std::string* block = nullptr;
  for (std::string line; std::getline(text, line);) {
    if (line.size() < 9) continue;
    const std::string label = line.substr(0, 9), rest = line.substr(9);
    const bool is_command = rest.starts_with("git ") || rest.starts_with("(printf ");
    if (label == "    fix  ") {
      block = &printed.fix;
    } else if (label != "         ") {
      printed.advice.emplace_back();
      block = &printed.advice.back();
    }
    if (is_command && block != nullptr) *block += rest + "\n";
    if (!is_command && block != nullptr) printed.words += " " + rest;
  }
  std::erase(printed.advice, "");
  return printed;
}

}  // namespace hotfix
