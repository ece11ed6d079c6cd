// SPDX-License-Identifier: MIT
#include "gate/git/discovery/command.h"

#include <signal.h>
#include <stdlib.h>

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

namespace hotfix {

namespace {

// git running a shell script, as the alias it was started for.
CommandResult run_script(const std::string& script, bool clean = false) {
  return run_git({"-c", "alias.probe=!" + script, "probe"}, {}, clean);
}

}  // namespace

TEST_CASE("both outputs and the exit status of git come back", "[git]") {
  const CommandResult result = run_script("printf out; printf err >&2; exit 7");
  CHECK(result.out == "out");
  CHECK(result.err == "err");
  CHECK(result.status == 7);
}

TEST_CASE("a git that fills standard error before standard output does not hang", "[git]") {
  const CommandResult result =
      run_script("head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero");
  CHECK(result.err.size() == 1000000);
  CHECK(result.out.size() == 1000000);
}

TEST_CASE("output of exactly 16 MiB is kept whole", "[git]") {
  CHECK(run_script("head -c 16777216 /dev/zero").out.size() == 16777216);
}

TEST_CASE("output over 16 MiB is undecidable, not cut", "[git]") {
  CHECK_THROWS_AS(run_script("head -c 16777217 /dev/zero"), Undecidable);
}

TEST_CASE("a git that dies of a signal is a failure", "[git]") {
  CHECK(run_script("kill -9 $PPID").status == 128 + SIGKILL);
}

TEST_CASE("a git that cannot be found is undecidable and names the fix", "[git]") {
  const TestRepo repo;
  const Variable path("PATH", repo.path().c_str());
  try {
    run_git({"version"});
    FAIL("git was started");
  } catch (const Undecidable& error) {
    CHECK_THAT(error.what(), contains("could not be started"));
    CHECK_THAT(error.fix, contains("PATH"));
  }
}

TEST_CASE("an ignored SIGCHLD never turns into a wrong exit status", "[git]") {
  const auto old = signal(SIGCHLD, SIG_IGN);
  CHECK_THROWS_AS(run_git({"version"}), Undecidable);
  signal(SIGCHLD, old);
}

TEST_CASE("git reads nothing from our standard input", "[git]") {
  const CommandResult result = run_script("cat; echo end");
  CHECK(result.out == "end\n");
}

TEST_CASE("arguments reach git as they are, without a shell", "[git]") {
  const CommandResult result = run_git({"rev-parse", "--sq-quote", "a b;$(echo c)\n*"});
  CHECK(result.out == " 'a b;$(echo c)\n*'\n");
}

TEST_CASE("git starts in the folder it is given", "[git]") {
  const TestRepo repo;
  repo.write("a folder/file", "");
  const CommandResult result = run_git({"rev-parse", "--show-prefix"}, repo.path() + "/a folder");
  CHECK(result.out == "a folder/\n");
}

TEST_CASE("a folder that is not there is git's failure, not ours", "[git]") {
  const TestRepo repo;
  CHECK(run_git({"version"}, repo.path() + "/nothing").status == 128);
}

TEST_CASE("git is asked to be quiet, local and untranslated", "[git]") {
  const Variable language("LC_ALL", "de_DE.UTF-8");
  const Variable prompt("GIT_TERMINAL_PROMPT", "1");
  const Variable diff("GIT_EXTERNAL_DIFF", "false");
  const std::string out = "\n" + run_script("env").out;
  for (const char* setting : {"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
                              "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0"}) {
    CHECK_THAT(out, contains("\n" + std::string(setting) + "\n"));
  }
  CHECK_THAT(out, !contains("de_DE"));
  CHECK_THAT(out, !contains("GIT_TERMINAL_PROMPT=1"));
  CHECK_THAT(out, !contains("GIT_EXTERNAL_DIFF"));
}

TEST_CASE("replaced commits are seen as they really are", "[git]") {
  TestRepo repo;
  const std::string real = repo.commit("real");
  const std::string other = repo.commit("other");
  repo.git({"replace", real, other});
  CHECK(run_git({"log", "-1", "--format=%s", real}, repo.path()).out == "real\n");
}

TEST_CASE("an fsmonitor program of the repository is not started", "[git]") {
  TestRepo repo;
  repo.write(".git/monitor", "#!/bin/sh\ntouch started\n");
  repo.sh("chmod +x .git/monitor && git config core.fsmonitor .git/monitor");
  REQUIRE(run_git({"status", "--porcelain"}, repo.path()).status == 0);
  CHECK_FALSE(std::filesystem::exists(repo.path() + "/started"));
}

TEST_CASE("variables of a hook are kept, for the repository the hook is for", "[git]") {
  const TestRepo repo;
  const Variable folder("GIT_DIR", (repo.path() + "/.git").c_str());
  CHECK(run_git({"rev-parse", "--git-dir"}).out == repo.path() + "/.git\n");
}

TEST_CASE("variables that name another repository are removed when asked to", "[git]") {
  const TestRepo repo;
  const Variable folder("GIT_DIR", (repo.root() + "/nothing").c_str());
  const Variable objects("GIT_OBJECT_DIRECTORY", (repo.root() + "/nothing").c_str());
  CHECK(run_git({"rev-parse", "--git-dir"}, repo.path()).status != 0);
  CHECK(run_git({"rev-parse", "--git-dir"}, repo.path(), true).out == ".git\n");
}

TEST_CASE("every variable that git calls local is removed when asked to", "[git]") {
  const TestRepo repo;
  std::string names = repo.git({"rev-parse", "--local-env-vars"}) + "\n";
  std::string kept;
  for (std::size_t end; (end = names.find('\n')) != names.npos; names.erase(0, end + 1)) {
    const std::string name = names.substr(0, end);
    if (name.find("GIT_CONFIG_") == 0 || name == "GIT_NO_REPLACE_OBJECTS") continue;
    const Variable variable(name.c_str(), "sentinel");
    if (run_script("env", true).out.find(name + "=sentinel") != std::string::npos) kept += name;
  }
  CHECK(kept == "");
}

TEST_CASE("configuration of the environment is kept: CI trusts a folder by it", "[git]") {
  const TestRepo repo;
  const Variable count("GIT_CONFIG_COUNT", "1");
  const Variable key("GIT_CONFIG_KEY_0", "probe.word");
  const Variable value("GIT_CONFIG_VALUE_0", "kept");
  CHECK(run_git({"config", "probe.word"}, repo.path(), true).out == "kept\n");
}

}  // namespace hotfix
