// SPDX-License-Identifier: MIT
// pre-commit (Debian's) and prek (from npm): what they hand on of a push, and what of it is judged.
#include <filesystem>

#include "hooks/shim.h"
#include "tests/npm/npm_scene.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;

namespace fs = std::filesystem;

namespace {

constexpr const char* kManagers[] = {"pre-commit", "prek"};

std::string replaced(std::string text, const std::string& word, const std::string& by) {
  const auto at = text.find(word);
  INFO(text);
  REQUIRE(at != text.npos);
  return text.replace(at, word.size(), by);
}

// The programs come from npm.
struct Managed : NpmProject {
  explicit Managed(std::string manager) : manager_(std::move(manager)) {
    shell("npm i -D hotfix-gate" + std::string(is_prek() ? " @j178/prek" : ""));
  }

  // What `repo:` of the documentation names is this repository, as far as they read it.
  void configure_ours() {
    const std::string ours = root() + "/hotfix-gate";
    fs::create_directories(ours + "/ci/pre-commit");
    for (const std::string file : {".pre-commit-hooks.yaml", "ci/pre-commit/hook"}) {
      fs::copy_file(test::source_folder() + "/" + file, ours + "/" + file);
    }
    const std::string version =
        "v" + trimmed(shell("node_modules/.bin/hotfix-lint --version | cut -d' ' -f2"));
    shell("cd " + ours + " && git init -q && git add -A && git commit -q -m release && git tag " +
          version);
    std::string yaml = fenced("pre-commit.md", "In the configuration", "yaml");
    CHECK_THAT(yaml, contains("rev: " + version + "\n"));
    yaml = replaced(yaml, "https://github.com/OWNER/hotfix-gate", ours);
    write(".pre-commit-config.yaml", replaced(yaml, "stages: [pre-push]", stages()));
    land();
  }
  void configure_others() {
    write(".pre-commit-config.yaml",
          "default_install_hook_types: [pre-push, commit-msg]\n"
          "repos:\n- repo: local\n  hooks:\n"
          "  - {id: other, name: other, entry: 'true', language: system, always_run: true}\n");
    land();
  }
  void install() const { shell((is_prek() ? "node_modules/.bin/prek" : manager_) + " install"); }

 private:
  bool is_prek() const { return manager_ == "prek"; }
  std::string stages() const {
    const bool is_old = !is_prek() && shell("pre-commit --version").starts_with("pre-commit 3.0.");
    return is_old ? "stages: [push]" : "stages: [pre-push]";
  }

  std::string manager_;
};

// Pushes of more than one branch with new commits, and of less.
struct Push {
  Arguments what;
  const char* refused_by;
};

const Push kPushes[] = {{{"origin", "hotfix/good", "hotfix/bad"}, "tests-present"},
                        {{"origin", "hotfix/from-dev"}, "production-base"},
                        {{"origin", "--delete", "hotfix/owed"}, "branch-cleanup"}};

void add_branches(Managed& project) {
  project.good_hotfix("hotfix/owed");
  project.push_unseen({"origin", "hotfix/owed"});
  project.good_hotfix("hotfix/good");
  project.commit("hotfix: say it better");
  project.switch_new("hotfix/bad", "origin/kars-prod");
  project.fix_login();
  project.branch("hotfix/from-dev", "origin/kars-dev");
}

}  // namespace

TEST_CASE("pre-commit and prek judge the first branch that is pushed, and no more", "[npm]") {
  for (const char* manager : kManagers) {
    INFO(manager);
    Managed project(manager);
    project.configure_ours();
    project.install();
    CHECK(project.lint({"doctor"}).status == 1);
    project.require_guarded();
    add_branches(project);
    for (const Push& push : kPushes) {
      const ProgramResult done = project.push(push.what);
      INFO(push.what.back() << done.out << done.err);
      CHECK(done.status == 0);
    }
  }
}

TEST_CASE("beside pre-commit and prek, the installed hook judges all that is pushed", "[npm]") {
  const Variable skip("SKIP", "other");
  for (const char* manager : kManagers) {
    Managed project(manager);
    project.configure_others();
    add_branches(project);
    for (const bool is_first : {true, false}) {
      project.shell("rm -rf .git/hooks .git/hooks.before-hotfix");
      if (!is_first) project.install();
      project.shell("PATH=$PATH:node_modules/.bin\n" + fenced("pre-commit.md", "Install"));
      if (is_first) project.install();
      for (const Push& push : kPushes) {
        const ProgramResult done = project.push(push.what);
        INFO(manager << is_first << push.what.back() << done.out << done.err);
        CHECK(done.status == 1);
        CHECK(blames(done.out + done.err, push.refused_by));
      }
    }
  }
}

TEST_CASE("the hook for pre-commit judges nothing when nothing is pushed, and says so", "[npm]") {
  const TestRepo repo;
  const std::string hook = test::source_folder() + "/ci/pre-commit/hook";
  repo.write("node_modules/.bin/hotfix-pre-push", "#!/bin/sh\nexit 1\n");
  repo.sh("chmod +x node_modules/.bin/hotfix-pre-push");
  const ProgramResult done = repo.exec({hook, "pre-push"});
  CHECK(done.status == 0);
  CHECK_THAT(done.err, contains("Nothing is pushed"));
}

TEST_CASE("the hook for pre-commit refuses where the program is missing", "[npm]") {
  const TestRepo repo;
  for (const std::string name : {"pre-push", "commit-msg"}) {
    const ProgramResult done =
        repo.exec({test::source_folder() + "/ci/pre-commit/hook", name, "x"});
    CHECK(done.status == 1);
    CHECK_THAT(done.err, contains("hotfix-" + name + " is not on PATH: NOTHING is checked"));
  }
  repo.git({"config", "hotfix.missing", "warn"});
  CHECK(repo.exec({test::source_folder() + "/ci/pre-commit/hook", "pre-push"}).status == 0);
}
