// SPDX-License-Identifier: MIT
#include "rules/form/placeholder.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

using namespace hotfix;

using Lines = std::vector<std::string>;

TEST_CASE("marks around a text are taken off", "[rules]") {
  CHECK(without_emphasis("  **`none`** ") == "none");
  CHECK(without_emphasis("| a_b |") == "a_b");
  CHECK(without_emphasis("**_`") == "");
}

TEST_CASE("what a form has in its place is no answer", "[rules]") {
  for (const char* text :
       {"", "TBD", "tbd - later", "**TBD**", "TODO: write", "FIXME", "to be determined", "fill in",
        "xxx", "x", "...", "<file>", "[Brief description]", "_"}) {
    INFO(text);
    CHECK_FALSE(is_content(text));
  }
}

TEST_CASE("a short answer is one", "[rules]") {
  for (const char* text : {"0", "no", "n", "#345", "<https://x.example/1>", "[text](#345)", "none",
                           "TODO list cannot be opened", "TBD, probably the pool", "\xC3\xA9"}) {
    INFO(text);
    CHECK(is_content(text));
  }
}

TEST_CASE("a no without a reason is bare, in whatever words", "[rules]") {
  for (const Lines& lines : {Lines{"None"}, Lines{"N/A"}, Lines{"not needed"}, Lines{"No backup"},
                             Lines{"No", "not required"}, Lines{"skipped"}}) {
    INFO(lines.front());
    CHECK(is_bare_no(lines));
  }
}

TEST_CASE("a no with a reason, or in a script that is not read, is not bare", "[rules]") {
  for (const Lines& lines : {Lines{"none needed: no table changes"}, Lines{"No, it is read-only"},
                             Lines{"backup"}, Lines{}, Lines{"not \xE5\xBF\x85\xE8\xA6\x81"}}) {
    CHECK_FALSE(is_bare_no(lines));
  }
}

TEST_CASE("a yes that says where is not bare", "[rules]") {
  CHECK(is_bare_yes({"Done"}));
  CHECK(is_bare_yes({"yes, backup taken"}));
  CHECK_FALSE(is_bare_yes({"yes: kars-0214.dump"}));
  CHECK_FALSE(is_bare_yes({}));
}

TEST_CASE("not to know is no answer, what is known is one", "[rules]") {
  for (const char* text :
       {"unknown", "Unknown.", "not yet known", "still unclear", "no idea", "idk",
        "to be investigated", "we are investigating", "Root cause: not known yet"}) {
    INFO(text);
    CHECK_FALSE(is_content(text));
  }
  for (const char* text : {"unknown user agents", "the pool, it is not known why", "known bug",
                           "unknown \xE4\xB8\x8D"}) {
    INFO(text);
    CHECK(is_content(text));
  }
}

TEST_CASE("what fingers type without a thought is no answer", "[rules]") {
  for (const char* text :
       {"asdf", "ASDF", "asdfasdf", "qwerty", "qweasd", "zxc", "sdfsdf", "dfgdfg", "lkjh", "aaa",
        "zzzz", "foo", "foo bar", "test test", "blah, blah"}) {
    INFO(text);
    CHECK_FALSE(is_content(text));
  }
  for (const char* text :
       {"DNS", "SSL", "hash", "we were", "flask", "XHTML", "gRPC", "pool", "SSDs", "TLS", "DSA",
        "POI", "111", "foo is down", "typo", "test fails", "tree", "rate"}) {
    INFO(text);
    CHECK(is_content(text));
  }
}
