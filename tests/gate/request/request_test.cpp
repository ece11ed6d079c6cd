// SPDX-License-Identifier: MIT
#include "gate/request/request.h"

#include "gate/base/error.h"
#include "gate/request/subject.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {
const std::string kOne(40, 'a'), kTwo(40, 'b'), kZero(40, '0');
}

TEST_CASE("a line of pre-push is four fields", "[gate]") {
  const auto updates = parse_pre_push("refs/heads/x " + kOne + " refs/heads/y " + kTwo + "\n");
  REQUIRE(updates.size() == 1);
  CHECK(updates[0].local_ref == "refs/heads/x");
  CHECK(updates[0].local_id == kOne);
  CHECK(updates[0].remote_ref == "refs/heads/y");
  CHECK(updates[0].remote_id == kTwo);
}

TEST_CASE("the zero id means that there is nothing", "[gate]") {
  const auto updates = parse_pre_push("(delete) " + kZero + " refs/heads/y " + kTwo + "\n");
  CHECK(updates.at(0).local_id.empty());
}

TEST_CASE("nothing to push gives no update", "[gate]") { CHECK(parse_pre_push("").empty()); }

TEST_CASE("a last line without its end is read", "[gate]") {
  CHECK(parse_pre_push("HEAD~1 " + kOne + " refs/heads/y " + kZero).size() == 1);
}

TEST_CASE("carriage returns of another system are no part of a name", "[gate]") {
  CHECK(parse_pre_push("x " + kOne + " refs/heads/y " + kTwo + "\r\n").at(0).remote_id == kTwo);
}

TEST_CASE("ids of 64 digits are read", "[gate]") {
  const std::string id(64, 'c');
  CHECK(parse_pre_push("x " + id + " refs/heads/y " + std::string(64, '0')).at(0).local_id == id);
}

TEST_CASE("a line that git would not write is refused with its number", "[gate]") {
  const std::string good = "x " + kOne + " refs/heads/y " + kTwo + "\n";
  for (const std::string& bad :
       {std::string("garbage"), "x " + kOne + " refs/heads/y", "x 123 refs/heads/y " + kTwo,
        "x " + kOne + " refs/heads/y " + kTwo + " more", std::string(" "), std::string("\n\n")}) {
    INFO(bad);
    CHECK_THROWS_WITH(parse_pre_push(good + bad), contains("line 2"));
  }
}

TEST_CASE("an endless line is refused", "[gate]") {
  CHECK_THROWS_AS(parse_pre_push(std::string(2 << 20, 'x')), UsageError);
}

TEST_CASE("ranges are read with either number of dots and open ends", "[gate]") {
  CHECK(parse_range("a..b")->from == "a");
  CHECK(parse_range("a...b")->to == "b");
  CHECK(parse_range("a..")->to == "HEAD");
  CHECK(parse_range("..b")->from == "HEAD");
  CHECK_FALSE(parse_range("a").has_value());
}

TEST_CASE("credentials in a URL are never repeated", "[gate]") {
  CHECK(redact_url("https://user:token@example.com/x.git") == "https://***@example.com/x.git");
  CHECK(redact_url("https://token@example.com/a@b") == "https://***@example.com/a@b");
  CHECK(redact_url("https://u:p@ss@example.com/x") == "https://***@example.com/x");
  CHECK(redact_url("https://u:p@example.com?x=1") == "https://***@example.com?***");
  CHECK(redact_url("https://example.com/x.git") == "https://example.com/x.git");
  CHECK(redact_url("git@example.com:x.git") == "git@example.com:x.git");
  CHECK(redact_url("origin") == "origin");
}

TEST_CASE("the query and the fragment of a URL are never repeated", "[gate]") {
  CHECK(redact_url("https://example.com/x.git?private_token=abc") ==
        "https://example.com/x.git?***");
  CHECK(redact_url("https://u@example.com/x?a=1@b#c") == "https://***@example.com/x?***");
  CHECK(redact_url("https://example.com#token") == "https://example.com#***");
}

TEST_CASE("a branch that is meant as a hotfix is known by any separator", "[gate]") {
  for (const char* name : {"hot.fix/x", "hotfix.x", "Hot_Fix-x", "hotfixes/x", "hotfix"}) {
    INFO(name);
    CHECK(kind_of_branch(name, default_policy()) == SubjectKind::lookalike);
  }
}

TEST_CASE("characters that nobody sees do not hide a hotfix branch", "[gate]") {
  for (const char* unseen : {"\u200b", "\u200f", "\u2060", "\ufeff"}) {
    const std::string name = "hot" + std::string(unseen) + "fix" + unseen + "/x";
    INFO(name);
    CHECK(kind_of_branch(name, default_policy()) == SubjectKind::lookalike);
  }
}

TEST_CASE("a branch that only sounds like a hotfix is no lookalike", "[gate]") {
  for (const char* name : {"hotfixture/x", "hot.fixed", "hothouse", "feature/hotfix"}) {
    INFO(name);
    CHECK(kind_of_branch(name, default_policy()) == SubjectKind::other);
  }
}
