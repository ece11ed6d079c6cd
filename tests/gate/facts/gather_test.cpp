// SPDX-License-Identifier: MIT
#include "gate/facts/gather.h"

#include "rules/model/need_table.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Branches : TestRepo {
  Branches() {
    kars(*this);
    switch_new("hotfix/x", "kars-prod");
    commit("hotfix: mend\n\nSeverity: P0\nHotfix-Waive: minimal-diff it is long", "src/x.js",
           "x\n");
  }
};

Subject pull_request_of(const TestRepo& repo) {
  Subject subject;
  subject.stage = Stage::pull_request;
  subject.branch = "hotfix/x";
  subject.head = repo.id("hotfix/x");
  return subject;
}

}  // namespace

TEST_CASE("only what is asked for is gathered, and what that stands on", "[gate]") {
  const Branches repo;
  const Facts facts = facts_of(repo, "hotfix/x", Need::reverts);
  CHECK(facts.reverts.has_value());
  CHECK(facts.history.has_value());
  CHECK_FALSE(facts.origin.has_value());
  CHECK_FALSE(facts.changes.has_value());
  CHECK_FALSE(facts.forecast.has_value());
  CHECK_FALSE(facts.debts.has_value());
  CHECK(facts.unknown.empty());
}

TEST_CASE("nothing is gathered when nothing is asked for", "[gate]") {
  const Branches repo;
  const Facts facts = facts_of(repo, "hotfix/x", Need::none);
  for (const Need need : kNeeds) CHECK_FALSE(is_met(facts, need));
}

TEST_CASE("every need that can be asked of a branch is met or has its reason", "[gate]") {
  const Branches repo;
  const Subject subject = pull_request_of(repo);
  Need all = Need::none;
  for (const Need need : kNeeds) all = all | need;
  const Facts facts = facts_of(repo, subject, all);
  for (const Need need : kNeeds) {
    INFO(words_of(need));
    const bool is_asked = askable(need, subject) != Need::none;
    bool is_unknown = false;
    for (const Unknown& unknown : facts.unknown) is_unknown |= has(unknown.need, need);
    CHECK((is_met(facts, need) || is_unknown) == is_asked);
  }
}

TEST_CASE("one reason is told for all that stands on a history that is not here", "[gate]") {
  const Branches repo;
  Subject subject = pull_request_of(repo);
  subject.head = std::string(40, 'c');
  const Facts facts = facts_of(repo, subject, Need::origin | Need::lines | Need::forecast);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].reason == "commit cccccccccccc is not here");
  CHECK(facts.unknown[0].cause == Cause::not_fetched);
  for (const Need need : {Need::origin, Need::lines, Need::forecast}) {
    CHECK(has(facts.unknown[0].need, need));
  }
}

TEST_CASE("changed lines are read once for those who need only the files", "[gate]") {
  const Branches repo;
  const Facts facts = facts_of(repo, "hotfix/x", Need::changes | Need::lines);
  REQUIRE(facts.changes->size() == 1);
  CHECK(facts.changes->front().added == 1);
}

TEST_CASE("what nobody said of a pull request is unknown, with the command that says it",
          "[gate]") {
  const Branches repo;
  const Facts facts = facts_of(repo, pull_request_of(repo), Need::reviews);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].need == Need::reviews);
  CHECK_THAT(facts.unknown[0].fix, contains("--pr-json"));
}

TEST_CASE("a pull request whose reviews nobody asked for lacks only these", "[gate]") {
  const Branches repo;
  const PullRequest request;
  const Facts facts =
      facts_of(repo, pull_request_of(repo), Need::pull_request | Need::reviews, &request);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].need == Need::reviews);
  CHECK(facts.unknown[0].reason == "the reviews of the pull request are not known");
}

TEST_CASE("the branches that a subject is compared with may be others than the context's",
          "[gate]") {
  const Branches repo;
  const Context context = context_of(repo);
  Graph graph(context.repository);
  LandingIndex index(graph, default_policy());
  Refs refs = context.refs;
  refs.production_id = repo.id("hotfix/x");
  const Subject subject = pull_request_of(repo);
  const Facts facts = gather(context, index, {subject, refs}, Need::history);
  CHECK(facts.history->commits.empty());
  CHECK(facts.refs.production_id == refs.production_id);
}

TEST_CASE("reviews of a pull request whose author nobody names are not known", "[gate]") {
  const Branches repo;
  PullRequest request;
  request.reviews.emplace();
  const Facts facts = facts_of(repo, pull_request_of(repo), Need::reviews, &request);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].reason == "the author of the pull request is not known");
  request.author_known = true;
  CHECK(facts_of(repo, pull_request_of(repo), Need::reviews, &request).unknown.empty());
}

TEST_CASE("a description is read as its reader sees it, and one that is too long is unknown",
          "[gate]") {
  const Branches repo;
  PullRequest request;
  request.body = "~~a~~ **b**";
  Facts facts = facts_of(repo, pull_request_of(repo), Need::description, &request);
  REQUIRE(facts.description);
  CHECK(facts.description->lines.at(0).text == "b");
  request.body = std::string(70'000, 'a');
  facts = facts_of(repo, pull_request_of(repo), Need::pull_request | Need::description, &request);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].need == Need::description);
  CHECK_FALSE(facts.description);
}
