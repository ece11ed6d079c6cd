// SPDX-License-Identifier: MIT
#include "tests/docs/recording.h"

#include <string>

#include "tests/docs/session.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;
using namespace hotfix::docs;

namespace {

constexpr auto kPush = "git push origin hotfix/missing-user";

constexpr auto kFromDevelopment = R"(git switch -q --no-track -c hotfix/missing-user origin/kars-dev
fix_login
test_login
commit 'hotfix: refuse a missing user')";

std::string plain(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += without_styles(line) + "\n";
  return text;
}

}  // namespace

TEST_CASE("the recording shows a push that is refused, fixed and accepted", "[docs]") {
  const auto outcomes = run_session("kars", {{kFromDevelopment, false},
                                             {std::string("on_terminal '") + kPush + "'"},
                                             {"on_terminal \"$(printed_fix 1)\""}});
  REQUIRE(outcomes[1].status == 1);
  REQUIRE(outcomes[2].status == 0);
  const std::string fix = first_fix(plain(outcomes[1].output));
  REQUIRE(!fix.empty());
  const std::string picture =
      recording("A push that is refused, fixed and accepted",
                "git push refuses a hotfix branch that was cut from the development branch, and "
                "prints the commands that move it to production. They are pasted, and the push "
                "is accepted.",
                {{{kPush}, outcomes[1].output, false},
                 {{"# the printed fix, pasted:"}, {}, false},
                 {lines_of(fix), outcomes[2].output, true}});
  CHECK(picture.size() < 60'000);
  test::check_golden(".github/docs/push.svg", picture);
}

TEST_CASE("a style of the terminal is a class of the picture", "[docs]") {
  const std::string picture =
      recording("t", "d", {{{"a < b & c"}, {"\x1b[1;31mred\x1b[0m and \x1b[Kplain"}, false}});
  CHECK_THAT(picture, contains("a &lt; b &amp; c"));
  CHECK_THAT(picture, contains("<tspan class=\"red\">red</tspan> and plain</text>"));
}
