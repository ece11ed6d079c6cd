// SPDX-License-Identifier: MIT
#include "gate/base/visible.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("plain and accented text is shown as it is", "[gate]") {
  CHECK(visible("fix caf\xc3\xa9 \xf0\x9f\x9a\x80") == "fix caf\xc3\xa9 \xf0\x9f\x9a\x80");
}

TEST_CASE("controls cannot reach a terminal", "[gate]") {
  CHECK(visible("\x1b[2Jx\r\n\t\x7f") == "\\x1b[2Jx\\x0d\\x0a\\x09\\x7f");
  CHECK(visible("\xc2\x9b") == "\\x9b");  // CSI as one C1 character
}

TEST_CASE("text cannot be reordered or hidden", "[gate]") {
  CHECK(visible("\xe2\x80\xae"
                "evil") == "\\u202eevil");
  CHECK(visible("a\xe2\x80\x8b"
                "b") == "a\\u200bb");
  CHECK(visible("\xf3\xa0\x81\x81") == "\\U000e0041");
}

TEST_CASE("bytes that are not UTF-8 are shown one by one", "[gate]") {
  CHECK(visible("caf\xe9!") == "caf\\xe9!");
  CHECK(visible("\xc0\xaf") == "\\xc0\\xaf");           // overlong
  CHECK(visible("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(visible("\xe2\x80") == "\\xe2\\x80");           // cut short
}

TEST_CASE("valid UTF-8 loses nothing and keeps controls for JSON to escape", "[gate]") {
  CHECK(valid_utf8("a\x1b\xff") == "a\x1b\\xff");
}

TEST_CASE("a long text is cut between characters", "[gate]") {
  CHECK(brief("short") == "short");
  CHECK(brief("ab\xc3\xa9", 3) == "ab...");
  CHECK(brief("ab\xc3\xa9", 4) == "ab\xc3\xa9");
  CHECK(brief(std::string(1000, 'x')).size() == 103);
}
