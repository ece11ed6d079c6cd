// SPDX-License-Identifier: MIT
#include "gate/workflow/said_severity.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Commit commit(char digit, const std::string& trailer) {
  Commit one;
  one.id = std::string(40, digit);
  one.message = "hotfix: refuse a missing user\n\n" + trailer + "\n";
  return one;
}

}  // namespace

TEST_CASE("a trailer says the level and the criterion", "[workflow]") {
  for (const char* value : {"P0 Data loss", "p0 - Data loss", "P0: Data loss"}) {
    const SaidSeverity said = said_severity({commit('a', std::string("Severity: ") + value)});
    INFO(value);
    CHECK(said.level == "P0");
    CHECK(said.criterion == "Data loss");
    CHECK(said.commit == std::string(40, 'a'));
  }
}

TEST_CASE("the first commit that gives one level says the severity", "[workflow]") {
  const SaidSeverity said =
      said_severity({commit('a', "Reviewed-by: Kim"), commit('b', "Severity: high"),
                     commit('c', "Severity: not a P0"), commit('d', "Severity: P1"),
                     commit('e', "Severity: P0")});
  CHECK(said.level == "P1");
  CHECK(said.criterion.empty());
  CHECK(said.commit == std::string(40, 'd'));
}

TEST_CASE("no trailer, no severity", "[workflow]") {
  CHECK(said_severity({}).level.empty());
  CHECK(said_severity({commit('a', "It is a P0.")}).level.empty());
}
