// SPDX-License-Identifier: MIT
#include "gate/report/markup/pages.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kId(40, 'a');

Pages github() { return pages_of(Forge::github, "https://github.com/o/kars"); }
Pages gitlab() { return pages_of(Forge::gitlab, "https://gitlab.example.com/g/sub/kars/"); }

}  // namespace

TEST_CASE("the pages of a repository are told from its remote", "[gate][pages]") {
  for (const char* url : {"https://github.com/o/kars.git", "git@github.com:o/kars.git",
                          "ssh://git@github.com:22/o/kars", "https://kim:secret@github.com/o/kars/",
                          "https://github.com/o/kars.git?token=secret#x"}) {
    INFO(url);
    CHECK(pages_of_remote(Forge::none, url).repository == "https://github.com/o/kars");
  }
  CHECK(pages_of_remote(Forge::none, "https://git.example.com/o/kars").repository.empty());
  CHECK(pages_of_remote(Forge::gitlab, "https://git.example.com:8443/o/kars").repository ==
        "https://git.example.com:8443/o/kars");
  CHECK(pages_of_remote(Forge::github, "/srv/git/kars.git").repository.empty());
}

TEST_CASE("the name of a repository is told from its remote, without a secret", "[gate][pages]") {
  CHECK(repository_name("https://kim:secret@github.com/o/kars.git") == "o/kars");
  CHECK(repository_name("git@gitlab.com:g/sub/kars.git") == "g/sub/kars");
  CHECK(repository_name("/home/kim/work/kars.git/") == "kars");
  CHECK(repository_name("../kars") == "kars");
  CHECK(repository_name("").empty());
}

TEST_CASE("each forge has its own addresses", "[gate][pages]") {
  CHECK(commit_page(github(), kId) == "https://github.com/o/kars/commit/" + kId);
  CHECK(commit_page(gitlab(), kId) == "https://gitlab.example.com/g/sub/kars/-/commit/" + kId);
  CHECK(pull_request_page(github(), 42) == "https://github.com/o/kars/pull/42");
  CHECK(pull_request_page(gitlab(), 42) ==
        "https://gitlab.example.com/g/sub/kars/-/merge_requests/42");
  CHECK(file_page(github(), kId, "src/a.js", 7) ==
        "https://github.com/o/kars/blob/" + kId + "/src/a.js#L7");
  CHECK(branch_page(github(), "hotfix/a b") == "https://github.com/o/kars/tree/hotfix/a%20b");
}

TEST_CASE("a path cannot leave its link, whatever it is called", "[gate][pages]") {
  const std::string page = file_page(github(), kId, "a)](b) <i>\"'\n%2e\xff|`.js", 0);
  CHECK(page == "https://github.com/o/kars/blob/" + kId +
                    "/a%29%5D%28b%29%20%3Ci%3E%22%27%0A%252e%FF%7C%60.js");
  CHECK(file_page(github(), kId, "../x", 0).empty());
  CHECK(file_page(github(), kId, std::string(3000, 'x'), 0).empty());
}

TEST_CASE("what is not known is not linked", "[gate][pages]") {
  CHECK(commit_page({}, kId).empty());
  CHECK(commit_page(github(), "main").empty());
  CHECK(pull_request_page(github(), 0).empty());
  CHECK(rule_page(github(), "severity").empty());
}

TEST_CASE("an address that is not plain is no address", "[gate][pages]") {
  for (const char* url :
       {"javascript:alert(1)", "https://github.com/o/kars)](x", "https://github.com/o",
        "https://github.com/o/k\"><b>", "https:///o/kars", "https://github.com/o/k ars", ""}) {
    INFO(url);
    CHECK(pages_of(Forge::github, url).repository.empty());
  }
  CHECK(pages_of(Forge::none, "https://github.com/o/kars").repository.empty());
}

TEST_CASE("a rule is explained at its place of the page", "[gate][pages]") {
  Pages pages;
  pages.rules = "https://github.com/o/gate/blob/v1/rules/README.md";
  CHECK(rule_page(pages, "severity") == pages.rules + "#severity");
  pages.rules = "javascript:alert(1)";
  CHECK(rule_page(pages, "severity").empty());
}
