// SPDX-License-Identifier: MIT
// Hook managers, by the files that they write: what install prints for each is pasted, and then
// real pushes are refused and accepted.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "hooks/shim.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/variable.h"

using namespace hotfix;

namespace {

constexpr auto kSystemPath = "/usr/bin:/bin";

struct Managed : Scene {
  std::string path_variable = test::build_folder() + ":" + std::getenv("PATH");
  Variable programs{"PATH", path_variable.c_str()};

  std::string hook(const std::string& name) const { return path() + "/.git/hooks/" + name; }
  void add_hook(const std::string& file, const std::string& script) const {
    write(file, script);
    sh("chmod +x " + file);
  }
  // All that install says.
  std::string install() const {
    const ProgramResult done = lint({"install"});
    return done.out + done.err;
  }
  // What is here goes to both branches, as it would by pull requests.
  void land() {
    commit("chore: hooks");
    push_unseen({"origin", "kars-prod"});
    git({"switch", "-q", "kars-dev"});
    git({"-c", "core.hooksPath=/dev/null", "merge", "-q", "--no-edit", "kars-prod"});
    push_unseen({"origin", "kars-dev"});
    git({"switch", "-q", "kars-prod"});
  }
};

std::string replaced(std::string text, const std::string& word, const std::string& by) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + by.size())) {
    text.replace(at, word.size(), by);
  }
  return text;
}

void require_well(const Managed& repo) {
  const ProgramResult doctor = repo.lint({"doctor"});
  INFO(doctor.out);
  CHECK(doctor.status == 0);
  CHECK_THAT(doctor.out, contains("\nAll is well"));
}

void require_guarded(Managed& repo) {
  require_well(repo);
  repo.switch_new("hotfix/untested", "origin/kars-prod");
  repo.fix_login();
  const ProgramResult refused = repo.push({"origin", "hotfix/untested"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK(blames(refused.out + refused.err, "tests-present"));
  repo.good_hotfix("hotfix/tested");
  const ProgramResult pushed = repo.push({"origin", "hotfix/tested"});
  INFO(pushed.out << pushed.err);
  CHECK(pushed.status == 0);
  const ProgramResult message = repo.run({"commit", "--allow-empty", "-m", "no good"});
  CHECK(message.status == 1);
}

// What a colleague sees who has not got the programs.
void require_loud(const Managed& repo) {
  const Variable without("PATH", kSystemPath);
  repo.switch_new("feature/cart");
  const ProgramResult refused = repo.push({"origin", "feature/cart"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.out + refused.err, contains("hotfix-pre-push is not on PATH"));
  CHECK_THAT(refused.out + refused.err, contains("npm i -D hotfix-gate"));
  repo.git({"config", "hotfix.missing", "warn"});
  CHECK(repo.push({"origin", "feature/cart"}).status == 0);
}

}  // namespace

TEST_CASE("husky 9 starts the hooks by the lines that install prints", "[e2e]") {
  Managed repo;
  REQUIRE(repo.lint({"uninstall"}).status == 0);
  repo.git({"config", "core.hooksPath", ".husky/_"});
  repo.write(".husky/_/h",
             "s=$(dirname \"$(dirname \"$0\")\")/$(basename \"$0\")\n[ -f \"$s\" ] || exit 0\n"
             "sh -e \"$s\" \"$@\"\n");
  repo.write(".husky/_/.gitignore", "*");
  for (const char* name : {"pre-push", "commit-msg"}) {
    repo.add_hook(std::string(".husky/_/") + name, "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"");
  }
  repo.write(".husky/pre-push", "echo tests >&2\n");
  const std::string printed = repo.install();
  const std::string folder = "Add to " + repo.path() + "/.husky/";
  repo.write(".husky/pre-push", lines_below(printed, folder + "pre-push") + "echo tests >&2\n");
  repo.write(".husky/commit-msg", lines_below(printed, folder + "commit-msg"));
  repo.land();
  require_guarded(repo);
  require_loud(repo);
}

TEST_CASE("lefthook starts the hooks by the lines that install prints", "[e2e]") {
  Managed repo;
  repo.write("lefthook.yml", "pre-push:\n  commands:\n    tests:\n      run: npm test\n");
  const std::string printed = repo.install();
  repo.write("lefthook.yml", "pre-push:\n  commands:\n" +
                                 lines_below(printed, "Add to lefthook.yml, directly below") +
                                 lines_below(printed, "Add to lefthook.yml, at its end"));
  repo.land();
  // lefthook hands each `run` to a shell of its own.
  for (const std::string name : {"pre-push", "commit-msg"}) {
    const std::string file = hook_text(repo.path() + "/lefthook.yml");
    const auto from = file.find("command -v hotfix-" + name);
    std::string run = file.substr(from, file.find('\n', from) - from);
    run = replaced(replaced(run, "{1}", "\"$1\""), "{2}", "\"$2\"");
    repo.sh("mv .git/hooks/" + name + " .git/hooks/" + name + ".old");
    repo.add_hook(".git/hooks/" + name, "#!/bin/sh\n( " + run + " ) || exit 1\n: lefthook\n");
  }
  require_guarded(repo);
  require_loud(repo);
  const ProgramResult gone = repo.lint({"uninstall"});
  CHECK_THAT(gone.out, contains("removed " + repo.hook("pre-push.old")));
  CHECK_THAT(gone.out, contains("left alone: lefthook.yml names hotfix-pre-push"));
}

TEST_CASE("simple-git-hooks starts the hooks by the members that install prints", "[e2e]") {
  Managed repo;
  repo.write("package.json", R"({"simple-git-hooks": {"pre-commit": "true"}})");
  const std::string printed = repo.install();
  const auto members =
      nlohmann::json::parse("{" + lines_below(printed, "Add to its hooks in package.json") + "}");
  nlohmann::json package;
  package["simple-git-hooks"] = members;
  repo.write("package.json", package.dump(2));
  repo.land();
  // It writes what it is told to, and removes what it is not.
  for (const auto& [name, line] : members.items()) {
    repo.add_hook(".git/hooks/" + name, "#!/bin/sh\n" + line.get<std::string>());
  }
  require_guarded(repo);
  require_loud(repo);
}

TEST_CASE("simple-git-hooks that knows nothing of the hooks removes them, as doctor says",
          "[e2e]") {
  const Managed repo;
  repo.write("package.json", R"({"simple-git-hooks": {"pre-commit": "true"}})");
  CHECK_THAT(repo.lint({"doctor"}).out, contains("note the hook manager that package.json"));
  repo.sh("rm .git/hooks/pre-push .git/hooks/commit-msg");
  const ProgramResult doctor = repo.lint({"doctor"});
  CHECK(doctor.status == 1);
  CHECK_THAT(doctor.out, contains("pre-push is not there\n     hotfix-lint install\n"));
}

TEST_CASE("pre-commit in front of the hooks runs them, and once they are in front, too", "[e2e]") {
  for (const bool again : {false, true}) {
    INFO(again);
    Managed repo;
    for (const std::string name : {"pre-push", "commit-msg"}) {
      repo.sh("mv .git/hooks/" + name + " .git/hooks/" + name + ".legacy");
      repo.add_hook(".git/hooks/" + name,
                    "#!/bin/sh\nHERE=\"$(cd \"$(dirname \"$0\")\" && pwd)\"\n"
                    ": pre-commit hook-impl --hook-dir \"$HERE\"\n"
                    "[ ! -x \"$HERE/" +
                        name + ".legacy\" ] || exec \"$HERE/" + name + ".legacy\" \"$@\"\n");
    }
    if (again) REQUIRE(repo.lint({"install"}).status == 0);
    require_guarded(repo);
    REQUIRE(repo.lint({"uninstall"}).status == 0);
    CHECK_THAT(hook_text(repo.hook("pre-push")), contains("pre-commit hook-impl"));
    CHECK_FALSE(is_there(repo.hook("pre-push.legacy")));
  }
}

TEST_CASE("husky 4 and overcommit, which go by the name of the hook, run after ours", "[e2e]") {
  Managed repo;
  REQUIRE(repo.lint({"uninstall"}).status == 0);
  repo.add_hook(".git/hooks/pre-push", "#!/bin/sh\n# husky\n. \"$(dirname \"$0\")/husky.sh\"\n");
  repo.write(".git/hooks/husky.sh", "echo \"husky ran $(basename \"$0\")\" >&2\n");
  repo.add_hook(".git/hooks/overcommit-hook",
                "#!/bin/sh\n[ \"$(basename \"$0\")\" = commit-msg ] || exit 64\ntouch .git/ran\n");
  repo.sh("cd .git/hooks && ln -s overcommit-hook commit-msg");
  REQUIRE(repo.lint({"install"}).status == 0);
  require_guarded(repo);
  CHECK(is_there(repo.path() + "/.git/ran"));
  repo.git({"commit", "-q", "--allow-empty", "-m", "hotfix: say more"});
  CHECK_THAT(repo.push({"origin", "hotfix/tested"}).err, contains("husky ran pre-push"));
}
