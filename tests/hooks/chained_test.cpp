// SPDX-License-Identifier: MIT
#include "hooks/chained.h"

#include <signal.h>
#include <stdlib.h>

#include <filesystem>

#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

// A folder with a next hook in it, which our shim would name.
class NextHook {
 public:
  explicit NextHook(const std::string& script, bool executable = true) {
    repo_.write("next hook", script);
    if (executable) repo_.sh("chmod +x 'next hook'");
    setenv("HOTFIX_NEXT_HOOK", file("next hook").c_str(), 1);
  }
  ~NextHook() { unsetenv("HOTFIX_NEXT_HOOK"); }
  NextHook(const NextHook&) = delete;
  NextHook& operator=(const NextHook&) = delete;

  std::string file(const std::string& name) const { return repo_.path() + "/" + name; }

  // Runs it with the path of a file it may write to as its first argument.
  int run(const std::string* input = nullptr) const {
    std::string words[] = {"hotfix-pre-push", file("out"), "a b;$(c)\n*"};
    char* argv[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
    return run_next_hook(3, argv, input);
  }
  std::string out() const { return hook_text(file("out")); }

 private:
  TestRepo repo_;
};

}  // namespace

TEST_CASE("without a next hook nothing runs and nothing is wrong", "[hooks]") {
  unsetenv("HOTFIX_NEXT_HOOK");
  CHECK(run_next_hook(0, nullptr, nullptr) == 0);
}

TEST_CASE("a next hook that is not there is not missed", "[hooks]") {
  setenv("HOTFIX_NEXT_HOOK", "/nonexistent/hook", 1);
  CHECK(run_next_hook(0, nullptr, nullptr) == 0);
  unsetenv("HOTFIX_NEXT_HOOK");
}

TEST_CASE("a next hook gets the arguments as they came", "[hooks]") {
  const NextHook hook("#!/bin/sh\nprintf '%s|' $# \"$@\" > \"$1\"\n");
  REQUIRE(hook.run() == 0);
  CHECK(hook.out() == "2|" + hook.file("out") + "|a b;$(c)\n*|");
}

TEST_CASE("a next hook gets the same input, byte for byte", "[hooks]") {
  const NextHook hook("#!/bin/sh\ncat > \"$1\"\n");
  const std::string input = std::string(300000, 'x') + std::string("\0\xff\n\n", 4);
  REQUIRE(hook.run(&input) == 0);
  CHECK(hook.out() == input);
}

TEST_CASE("empty input is an end, not a wait", "[hooks]") {
  const NextHook hook("#!/bin/sh\ncat > \"$1\"; echo end >> \"$1\"\n");
  const std::string input;
  REQUIRE(hook.run(&input) == 0);
  CHECK(hook.out() == "end\n");
}

TEST_CASE("a next hook that reads nothing of much input kills nobody", "[hooks]") {
  const NextHook hook("#!/bin/sh\nexec <&-\nexit 0\n");
  const std::string input(1000000, 'x');
  CHECK(hook.run(&input) == 0);
}

TEST_CASE("the refusal of a next hook is ours", "[hooks]") {
  CHECK(NextHook("#!/bin/sh\nexit 42\n").run() == 42);
}

TEST_CASE("a next hook that dies of a signal refuses", "[hooks]") {
  CHECK(NextHook("#!/bin/sh\nkill -9 $$\n").run() == 128 + SIGKILL);
}

TEST_CASE("a next hook without a first line for the system is a shell script", "[hooks]") {
  const NextHook hook("echo plain > \"$1\"\n");
  REQUIRE(hook.run() == 0);
  CHECK(hook.out() == "plain\n");
}

TEST_CASE("a next hook that cannot be started refuses, as git does", "[hooks]") {
  CHECK(NextHook("#!/nonexistent/interpreter\n").run() == 1);
}

TEST_CASE("a next hook that is not executable is left out, as git does", "[hooks]") {
  CHECK(NextHook("#!/bin/sh\nexit 42\n", false).run() == 0);
}

TEST_CASE("a next hook does not see the variable that named it", "[hooks]") {
  const NextHook hook("#!/bin/sh\necho \"${HOTFIX_NEXT_HOOK-unset}\" > \"$1\"\n");
  REQUIRE(hook.run() == 0);
  CHECK(hook.out() == "unset\n");
}

TEST_CASE("a next hook sees SIGPIPE as it always did", "[hooks]") {
  const NextHook hook("#!/bin/sh\nyes | head -n 1 > \"$1\"\nkill -PIPE $$\n");
  const auto before = signal(SIGPIPE, SIG_IGN);
  CHECK(hook.run() == 128 + SIGPIPE);
  signal(SIGPIPE, before);
}

}  // namespace hotfix
