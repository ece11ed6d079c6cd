// SPDX-License-Identifier: MIT
#include "rules/form/revert_reason.h"

#include <string>

#include "gate/page/markdown.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kId(40, 'b');

}  // namespace

TEST_CASE("what git and the forges write gives no reason", "[rules]") {
  for (const std::string& text :
       {std::string(), "Revert \"hotfix: x\"\n\nThis reverts commit " + kId + ".",
        "This reverts commit " + kId + ", reversing\nchanges made to " + kId + ".",
        std::string("Reverts keydata/kars#12"), std::string("This reverts merge request !12"),
        std::string("This reverts commit bbbbbbb (hotfix: x, 2025-01-01)."),
        std::string("Signed-off-by: A <a@x.example>"), std::string("Severity: P0"),
        "(cherry picked from commit " + kId + ")", std::string("<!-- because -->"),
        std::string("Hotfix-Waive: minimal-diff big")}) {
    INFO(text);
    CHECK_FALSE(gives_reason(text));
  }
}

TEST_CASE("one line of one's own is a reason", "[rules]") {
  for (const std::string& text :
       {std::string("It locks admins out"), "This reverts commit " + kId + ".\n\nWrong tenant",
        std::string("Reverts #12 because it locks admins out"),
        std::string("hotfix: take back the session check")}) {
    INFO(text);
    CHECK(gives_reason(text));
  }
}

TEST_CASE("a reason in a description is what its reader sees", "[rules]") {
  CHECK(gives_reason(read_markdown("Reverts #12\n\n**It locks admins out**")));
  CHECK_FALSE(gives_reason(read_markdown("Reverts #12\n\n<del>It locks admins out</del>")));
  CHECK_FALSE(gives_reason(read_markdown("Reverts #12\n\nasdf")));
}
