// SPDX-License-Identifier: MIT
#include "rules/model/need_table.h"

#include <set>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Need all_needs() {
  Need all = Need::none;
  for (const Need need : kNeeds) all = all | need;
  return all;
}

Need asked_of(Stage stage, SubjectKind kind) {
  Subject subject;
  subject.stage = stage;
  subject.kind = kind;
  return askable(all_needs(), subject);
}

}  // namespace

TEST_CASE("every need has a bit and words of its own", "[rules]") {
  std::set<Need> bits;
  std::set<std::string_view> words;
  for (const Need need : kNeeds) {
    CHECK(bits.insert(need).second);
    CHECK(words.insert(words_of(need)).second);
    CHECK(words_of(need).size() > 10);
  }
}

TEST_CASE("no need is met by facts that nobody gathered", "[rules]") {
  for (const Need need : kNeeds) {
    INFO(words_of(need));
    CHECK_FALSE(is_met(Facts{}, need));
  }
}

TEST_CASE("reviews are met by a pull request only when they were asked for", "[rules]") {
  Facts facts;
  facts.pull_request.emplace();
  CHECK(is_met(facts, Need::pull_request));
  CHECK_FALSE(is_met(facts, Need::reviews));
  facts.pull_request->reviews.emplace();
  CHECK(is_met(facts, Need::reviews));
}

TEST_CASE("a need stands only on needs that come before it in the table", "[rules]") {
  Need before = Need::none;
  for (const Need need : kNeeds) {
    INFO(words_of(need));
    CHECK((stands_on(need) & before) == stands_on(need));
    before = before | need;
  }
}

TEST_CASE("every need can be asked of some subject", "[rules]") {
  const Need asked = asked_of(Stage::commit_msg, SubjectKind::message) |
                     asked_of(Stage::pull_request, SubjectKind::hotfix) |
                     asked_of(Stage::released, SubjectKind::production) |
                     asked_of(Stage::audit, SubjectKind::ledger);
  CHECK(asked == all_needs());
}

TEST_CASE("before a commit exists only its message can be asked for", "[rules]") {
  CHECK(asked_of(Stage::commit_msg, SubjectKind::message) == Need::message);
}

TEST_CASE("of a ledger only the documents can be asked for", "[rules]") {
  CHECK(asked_of(Stage::audit, SubjectKind::ledger) == Need::post_mortems);
  CHECK_FALSE(has(asked_of(Stage::lint, SubjectKind::hotfix), Need::post_mortems));
}

TEST_CASE("a branch that moved is not compared with production", "[rules]") {
  CHECK(asked_of(Stage::push, SubjectKind::production) ==
        (Need::update | Need::reverts | Need::promotion));
  CHECK(asked_of(Stage::push, SubjectKind::development) ==
        asked_of(Stage::push, SubjectKind::production));
  CHECK(has(asked_of(Stage::merge_group, SubjectKind::production), Need::arrivals));
}

TEST_CASE("only a pull request has a description, reviews and claims", "[rules]") {
  const Need described = Need::pull_request | Need::reviews | Need::claims;
  CHECK_FALSE(has(asked_of(Stage::push, SubjectKind::hotfix), described));
  CHECK((asked_of(Stage::pull_request, SubjectKind::hotfix) & described) == described);
}
