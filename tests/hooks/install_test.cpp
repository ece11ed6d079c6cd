// SPDX-License-Identifier: MIT
#include "hooks/install.h"

#include <sys/stat.h>

#include <algorithm>
#include <sstream>

#include "gate/base/error.h"
#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

struct Outcome {
  int status = 0;
  std::string out, err;
};

InstallOptions options_for(const std::string& repository) {
  InstallOptions options;
  options.repository = repository;
  options.program = test::build_folder() + "/hotfix";
  return options;
}

Outcome install_in(const std::string& repository) {
  std::ostringstream out, err;
  const int status = install(options_for(repository), out, err);
  return {status, out.str(), err.str()};
}

Outcome uninstall_in(const std::string& repository) {
  std::ostringstream out, err;
  const int status = uninstall(options_for(repository), out, err);
  return {status, out.str(), err.str()};
}

fs::path hook(const TestRepo& repo, const std::string& name) {
  return repo.path() + "/.git/hooks/" + name;
}

fs::path kept(const TestRepo& repo, const std::string& name) {
  return repo.path() + "/.git/hooks.before-hotfix/" + name;
}

void add_hook(const TestRepo& repo, const std::string& name, const std::string& script) {
  repo.write(".git/hooks/" + name, script);
  repo.sh("chmod 0750 .git/hooks/" + name);
}

// Names, kinds, modes and bytes of everything below a folder.
std::string picture(const TestRepo& repo, const std::string& folder) {
  return repo
      .sh("cd '" + folder +
          "' && find . | sort | xargs ls -ld | awk '{print $1, $9, $10, $11}'; "
          "find . -type f | sort | xargs cat")
      .out;
}

unsigned mode(const fs::path& file) {
  struct stat status {};
  REQUIRE(stat(file.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

}  // namespace

TEST_CASE("install writes both shims, executable, for the programs", "[hooks]") {
  const TestRepo repo;
  const Outcome done = install_in(repo.path());
  REQUIRE(done.status == 0);
  for (std::string_view name : kHooks) {
    const fs::path file = hook(repo, std::string(name));
    CHECK(hook_text(file) == shim_text(name, program("hotfix")));
    CHECK((mode(file) & 0700) == 0700);
    CHECK_THAT(done.out, contains("installed " + file.string()));
  }
}

TEST_CASE("an installed hook runs when git commits", "[hooks]") {
  TestRepo repo;
  repo.switch_new("hotfix/x", repo.commit("first"));
  REQUIRE(install_in(repo.path()).status == 0);
  const ProgramResult refused = repo.run({"commit", "--allow-empty", "-m", "no good"});
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, contains("commit-message"));
}

TEST_CASE("install honours the umask", "[hooks]") {
  const TestRepo repo;
  const mode_t before = umask(027);
  install_in(repo.path());
  umask(before);
  CHECK(mode(hook(repo, "pre-push")) == 0750);
}

TEST_CASE("install makes the hooks folder when a template left it out", "[hooks]") {
  const TestRepo repo;
  fs::remove_all(repo.path() + "/.git/hooks");
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::ours);
}

TEST_CASE("install keeps a hook that is there, and uninstall restores it with its mode",
          "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "pre-push", "#!/bin/sh\nexit 3\n");
  repo.sh("cd .git/hooks && ln -s nowhere commit-msg");
  const std::string before = picture(repo, ".git/hooks");
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::ours);
  CHECK(hook_text(kept(repo, "pre-push")) == "#!/bin/sh\nexit 3\n");
  REQUIRE(uninstall_in(repo.path()).status == 0);
  CHECK(picture(repo, ".git/hooks") == before);
}

TEST_CASE("a hook that was there runs before ours for a message, and may rewrite it", "[hooks]") {
  TestRepo repo;
  repo.switch_new("hotfix/x", repo.commit("first"));
  add_hook(repo, "commit-msg", "#!/bin/sh\necho 'hotfix: rewritten' > \"$1\"\n");
  REQUIRE(install_in(repo.path()).status == 0);
  const ProgramResult result = repo.run({"commit", "-q", "--allow-empty", "-m", "no good"});
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(repo.git({"log", "-1", "--format=%s"}) == "hotfix: rewritten");
}

TEST_CASE("a hook that was there still refuses a push, with git's arguments and input", "[hooks]") {
  TestRepo repo;
  repo.commit("first");
  repo.bare();
  add_hook(repo, "pre-push", "#!/bin/sh\necho \"$1\" > seen; cat >> seen; exit 1\n");
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK(repo.run({"push", "origin", "HEAD:refs/heads/feature"}).status != 0);
  const std::string zero(40, '0');
  CHECK(hook_text(repo.path() + "/seen") ==
        "origin\nHEAD " + repo.id("HEAD") + " refs/heads/feature " + zero + "\n");
}

TEST_CASE("install again changes nothing and never chains itself", "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "pre-push", "#!/bin/sh\n");
  REQUIRE(install_in(repo.path()).status == 0);
  const std::string once = picture(repo, ".git/hooks");
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK(picture(repo, ".git/hooks") == once);
}

TEST_CASE("install again brings an old or changed shim up to date", "[hooks]") {
  const TestRepo repo;
  install_in(repo.path());
  const std::string current = hook_text(hook(repo, "pre-push"));
  std::string old = shim_text("pre-push", "/old/place");
  repo.write(".git/hooks/pre-push", old.replace(old.find("shim 4"), 6, "shim 0"));
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK(hook_text(hook(repo, "pre-push")) == current);
  CHECK(inspect(kept(repo, "pre-push")) == HookFile::absent);
}

TEST_CASE("install refuses when there are two hooks to keep, and writes nothing", "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "commit-msg", "#!/bin/sh\n# newer\n");
  repo.write(".git/hooks.before-hotfix/commit-msg", "#!/bin/sh\n# older\n");
  const std::string before = picture(repo, ".git/hooks");
  const Outcome refused = install_in(repo.path());
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, contains("hooks.before-hotfix/commit-msg"));
  CHECK(picture(repo, ".git/hooks") == before);
}

TEST_CASE("install refuses a folder in the place of a hook, and writes nothing", "[hooks]") {
  const TestRepo repo;
  repo.write(".git/hooks/commit-msg/file", "");
  const std::string before = picture(repo, ".git/hooks");
  CHECK(install_in(repo.path()).status == 2);
  CHECK(picture(repo, ".git/hooks") == before);
}

TEST_CASE("install refuses when there is no program for the hooks to start", "[hooks]") {
  const TestRepo repo;
  InstallOptions options = options_for(repo.path());
  options.program = repo.root() + "/hotfix";
  std::ostringstream out, err;
  CHECK(install(options, out, err) == 2);
  CHECK_THAT(err.str(), contains(repo.root() + "/hotfix"));
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::absent);
}

TEST_CASE("install refuses a global core.hooksPath and prints the lines to add", "[hooks]") {
  const TestRepo repo;
  const std::string shared = repo.root() + "/shared";
  fs::create_directory(shared);
  repo.git({"config", "--global", "core.hooksPath", shared});
  const Outcome refused = install_in(repo.path());
  CHECK(refused.status == 2);
  CHECK(fs::is_empty(shared));
  CHECK_THAT(refused.err, contains("global"));
  CHECK_THAT(refused.err, contains(shared + "/pre-push"));
  CHECK_THAT(refused.err, contains("then hotfix-pre-push \"$@\" || exit $?"));
  CHECK_THAT(refused.err, contains("then hotfix-commit-msg \"$@\" || exit $?"));
}

TEST_CASE("install does not write into hooks that husky owns", "[hooks]") {
  for (const char* path : {".husky", ".husky/_", ".husky/"}) {
    INFO(path);
    const TestRepo repo;
    repo.write(".husky/_/husky.sh", "");
    repo.git({"config", "core.hooksPath", path});
    const std::string before = picture(repo, ".husky");
    const Outcome refused = install_in(repo.path());
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, contains("Add to " + repo.path() +
                                     "/.husky/pre-push (a new file; then chmod +x it):"));
    CHECK_THAT(refused.err, contains("Commit this on production and on development"));
    CHECK(picture(repo, ".husky") == before);
  }
}

TEST_CASE("install only keeps the names of the branches where husky starts our programs",
          "[hooks]") {
  const TestRepo repo;
  repo.git({"config", "core.hooksPath", ".husky/_"});
  repo.write(".husky/pre-push", snippet("pre-push"));
  repo.write(".husky/commit-msg", "# hotfix-commit-msg \"$@\"\n");
  const Outcome half = install_in(repo.path());
  CHECK(half.status == 2);
  CHECK_THAT(half.err, !contains("Add to " + repo.path() + "/.husky/pre-push"));
  CHECK_THAT(half.err, contains("Add to " + repo.path() + "/.husky/commit-msg"));
  repo.write(".husky/commit-msg", snippet("commit-msg"));
  InstallOptions options = options_for(repo.path());
  options.production = "main";
  std::ostringstream out, err;
  CHECK(install(options, out, err) == 0);
  CHECK_THAT(out.str(), contains("they name our programs already"));
  CHECK(repo.git({"config", "hotfix.production"}) == "main");
  CHECK_FALSE(fs::exists(repo.path() + "/.husky/_"));
}

TEST_CASE("install uses a core.hooksPath of the repository, from any folder of it", "[hooks]") {
  const TestRepo repo;
  repo.write("deep/down/file", "");
  repo.git({"config", "core.hooksPath", "tools/hooks"});
  REQUIRE(install_in(repo.path() + "/deep/down").status == 0);
  CHECK(inspect(repo.path() + "/tools/hooks/pre-push") == HookFile::ours);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::absent);
}

TEST_CASE("install tells how to undo a core.hooksPath that switches hooks off", "[hooks]") {
  for (const char* path : {"/dev/null", ""}) {
    INFO(path);
    const TestRepo repo;
    repo.git({"config", "core.hooksPath", path});
    const Outcome refused = install_in(repo.path());
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, contains("git config --local --unset-all core.hooksPath"));
  }
}

TEST_CASE("install in a linked worktree serves them all", "[hooks]") {
  TestRepo repo;
  repo.commit("first");
  repo.git({"worktree", "add", "-q", repo.root() + "/linked"});
  REQUIRE(install_in(repo.root() + "/linked").status == 0);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::ours);
}

TEST_CASE("install refuses a bare repository, where no hook would run", "[hooks]") {
  TestRepo repo;
  const Outcome refused = install_in(repo.bare());
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, contains("is bare"));
  CHECK(inspect(repo.bare() + "/hooks/pre-push") == HookFile::absent);
}

TEST_CASE("install works in a worktree of a bare repository", "[hooks]") {
  TestRepo repo;
  kars(repo);
  const std::string tree = repo.root() + "/tree";
  repo.git({"-C", repo.bare(), "worktree", "add", "-q", tree, "kars-dev"});
  CHECK(install_in(tree).status == 0);
  CHECK(inspect(repo.bare() + "/hooks/pre-push") == HookFile::ours);
}

TEST_CASE("install warns when no production is here, with the commands that help", "[hooks]") {
  TestRepo repo;
  kars(repo);
  CHECK(install_in(repo.path()).err == "");
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const Outcome done = install_in(repo.path());
  CHECK(done.status == 0);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::ours);
  CHECK(std::count(done.err.begin(), done.err.end(), '\n') == 4);
  CHECK_THAT(done.err, contains("WARNING: origin/kars-prod is not here"));
  CHECK_THAT(done.err, contains("git fetch origin"));
  CHECK_THAT(done.err, contains("hotfix-lint install --production NAME"));
}

TEST_CASE("install warns about a policy that cannot be read, and is done", "[hooks]") {
  TestRepo repo;
  kars(repo);
  repo.commit("chore: policy", ".hotfix.toml", "nonsense = 1\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  const Outcome done = install_in(repo.path());
  CHECK(done.status == 0);
  CHECK_THAT(done.err, contains("nonsense"));
}

TEST_CASE("install outside a repository is a usage error", "[hooks]") {
  const TestRepo repo;
  CHECK_THROWS_AS(install_in(repo.root()), UsageError);
}

TEST_CASE("install keeps the names of the branches, and uninstall forgets them", "[hooks]") {
  const TestRepo repo;
  InstallOptions options = options_for(repo.path());
  options.production = "main";
  options.development = "develop";
  std::ostringstream out, err;
  REQUIRE(install(options, out, err) == 0);
  CHECK(repo.git({"config", "--local", "hotfix.production"}) == "main");
  CHECK(repo.git({"config", "--local", "hotfix.development"}) == "develop");
  REQUIRE(uninstall_in(repo.path()).status == 0);
  CHECK(repo.run({"config", "--get-regexp", "^hotfix"}).out == "");
}

TEST_CASE("install refuses a name that no branch can have, and writes nothing", "[hooks]") {
  const TestRepo repo;
  InstallOptions options = options_for(repo.path());
  options.production = "no..good";
  std::ostringstream out, err;
  CHECK(install(options, out, err) == 2);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::absent);
}

TEST_CASE("install names the one line that sets both branches when these are clear", "[hooks]") {
  TestRepo repo;
  const std::string first = repo.commit("first");
  const std::string origin = "refs/remotes/origin/";
  repo.git({"update-ref", origin + "main", first});
  CHECK_THAT(install_in(repo.path()).err, contains("--production NAME --development NAME"));
  repo.git({"update-ref", origin + "develop", first});
  const std::string line =
      "hotfix-lint install --repo " + repo.path() + " --production main --development develop";
  CHECK_THAT(install_in(repo.path()).err, contains("\n  " + line + "\n"));
  repo.git({"update-ref", origin + "master", first});
  CHECK_THAT(install_in(repo.path()).err, contains("--production NAME --development NAME"));
}

TEST_CASE("install tells how to stay when a manager would remove the hooks", "[hooks]") {
  const TestRepo repo;
  repo.write("lefthook.yml", "");
  repo.write(".pre-commit-config.yaml", "repos: []\n");
  repo.write("package.json", R"({"simple-git-hooks": {}})");
  const Outcome done = install_in(repo.path());
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("lefthook is in use"));
  CHECK_THAT(done.out, contains("pre-commit is in use"));
  CHECK_THAT(done.out, contains("simple-git-hooks is in use"));
}

TEST_CASE("install does not change hooks that are committed, and prints the lines", "[hooks]") {
  TestRepo repo;
  repo.commit("chore: hooks", "tools/hooks/pre-push", "#!/bin/sh\n");
  repo.git({"config", "core.hooksPath", "tools/hooks"});
  const Outcome refused = install_in(repo.path());
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, contains("/tools/hooks/pre-push, above its other commands:"));
  CHECK_THAT(refused.err, contains("Commit this on production and on development"));
  CHECK(repo.git({"status", "--porcelain"}) == "");
}

TEST_CASE("install does not change committed hooks that a link leads to", "[hooks]") {
  TestRepo repo;
  repo.commit("chore: hooks", "tools/hooks/commit-msg", "#!/bin/sh\n");
  fs::remove_all(repo.path() + "/.git/hooks");
  repo.sh("ln -s ../tools/hooks .git/hooks");
  CHECK(install_in(repo.path()).status == 2);
  CHECK(repo.git({"status", "--porcelain"}) == "");
}

TEST_CASE("a hook that goes by its own name and its folder still does its work", "[hooks]") {
  TestRepo repo;
  repo.commit("first");
  repo.bare();
  add_hook(repo, "dispatcher",
           "#!/bin/sh\n. \"$(dirname \"$0\")/words.sh\"\n"
           "echo \"$(basename \"$0\") $word $(cat \"$(dirname \"$0\")/../../top\")\" >> seen\n");
  add_hook(repo, "words.sh", "word=found\n");
  repo.write("top", "top\n");
  repo.sh("cd .git/hooks && ln -s dispatcher pre-push && ln -s dispatcher commit-msg");
  const std::string before = picture(repo, ".git/hooks");
  const Outcome done = install_in(repo.path());
  REQUIRE(done.status == 0);
  CHECK_THAT(done.out, !contains("not executable"));
  CHECK(repo.run({"commit", "-q", "--allow-empty", "-m", "more"}).status == 0);
  CHECK(repo.run({"push", "-q", "origin", "HEAD:refs/heads/feature"}).status == 0);
  CHECK(hook_text(repo.path() + "/seen") == "commit-msg found top\npre-push found top\n");
  REQUIRE(uninstall_in(repo.path()).status == 0);
  CHECK(picture(repo, ".git/hooks") == before);
  CHECK_FALSE(fs::exists(repo.path() + "/.git/hooks.before-hotfix"));
}

TEST_CASE("install moves what a shim of version 1 kept, and uninstall knows it", "[hooks]") {
  const TestRepo repo;
  for (const bool again : {true, false}) {
    INFO(again);
    add_hook(repo, "pre-push", "#!/bin/sh\n# hotfix-gate pre-push shim 1; remove it\n");
    add_hook(repo, "pre-push.before-hotfix", "#!/bin/sh\n# mine\n");
    if (again) {
      REQUIRE(install_in(repo.path()).status == 0);
      CHECK(hook_text(kept(repo, "pre-push")) == "#!/bin/sh\n# mine\n");
      CHECK(inspect(hook(repo, "pre-push.before-hotfix")) == HookFile::absent);
    }
    REQUIRE(uninstall_in(repo.path()).status == 0);
    CHECK(hook_text(hook(repo, "pre-push")) == "#!/bin/sh\n# mine\n");
  }
}

TEST_CASE("install keeps one of two equal hooks, also of a shim of version 1", "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "pre-push", "#!/bin/sh\n# theirs\n");
  add_hook(repo, "pre-push.before-hotfix", "#!/bin/sh\n# theirs\n");
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK_FALSE(is_there(hook(repo, "pre-push.before-hotfix")));
  REQUIRE(uninstall_in(repo.path()).status == 0);
  CHECK(hook_text(hook(repo, "pre-push")) == "#!/bin/sh\n# theirs\n");
  CHECK_FALSE(is_there(repo.path() + "/.git/hooks.before-hotfix"));
}

TEST_CASE("install again after a manager has put its own hook back keeps one of it", "[hooks]") {
  const TestRepo repo;
  const std::string theirs = "#!/bin/sh\n: lefthook run pre-push\n";
  add_hook(repo, "pre-push", theirs);
  REQUIRE(install_in(repo.path()).status == 0);
  repo.sh("mv .git/hooks/pre-push .git/hooks/pre-push.old");
  add_hook(repo, "pre-push", theirs);
  REQUIRE(install_in(repo.path()).status == 0);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::ours);
  CHECK(inspect(hook(repo, "pre-push.old")) == HookFile::absent);
  CHECK(hook_text(kept(repo, "pre-push")) == theirs);
}

// pre-commit in front of our shim, which keeps a hook of a person.
struct Migrated : TestRepo {
  const std::string mine = "#!/bin/sh\n# mine\n";
  const std::string theirs = "#!/bin/sh\n: pre-commit hook-impl --hook-dir x\n";

  Migrated() {
    add_hook(*this, "pre-push", mine);
    REQUIRE(install_in(path()).status == 0);
    sh("mv .git/hooks/pre-push .git/hooks/pre-push.legacy");
    add_hook(*this, "pre-push", theirs);
  }
};

TEST_CASE("install leaves its shim where pre-commit has moved it to", "[hooks]") {
  const Migrated repo;
  repo.write(".git/hooks/pre-push.legacy", shim_text("pre-push", "/old/place"));
  const Outcome done = install_in(repo.path());
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("installed " + hook(repo, "pre-push.legacy").string()));
  CHECK(hook_text(hook(repo, "pre-push")) == repo.theirs);
  CHECK(shim_program(hook_text(hook(repo, "pre-push.legacy"))) == program("hotfix"));
  CHECK(hook_text(kept(repo, "pre-push")) == repo.mine);
}

TEST_CASE("uninstall gives the kept hook back where pre-commit runs it", "[hooks]") {
  const Migrated repo;
  const Outcome done = uninstall_in(repo.path());
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("restored " + hook(repo, "pre-push.legacy").string()));
  CHECK(hook_text(hook(repo, "pre-push")) == repo.theirs);
  CHECK(hook_text(hook(repo, "pre-push.legacy")) == repo.mine);
}

TEST_CASE("uninstall says what it removed and what it left", "[hooks]") {
  const TestRepo repo;
  install_in(repo.path());
  repo.git({"config", "hotfix.production", "main"});
  repo.write("lefthook.yml", "run: hotfix-pre-push {1} {2}\n");
  const Outcome done = uninstall_in(repo.path());
  CHECK_THAT(done.out, contains("removed " + hook(repo, "pre-push").string() + "\n"));
  CHECK_THAT(done.out, contains("removed git config hotfix.production\n"));
  CHECK_THAT(done.out, contains("left alone: lefthook.yml names hotfix-pre-push"));
  CHECK_THAT(uninstall_in(repo.path()).out, contains("nothing of hotfix-lint install was here\n"));
}

TEST_CASE("install that cannot write leaves what was there", "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "pre-push", "#!/bin/sh\n");
  fs::remove_all(repo.path() + "/.git/info");
  repo.git({"config", "core.hooksPath", ".git/HEAD/hooks"});
  const Outcome failed = install_in(repo.path());
  CHECK(failed.status == 2);
  CHECK_THAT(failed.err, contains("HEAD/hooks: Not a directory\n"));
  CHECK_THAT(failed.err, !contains("filesystem error"));
  CHECK(hook_text(hook(repo, "pre-push")) == "#!/bin/sh\n");
}

TEST_CASE("uninstall leaves a hook alone that is not ours, and says what waits beside it",
          "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "pre-push", "#!/bin/sh\n# first\n");
  install_in(repo.path());
  add_hook(repo, "pre-push", "#!/bin/sh\n# second\n");
  const Outcome refused = uninstall_in(repo.path());
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, contains("hooks.before-hotfix/pre-push"));
  CHECK(hook_text(hook(repo, "pre-push")) == "#!/bin/sh\n# second\n");
  CHECK(inspect(hook(repo, "commit-msg")) == HookFile::absent);
}

TEST_CASE("uninstall finds the shims of before core.hooksPath was set", "[hooks]") {
  const TestRepo repo;
  install_in(repo.path());
  repo.git({"config", "core.hooksPath", "elsewhere"});
  REQUIRE(uninstall_in(repo.path()).status == 0);
  CHECK(inspect(hook(repo, "pre-push")) == HookFile::absent);
}

TEST_CASE("uninstall where nothing is installed has nothing to do", "[hooks]") {
  const TestRepo repo;
  add_hook(repo, "pre-push", "#!/bin/sh\n");
  const std::string before = picture(repo, ".git/hooks");
  CHECK(uninstall_in(repo.path()).status == 0);
  CHECK(picture(repo, ".git/hooks") == before);
}

TEST_CASE("where no hooks can be, a package's script says why and goes on", "[hooks]") {
  const Variable ci("CI", nullptr);
  const TestRepo repo;
  std::ostringstream out, err;
  CHECK(install_if_possible(options_for(repo.root()), out, err) == 0);
  CHECK_THAT(err.str(), contains("no hooks were installed: fatal: not a git repository"));
  repo.git({"config", "core.hooksPath", ".husky/_"});
  CHECK(install_if_possible(options_for(repo.path()), out, err) == 0);
  CHECK_THAT(err.str(), contains("husky owns the hooks"));
  CHECK(out.str().empty());
}

TEST_CASE("a package's script installs hooks for people, not in CI", "[hooks]") {
  const TestRepo repo;
  std::ostringstream out, err;
  {
    const Variable ci("CI", "true");
    CHECK(install_if_possible(options_for(repo.path()), out, err) == 0);
    CHECK_FALSE(is_there(hook(repo, "pre-push")));
    CHECK(out.str() + err.str() == "");
  }
  for (const char* none : {"false", "0", ""}) {
    const Variable ci("CI", none);
    CHECK(install_if_possible(options_for(repo.path()), out, err) == 0);
    CHECK(inspect(hook(repo, "pre-push")) == HookFile::ours);
    REQUIRE(uninstall_in(repo.path()).status == 0);
  }
}

}  // namespace hotfix
