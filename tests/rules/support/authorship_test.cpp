// SPDX-License-Identifier: MIT
#include "rules/support/authorship.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

using Logins = std::vector<std::string>;

namespace {

Review by(const std::string& login, const std::string& name = {}) {
  Review review;
  review.author = login;
  review.name = name;
  return review;
}

// The pull request whose head 'a' has this author and committer.
Facts written(const std::string& author, const std::string& email,
              const std::string& committer = "GitHub",
              const std::string& committer_email = "noreply@github.com") {
  Facts facts = pull_request_of_hotfix();
  Commit& head = facts.history->commits.front();
  head.author = author;
  head.author_email = email;
  head.committer = committer;
  head.committer_email = committer_email;
  return facts;
}

const std::string kWrote = "wrote commit aaaaaaaaaaaa";

}  // namespace

TEST_CASE("logins are the same in whatever case, and none is like none", "[rules]") {
  CHECK(same_login("Anna", "aNNA"));
  CHECK_FALSE(same_login("anna", "ann"));
  CHECK_FALSE(same_login("", ""));
}

TEST_CASE("an address that hides another has the login", "[rules]") {
  CHECK(logins_of("12+anna@users.noreply.github.com") == Logins{"anna"});
  CHECK(logins_of("anna@users.noreply.github.com") == Logins{"anna"});
  CHECK(logins_of("anna@USERS.noreply.github.example.com") == Logins{"anna"});
  CHECK(logins_of("12-anna@users.noreply.gitlab.com") == Logins{"12-anna", "anna"});
  for (const char* email : {"anna@example.com", "anna", "", "noreply@github.com",
                            "x@users.noreply.github.com@evil.example"}) {
    INFO(email);
    CHECK(logins_of(email).empty());
  }
}

TEST_CASE("a reviewer who wrote or committed the head is known by address or name", "[rules]") {
  const Review anna = by("anna", "Anna Doe");
  CHECK(written_by(anna, written("A", "1+Anna@users.noreply.github.com"), false) == kWrote);
  CHECK(written_by(anna, written("anna doe", "anna@example.com"), false) == kWrote);
  CHECK(written_by(anna, written("ANNA", "anna@example.com"), false) == kWrote);
  CHECK(written_by(anna, written("Kim", "kim@example.com", "A", "anna@users.noreply.github.com"),
                   false) == "committed commit aaaaaaaaaaaa");
  CHECK(written_by(anna, written("Kim", "kim@example.com"), false).empty());
  CHECK(written_by(by("kim"), written("", "", "", ""), false).empty());
}

TEST_CASE("a forge that commits for a person is not that person", "[rules]") {
  CHECK(written_by(by("github"), written("Kim", "kim@example.com"), false).empty());
}

TEST_CASE("the forge's own list of authors goes beside the addresses", "[rules]") {
  Facts facts = written("Kim", "kim@example.com");
  facts.pull_request->authors = {{id('b'), {"lead"}}, {id('a'), {"Kim-D", "anna"}}};
  CHECK(written_by(by("kim-d"), facts, false) == kWrote);
  CHECK(written_by(by("anna"), facts, false).empty());
  CHECK(written_by(by("anna"), facts, true) == kWrote);
  CHECK(written_by(by("lead"), facts, true).empty());
}

TEST_CASE("co-authors are read from the message when they count", "[rules]") {
  Facts facts = written("Kim", "kim@example.com");
  facts.history->commits.front().message =
      "hotfix: x\n\nco-authored-by: Anna <1+anna@users.noreply.github.com>\nCo-authored-by: Lee\n";
  const std::string co_author = "is a co-author of commit aaaaaaaaaaaa";
  CHECK(written_by(by("anna"), facts, true) == co_author);
  CHECK(written_by(by("lee"), facts, true) == co_author);
  CHECK(written_by(by("anna"), facts, false).empty());
}

TEST_CASE("empty commits and merges of production do not hide who wrote what is below them",
          "[rules]") {
  Facts facts = written("Kim", "kim@users.noreply.github.com");
  Commit update = commit('b', "Merge branch 'kars-prod'", "a0");
  update.author = "Lead";
  Commit empty = commit('c', "trigger CI", "b");
  empty.author = "Anna";
  facts.history->commits.insert(facts.history->commits.end(), {update, empty});
  facts.history->updates = {update.id};
  facts.history->empty = {empty.id};
  facts.subject.head = empty.id;
  CHECK(written_by(by("kim"), facts, false) == kWrote);
  CHECK(written_by(by("lead"), facts, false).empty());
  CHECK(written_by(by("anna"), facts, false).empty());
  facts.history->updates.clear();
  CHECK(written_by(by("lead"), facts, false) == "wrote commit bbbbbbbbbbbb");
}

TEST_CASE("a program is known by the forge's word or by its login", "[rules]") {
  for (const char* login : {"x[bot]", "app/x", "GitHub-Actions", "web-flow", "service_account_1",
                            "project_1_bot", "project_1_bot_ab", "group_9_bot"}) {
    INFO(login);
    CHECK(is_program(by(login)));
  }
  for (const char* login :
       {"anna", "robot", "project_bot", "project_1_bottle", "group_x_bot", ""}) {
    INFO(login);
    CHECK_FALSE(is_program(by(login)));
  }
  Review marked = by("anna");
  marked.is_bot = true;
  CHECK(is_program(marked));
}
