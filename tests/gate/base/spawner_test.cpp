// SPDX-License-Identifier: MIT
#include "gate/base/spawner.h"

#include <signal.h>

#include <cerrno>

#include "tests/support/catch.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

using namespace hotfix;

namespace {

using std::chrono::seconds;

Program shell(const std::string& script) {
  return {"sh", {"sh", "-c", script}, inherited_environment([](auto) { return true; })};
}

Run capture(const std::string& script, std::size_t limit = 1000) {
  return run_captured(shell(script), seconds(20), limit);
}

}  // namespace

TEST_CASE("a captured program gives its outputs and its status", "[gate]") {
  const Run run = capture("printf out; printf err >&2; exit 7");
  CHECK(run.end == Run::End::exited);
  CHECK(run.status == 7);
  CHECK(run.out == "out");
  CHECK(run.err == "err");
}

TEST_CASE("a captured program has nothing to read", "[gate]") {
  CHECK(capture("cat; echo end").out == "end\n");
}

TEST_CASE("a program that a signal ended has the signal in its status", "[gate]") {
  CHECK(capture("kill -9 $$").status == 128 + SIGKILL);
}

TEST_CASE("a program that takes too long is killed", "[gate]") {
  const Run run = run_captured(shell("exec sleep 30"), seconds(0), 1000);
  CHECK(run.end == Run::End::too_slow);
}

TEST_CASE("a program that prints too much is killed, on either output", "[gate]") {
  CHECK(capture("head -c 1000 /dev/zero").end == Run::End::exited);
  CHECK(capture("head -c 1001 /dev/zero").end == Run::End::too_much);
  CHECK(capture("head -c 1001 /dev/zero >&2").end == Run::End::too_much);
}

TEST_CASE("a program that is not there does not start, and the reason is kept", "[gate]") {
  const Run run = run_captured({"/nonexistent/program", {"program"}, {}}, seconds(20), 1000);
  CHECK(run.end == Run::End::no_start);
  CHECK(run.error == ENOENT);
  const std::string input = "text";
  CHECK(run_inheriting({"/nonexistent/program", {"program"}, {}}, &input).error == ENOENT);
}

TEST_CASE("a program sees only the variables it was given", "[gate]") {
  const Variable seen("HOTFIX_SEEN", "yes"), hidden("HOTFIX_HIDDEN", "yes");
  Program program = shell("echo ${HOTFIX_SEEN-no} ${HOTFIX_HIDDEN-no}");
  program.environment =
      inherited_environment([](std::string_view name) { return name != "HOTFIX_HIDDEN"; });
  CHECK(run_captured(program, seconds(20), 1000).out == "yes no\n");
}

TEST_CASE("a program that is fed may leave its input unread", "[gate]") {
  const std::string input(1'000'000, 'x');
  CHECK(run_inheriting(shell("exec <&-; exit 3"), &input).status == 3);
  CHECK(run_inheriting(shell("test $(wc -c) = 1000000"), &input).status == 0);
}

TEST_CASE("a program sees SIGPIPE as without us", "[gate]") {
  const auto before = signal(SIGPIPE, SIG_IGN);
  CHECK(capture("kill -PIPE $$").status == 128 + SIGPIPE);
  signal(SIGPIPE, before);
}

TEST_CASE("a status that the system threw away is not taken for success", "[gate]") {
  const auto before = signal(SIGCHLD, SIG_IGN);
  const Run run = capture("exit 0");
  signal(SIGCHLD, before);
  CHECK(run.end == Run::End::lost_status);
}
