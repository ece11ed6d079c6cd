// SPDX-License-Identifier: MIT
// The one executable, by the names that it goes by.
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("the executable is the program that its name says", "[e2e]") {
  for (const std::string name :
       {"git-hotfix", "hotfix-lint", "hotfix-gate", "hotfix-pre-push", "hotfix-commit-msg"}) {
    const ProgramResult version = run_program({program(name), "--version"});
    CHECK(version.status == 0);
    CHECK(version.out.starts_with(name + " "));
  }
}

TEST_CASE("a link among the hooks is the program of that hook", "[e2e]") {
  const TestRepo repo;
  repo.sh("ln -s '" + program("hotfix") + "' ../pre-push");
  CHECK(run_program({repo.root() + "/pre-push", "--version"}).out ==
        run_program({program("hotfix-pre-push"), "--version"}).out);
}

TEST_CASE("by another name it is the program that its first argument says", "[e2e]") {
  const TestRepo repo;
  repo.sh("cp '" + program("hotfix") + "' ../renamed");
  for (const std::string& file : {program("hotfix"), repo.root() + "/renamed"}) {
    CHECK(run_program({file, "lint", "--version"}).out ==
          run_program({program("hotfix-lint"), "--version"}).out);
    CHECK(run_program({file, "pre-push", "--version"}).out ==
          run_program({program("hotfix-pre-push"), "--version"}).out);
  }
}

TEST_CASE("it lists its programs, as a failure when it was not asked to", "[e2e]") {
  const ProgramResult asked = run_program({program("hotfix"), "--help"});
  CHECK(asked.status == 0);
  CHECK_THAT(asked.out, contains("hotfix PROGRAM") && contains("\n  pre-push "));
  for (const Arguments& none : {Arguments{}, Arguments{"unknown"}}) {
    Arguments argv = {program("hotfix")};
    argv.insert(argv.end(), none.begin(), none.end());
    const ProgramResult told = run_program(argv);
    CHECK(told.status == 2);
    CHECK(told.out.empty());
    CHECK(told.err == asked.out);
  }
}
