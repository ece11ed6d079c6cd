// SPDX-License-Identifier: MIT
#include "ci/output/runner_log.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a command at a line's start is one no more, blanks aside", "[ci]") {
  CHECK(without_commands("::error::x") == "\\::error::x");
  CHECK(without_commands("a\n  ::set-env::x") == "a\n  \\::set-env::x");
  CHECK(without_commands("a\r\xc2\xa0::x::") == "a\r\xc2\xa0\\::x::");
}

TEST_CASE("colons inside a line are text", "[ci]") {
  CHECK(without_commands("std::string a::b") == "std::string a::b");
  CHECK(without_commands("").empty());
}

TEST_CASE("a bracket command is one no more wherever it stands", "[ci]") {
  CHECK(without_commands("a ##[group]x") == "a #\\#[group]x");
  CHECK(without_commands("##vso[task]") == "#\\#vso[task]");
  CHECK(without_commands("## [heading]") == "## [heading]");
}
