// SPDX-License-Identifier: MIT
#include "gate/git/discovery/ref_name.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("a name is one of a reference when git says so", "[git]") {
  const TestRepo repo;
  for (const char* name : {"refs/heads/main",
                           "refs/heads/hotfix/a-b_c.d",
                           "refs/heads/@",
                           "refs/heads/a@b",
                           "refs/heads/a{b",
                           "refs/heads/-x",
                           "refs/heads/caf\xc3\xa9",
                           "refs/heads/a.lockx",
                           "refs/heads/a..b",
                           "refs/heads/a.lock",
                           "refs/heads/a.lock/b",
                           "refs/heads//a",
                           "refs/heads/.a",
                           "refs/heads/./a",
                           "refs/heads/../a",
                           "refs/heads/a.",
                           "refs/heads/a/",
                           "refs/heads/a b",
                           "refs/heads/a\tb",
                           "refs/heads/a~b",
                           "refs/heads/a^",
                           "refs/heads/a:b",
                           "refs/heads/a?",
                           "refs/heads/a*",
                           "refs/heads/a[b",
                           "refs/heads/a\\b",
                           "refs/heads/a@{b",
                           "refs/heads/a\x7f",
                           "refs/heads/a\r",
                           "refs/",
                           "refs"}) {
    INFO(name);
    CHECK(is_ref_name(name) == (repo.run({"check-ref-format", name}).status == 0));
  }
  CHECK_FALSE(is_ref_name("HEAD"));
  CHECK_FALSE(is_ref_name(""));
}
