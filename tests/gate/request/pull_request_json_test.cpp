// SPDX-License-Identifier: MIT
#include "gate/request/pull_request_json.h"

#include "ci/event/github_event.h"
#include "gate/base/error.h"
#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"

using namespace hotfix;
using hotfix::test::ci_fixture;
using hotfix::test::with;
using State = hotfix::Review::State;

namespace {

const std::string kHead(40, '1'), kOlder(40, '4');

std::string json(const std::string& name) { return ci_fixture("pull_requests/" + name + ".json"); }

Event event_of(const std::string& payload) {
  return read_github_event("pull_request", ci_fixture("events/" + payload + ".json"));
}

Event applied(const std::string& text, Event event = event_of("pull_request_opened")) {
  apply_live_pull_request(event, text);
  return event;
}

PullRequest live(const std::string& name) { return *applied(json(name)).pull_request; }

// What a person can say by options: no more than names.
Event by_options() {
  Event event;
  event.kind = Event::Kind::pull_request;
  event.branch = "hotfix/login";
  return event;
}

// Why it could not be decided; the fix must never be missing, the event never half changed.
std::string reason(const std::string& text) {
  Event event = event_of("pull_request_opened");
  try {
    apply_live_pull_request(event, text);
  } catch (const Undecidable& error) {
    REQUIRE_FALSE(error.fix.empty());
    REQUIRE_FALSE(event.pull_request->live);
    return error.what();
  }
  return "it was decided";
}

std::string refused(const std::string& from, const std::string& to) {
  return reason(with(json("approved"), from, to));
}

}  // namespace

TEST_CASE("what is asked for just now is live", "[gate]") {
  const PullRequest known = live("unreviewed");
  CHECK(known.live);
  CHECK(known.number == 42);
  CHECK(known.url == "https://github.com/kars/kars/pull/42");
}

TEST_CASE("live words take the place of the payload's", "[gate]") {
  const std::string text = with(with(with(json("draft"), "trim the session cookie", "mend login"),
                                     "\"name\": \"P0\"", "\"name\": \"P1\""),
                                "\"login\": \"ada\"", "\"login\": \"lovelace\"");
  const PullRequest known = *applied(text).pull_request;
  CHECK(known.title == "hotfix: mend login before comparing it");
  CHECK(known.labels == std::vector<std::string>{"P1"});
  CHECK(known.author == "lovelace");
  CHECK(known.draft);
}

TEST_CASE("a body that was emptied since is empty", "[gate]") {
  CHECK(applied("{\"number\": 42, \"body\": \"\"}").pull_request->body.empty());
}

TEST_CASE("labels that were taken off since are gone", "[gate]") {
  CHECK(applied("{\"number\": 42, \"labels\": []}").pull_request->labels.empty());
}

TEST_CASE("a key that is missing changes nothing", "[gate]") {
  const PullRequest before = *event_of("pull_request_auto_merge").pull_request;
  const PullRequest known =
      *applied("{\"number\": 42}", event_of("pull_request_auto_merge")).pull_request;
  CHECK(known.title == before.title);
  CHECK(known.body == before.body);
  CHECK(known.author == before.author);
  CHECK(known.labels == before.labels);
  CHECK(known.merging.chosen == MergeMethod::merge);
}

TEST_CASE("merge settings that gh does not tell stay as the payload says", "[gate]") {
  CHECK(live("unreviewed").merging.allows_squash == true);
}

TEST_CASE("no reviews asked for is not the same as no review", "[gate]") {
  CHECK_FALSE(applied("{\"number\": 42}").pull_request->reviews);
  CHECK_FALSE(applied("{\"number\": 42, \"reviews\": null}").pull_request->reviews);
  CHECK(live("unreviewed").reviews->empty());
}

TEST_CASE("an approval is known with its author, its standing and its commit", "[gate]") {
  const PullRequest known = live("approved");
  REQUIRE(known.reviews->size() == 1);
  const Review& review = known.reviews->front();
  CHECK(review.author == "grace");
  CHECK(review.is_member);
  CHECK(review.state == State::approved);
  CHECK(review.commit == kHead);
}

TEST_CASE("an approval of an older commit says so", "[gate]") {
  CHECK(live("approved_stale").reviews->front().commit == kOlder);
}

TEST_CASE("states of a review are told apart", "[gate]") {
  CHECK(live("changes_requested").reviews->front().state == State::changes_requested);
  CHECK(live("dismissed").reviews->front().state == State::dismissed);
}

TEST_CASE("reviews are sorted by time and one that is not submitted is left out", "[gate]") {
  const std::vector<Review> reviews = *live("many_reviews").reviews;
  REQUIRE(reviews.size() == 4);
  CHECK(reviews[0].state == State::changes_requested);
  CHECK(reviews[1].state == State::commented);
  CHECK(reviews[2].state == State::dismissed);
  CHECK(reviews[3].state == State::approved);
}

TEST_CASE("reviews of one second keep their order", "[gate]") {
  const std::string text =
      with(with(json("many_reviews"), "13:02:00Z", "12:40:00Z"), "12:41:00Z", "12:40:00Z");
  const std::vector<Review> reviews = *applied(text).pull_request->reviews;
  CHECK(reviews[0].state == State::approved);
  CHECK(reviews[1].state == State::changes_requested);
  CHECK(reviews[2].state == State::commented);
}

TEST_CASE("a reviewer whose account is gone has no name, and no commit is none", "[gate]") {
  const Review review = live("many_reviews").reviews->at(2);
  CHECK(review.author.empty());
  CHECK(review.commit.empty());
  CHECK_FALSE(review.is_member);
}

TEST_CASE("only the forge's word makes a reviewer a member", "[gate]") {
  for (const char* member : {"OWNER", "MEMBER", "COLLABORATOR"}) {
    CHECK(applied(with(json("approved"), "MEMBER", member)).pull_request->reviews->at(0).is_member);
  }
  for (const char* other : {"CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "NONE",
                            "MANNEQUIN", "member", ""}) {
    INFO(other);
    CHECK_FALSE(
        applied(with(json("approved"), "MEMBER", other)).pull_request->reviews->at(0).is_member);
  }
}

TEST_CASE("an app has one name as author and as reviewer", "[gate]") {
  const PullRequest known = live("by_an_app");
  CHECK(known.author == "kars-helper");
  CHECK(known.author == known.reviews->front().author);
}

TEST_CASE("an author whose account is gone has no name in gh's words either", "[gate]") {
  CHECK(live("by_a_ghost").author.empty());
}

TEST_CASE("auto-merge that is set is known by its method", "[gate]") {
  CHECK(live("auto_merge_squash").merging.chosen == MergeMethod::squash);
  CHECK(live("auto_merge_rebase").merging.chosen == MergeMethod::rebase);
}

TEST_CASE("a subject that auto-merge was given is known, and none is none", "[gate]") {
  const std::string text = json("auto_merge_squash");
  CHECK(applied(text).pull_request->merging.subject.empty());
  CHECK(applied(with(text, "\"commitHeadline\": null", "\"commitHeadline\": \"fix: x\""))
            .pull_request->merging.subject == "fix: x");
  CHECK(applied(with(text, "    \"commitHeadline\": null,\n", ""))
            .pull_request->merging.subject.empty());
  CHECK(refused("\"autoMergeRequest\": null",
                "\"autoMergeRequest\": {\"mergeMethod\": \"SQUASH\", \"commitHeadline\": 7}") ==
        "autoMergeRequest.commitHeadline is not a string in --pr-json");
}

TEST_CASE("a subject goes with the auto-merge that is turned off", "[gate]") {
  Event event = event_of("pull_request_auto_merge");
  event.pull_request->merging.subject = "fix: x";
  CHECK(applied(json("unreviewed"), event).pull_request->merging.subject.empty());
}

TEST_CASE("the newest commit is known as the forge says", "[gate]") {
  CHECK(live("unreviewed").head == kHead);
}

TEST_CASE("a pull request that was merged since is not judged, a closed one is", "[gate]") {
  const std::string text = json("approved");
  CHECK(applied(text).nothing.empty());
  CHECK_FALSE(applied(text).closed);
  CHECK(applied(with(text, "OPEN", "CLOSED")).nothing.empty());
  CHECK(applied(with(text, "OPEN", "CLOSED")).closed);
  CHECK_THAT(applied(with(text, "OPEN", "MERGED")).nothing, contains("is merged"));
  CHECK(refused("OPEN", "LOCKED") == "state is not a known state of a pull request in --pr-json");
}

TEST_CASE("a pull request that moved on and was merged is merged", "[gate]") {
  CHECK_THAT(applied(with(json("pushed_since"), "OPEN", "MERGED")).nothing, contains("is merged"));
}

TEST_CASE("a pull request that was opened again since is as open as the forge says", "[gate]") {
  const Event event = applied(json("approved"), event_of("pull_request_closed"));
  CHECK(event.nothing.empty());
  CHECK_FALSE(event.closed);
  CHECK(event.pull_request->live);
  CHECK(event.pull_request->reviews->size() == 1);
}

TEST_CASE("auto-merge that was turned off since is off", "[gate]") {
  const Event event = applied(json("unreviewed"), event_of("pull_request_auto_merge"));
  CHECK_FALSE(event.pull_request->merging.chosen);
}

TEST_CASE("another pull request's JSON is a mistake of whoever gave it", "[gate]") {
  REQUIRE_THROWS_AS(applied(with(json("approved"), "\"number\": 42", "\"number\": 43")),
                    UsageError);
}

TEST_CASE("a pull request that was pushed to since is undecided", "[gate]") {
  CHECK(reason(json("pushed_since")) ==
        "the pull request has moved on to 444444444444 since this event");
}

TEST_CASE("a pull request that goes elsewhere since is undecided", "[gate]") {
  CHECK(reason(json("retargeted")) ==
        "the pull request has moved on to another target, kars-dev, since this event");
}

TEST_CASE("one id in other letters is one id", "[gate]") {
  Event event = event_of("pull_request_opened");
  event.head = std::string(40, 'A');
  CHECK_NOTHROW(applied(with(json("approved"), kHead, std::string(40, 'a')), event));
}

TEST_CASE("a head that a person wrote is left to git", "[gate]") {
  Event event = by_options();
  event.head = "origin/hotfix/login";
  CHECK(applied(json("approved"), event).head == "origin/hotfix/login");
}

TEST_CASE("what options leave open is filled", "[gate]") {
  const Event event = applied(json("approved"), by_options());
  CHECK(event.head == kHead);
  CHECK(event.target == "kars-prod");
  CHECK(event.branch == "hotfix/login");
  REQUIRE(event.pull_request);
  CHECK(event.pull_request->number == 42);
  CHECK(event.pull_request->live);
}

TEST_CASE("an event of no pull request, or of a merged one, stays as it is", "[gate]") {
  Event push;
  push.kind = Event::Kind::push;
  CHECK_FALSE(applied(json("approved"), push).pull_request);
  CHECK_FALSE(applied(json("pushed_since"), event_of("pull_request_merged")).pull_request->live);
}

TEST_CASE("text that is no such JSON is undecided", "[gate]") {
  CHECK(reason("") == "--pr-json is empty");
  CHECK(reason("no pull requests found") == "--pr-json is not JSON: it breaks at byte 2");
  CHECK(reason("[]") == "--pr-json is not an object");
  CHECK(reason("{\"message\": \"Not Found\"}") == "number is missing in --pr-json");
  CHECK_THAT(reason(std::string(kPayloadLimit + 1, ' ')), contains("is larger than 25 MiB"));
}

TEST_CASE("the fix for it is the command that makes good JSON", "[gate]") {
  try {
    applied("");
    FAIL("it was decided");
  } catch (const Undecidable& error) {
    CHECK_THAT(error.fix, contains("gh pr view <number> --json number,state,title,body,"));
  }
}

TEST_CASE("a review that cannot be understood is undecided, not left out", "[gate]") {
  CHECK(refused("\"APPROVED\"", "\"BLESSED\"") ==
        "reviews[0].state is not a known state of a review in --pr-json");
  CHECK(refused("\"submittedAt\": \"2025-06-15T12:52:10Z\"", "\"submittedAt\": \"yesterday\"") ==
        "reviews[0].submittedAt is not a time like 2025-06-15T12:30:00Z in --pr-json");
  CHECK(refused("\"submittedAt\"", "\"createdAt\"") ==
        "reviews[0].submittedAt is missing in --pr-json");
  CHECK(refused("\"oid\": \"" + kHead, "\"oid\": \"1111111") ==
        "reviews[0].commit.oid is not a full commit id in --pr-json");
  CHECK(refused("\"login\": \"grace\"", "\"login\": 7") ==
        "reviews[0].author.login is not a string in --pr-json");
}

TEST_CASE("what is of another type is undecided and named", "[gate]") {
  CHECK(refused("\"isDraft\": false", "\"isDraft\": \"no\"") ==
        "isDraft is neither true nor false in --pr-json");
  CHECK(refused("\"headRefOid\": \"1", "\"headRefOid\": \"x") ==
        "headRefOid is not a full commit id in --pr-json");
  CHECK(reason("{\"number\": 42, \"reviews\": {}}") == "reviews is not a list in --pr-json");
  CHECK(reason("{\"number\": 42, \"autoMergeRequest\": {\"mergeMethod\": \"FAST\"}}") ==
        "autoMergeRequest.mergeMethod is not a known merge method in --pr-json");
}

TEST_CASE("a reviewer that the forge calls a bot is one", "[gate]") {
  for (const char* author :
       {"{\"login\": \"helper\", \"is_bot\": true}", "{\"login\": \"helper\", \"bot\": true}",
        "{\"login\": \"helper\", \"__typename\": \"Bot\"}",
        "{\"login\": \"helper\", \"type\": \"Bot\"}", "{\"login\": \"app/helper\"}"}) {
    INFO(author);
    const std::string text =
        with(json("approved"), "{\n        \"login\": \"grace\"\n      }", author);
    const Review review = applied(text).pull_request->reviews->front();
    CHECK(review.author == "helper");
    CHECK(review.is_bot);
  }
  CHECK_FALSE(live("approved").reviews->front().is_bot);
}

TEST_CASE("a reviewer's own name is taken over where it is told", "[gate]") {
  const std::string text = with(json("approved"), "\"login\": \"grace\"",
                                "\"login\": \"grace\", \"name\": \"Grace Doe\"");
  CHECK(applied(text).pull_request->reviews->front().name == "Grace Doe");
  CHECK(live("approved").reviews->front().name.empty());
}

TEST_CASE("the accounts behind the authors of commits are known", "[gate]") {
  const std::string commits =
      "{\"number\": 42, \"commits\": [{\"oid\": \"" + kHead +
      "\", \"authors\": [{\"login\": \"ada\", \"email\": \"a@x.example\"}, {\"login\": \"\"}, "
      "{\"name\": \"Lee\"}, {\"login\": null}]}]}";
  const std::vector<CommitAuthors> authors = applied(commits).pull_request->authors;
  REQUIRE(authors.size() == 1);
  CHECK(authors[0].commit == kHead);
  CHECK(authors[0].logins == std::vector<std::string>{"ada", "", "", ""});
  CHECK(reason("{\"number\": 42, \"commits\": [{\"oid\": \"" + kHead + "\"}]}") ==
        "commits[0].authors is missing in --pr-json");
}

TEST_CASE("an author that nobody names is not known, one whose account is gone is", "[gate]") {
  CHECK_FALSE(
      applied("{\"number\": 42, \"reviews\": []}", by_options()).pull_request->author_known);
  CHECK(applied("{\"number\": 42, \"author\": null}", by_options()).pull_request->author_known);
  CHECK(applied("{\"number\": 42}").pull_request->author_known);
  CHECK(applied("{\"number\": 42, \"author\": null}").pull_request->author == "ada");
  CHECK(event_of("pull_request_ghost").pull_request->author_known);
}
