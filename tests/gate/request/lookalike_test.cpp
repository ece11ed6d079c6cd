// SPDX-License-Identifier: MIT
#include "gate/request/lookalike.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("other spellings of hotfix are recognised", "[gate]") {
  for (const char* name :
       {"Hotfix/x", "HOTFIX/x", "hot-fix/x", "hot_fix/x", "hot.fix/x", "hotfixes/x", "hotfix-x",
        "hotfix", "hotfix_x", "_hotfix/x", "h0tfix/x", "hotf1x/x", "hotflx/x", "hotfix-/x",
        "hotfix2/x", "hotfix1", "hotfix@x", "hotfix#12"}) {
    INFO(name);
    CHECK(looks_like_hotfix(name));
  }
}

TEST_CASE("letters of other alphabets that look like ours do not hide a hotfix", "[gate]") {
  for (const char* name :
       {"h\u043etfix/x", "hotf\u0456x/x", "\u04bbotfix/x", "hotfi\u0445/x", "ho\u0442fix/x",
        "h\u03bftfix/x", "ho\u03c4fi\u03c7/x", "\uff48\uff4f\uff54\uff46\uff49\uff58/x",
        "\U0001d421\U0001d428\U0001d42d\U0001d41f\U0001d422\U0001d431/x", "hot\ufb01x/x",
        "h\u00f6tfix/x", "ho\u0301tfix/x", "hotf\u0131x/x",
        "\u24d7\u24de\u24e3\u24d5\u24d8\u24e7/x"}) {
    INFO(name);
    CHECK(looks_like_hotfix(name));
  }
}

TEST_CASE("nor do slashes, dashes and blanks that look like ours", "[gate]") {
  for (const char* name :
       {"hotfix\u2215x", "hotfix\u2044x", "hotfix\uff0fx", "hotfix\u29f8x", "hotfix\u2010x",
        "hot\u2011fix/x", "hot\u00a0fix/x", "hotfix\u3000x", "hot\u200bfix/x", "\ufeffhotfix/x",
        "hotfix\u00ad/x", "hot\u2060fix/x"}) {
    INFO(name);
    CHECK(looks_like_hotfix(name));
  }
}

TEST_CASE("a slip of the finger is meant as a hotfix", "[gate]") {
  for (const char* name : {"hotifx/x", "hoftix/x", "ohtfix/x", "hotfxi/x", "hofix/x", "hotfx/x",
                           "hottfix/x", "hotfixx/x", "hotfixs/x"}) {
    INFO(name);
    CHECK(looks_like_hotfix(name));
  }
}

TEST_CASE("a place before the name does not hide a hotfix", "[gate]") {
  CHECK(looks_like_hotfix("origin/hotfix/x"));
  CHECK(looks_like_hotfix("refs/heads/hotfix/x"));
}

TEST_CASE("other branches are left alone", "[gate]") {
  for (const char* name : {"",
                           "/",
                           "feature/hotfix",
                           "feature/hot-fix-button",
                           "hotfixture",
                           "hot",
                           "hotel/fix",
                           "fix/x",
                           "bugfix/x",
                           "botfix/x",
                           "photo/x",
                           "hoist/x",
                           "profix/x",
                           "hot-fixtures/x",
                           "alice/hotfix/x",
                           "kars-dev",
                           "\xff\xfe",
                           "h\xc3",
                           "\u6f22\u5b57/x",
                           "release/1.0",
                           "hotfixing-the-docs"}) {
    INFO(name);
    CHECK_FALSE(looks_like_hotfix(name));
  }
}
