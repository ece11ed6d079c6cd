// SPDX-License-Identifier: MIT
// The programs open no connection: they could not.
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("the program has no call that opens a connection", "[e2e][network]") {
  const ProgramResult calls = run_program({"sh", "-c", "nm \"$0\"", program("hotfix")});
  INFO(calls.out << calls.err);
  REQUIRE(calls.status == 0);
  REQUIRE_THAT(calls.out, contains("fork") || contains("spawn"));  // the list is that of a program
  std::istringstream words(calls.out);
  for (std::string word; words >> word;) {
    const auto start = word.find_first_not_of('_');
    if (start == std::string::npos) continue;
    const std::string call = word.substr(start, word.find('@') - start);
    CHECK(call != "connect");
  }
}
