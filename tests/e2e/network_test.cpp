// SPDX-License-Identifier: MIT
// The programs open no connection: they could not.
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("no program has a call that opens a connection", "[e2e]") {
  for (const char* name : {"hotfix-lint", "hotfix-gate", "hotfix-pre-push", "hotfix-commit-msg"}) {
    const ProgramResult calls =
        run_program({"sh", "-c", "nm -D -u \"$0\" || nm -u \"$0\"", program(name)});
    INFO(name << "\n" << calls.out << calls.err);
    REQUIRE(calls.status == 0);
    REQUIRE_THAT(calls.out,
                 contains("fork") || contains("spawn"));  // the list is that of a program
    std::istringstream words(calls.out);
    for (std::string word; words >> word;) {
      const std::string call = word.substr(word.find_first_not_of('_'), word.find('@'));
      CHECK((call != "socket" && call != "connect" && call != "getaddrinfo"));
    }
  }
}
