// SPDX-License-Identifier: MIT
#include "ci/event/github_event.h"

#include "gate/base/error.h"
#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"

using namespace hotfix;
using hotfix::test::ci_fixture;
using hotfix::test::with;

namespace {

const std::string kHead(40, '1'), kBefore(40, '2');

std::string payload(const std::string& name) { return ci_fixture("events/" + name + ".json"); }

Event pull_request(const std::string& name) {
  return read_github_event("pull_request", payload(name));
}
Event review(const std::string& name) {
  return read_github_event("pull_request_review", payload(name));
}
Event push(const std::string& name) { return read_github_event("push", payload(name)); }
Event merge_group(const std::string& name) {
  return read_github_event("merge_group", payload(name));
}

// Why it could not be decided; the fix must never be missing.
std::string reason(const std::string& name, const std::string& text) {
  try {
    read_github_event(name, text);
  } catch (const Undecidable& error) {
    REQUIRE_FALSE(error.fix.empty());
    return error.what();
  }
  return "it was decided";
}

}  // namespace

TEST_CASE("a pull request is its branch at its head on the way to its target", "[ci]") {
  const Event event = pull_request("pull_request_opened");
  CHECK(event.kind == Event::Kind::pull_request);
  CHECK(event.name == "pull_request");
  CHECK(event.branch == "hotfix/login");
  CHECK(event.head == kHead);
  CHECK(event.target == "kars-prod");
  CHECK(event.before.empty());
  CHECK(event.fork.empty());
  CHECK(event.nothing.empty());
}

TEST_CASE("the words of a pull request are read", "[ci]") {
  const Event event = pull_request("pull_request_opened");
  REQUIRE(event.pull_request);
  CHECK(event.pull_request->number == 42);
  CHECK(event.pull_request->url == "https://github.com/kars/kars/pull/42");
  CHECK(event.pull_request->title == "hotfix: trim the session cookie before comparing it");
  CHECK_THAT(event.pull_request->body, contains("authentication system failure"));
  CHECK(event.pull_request->author == "ada");
  CHECK(event.pull_request->labels == std::vector<std::string>{"P0"});
  CHECK_FALSE(event.pull_request->draft);
}

TEST_CASE("a payload is not live and knows no reviews", "[ci]") {
  const Event event = pull_request("pull_request_opened");
  CHECK_FALSE(event.pull_request->live);
  CHECK_FALSE(event.pull_request->reviews);
}

TEST_CASE("the merge settings are those of the target's repository", "[ci]") {
  const MergeSettings merging = pull_request("pull_request_opened").pull_request->merging;
  CHECK(merging.allows_squash == true);
  CHECK(merging.squash_title == MergeSettings::SquashTitle::commit_or_pull_request);
  CHECK_FALSE(merging.chosen);
}

TEST_CASE("a fork's merge settings count for nothing", "[ci]") {
  std::string text = payload("pull_request_fork");
  const auto in_fork = text.find("\"allow_squash_merge\": true");
  text.replace(in_fork, 26, "\"allow_squash_merge\": false");
  REQUIRE(in_fork < text.find("\"base\""));
  CHECK(read_github_event("pull_request", text).pull_request->merging.allows_squash == true);
}

TEST_CASE("a squash title that is the pull request's is known", "[ci]") {
  const std::string text =
      with(payload("pull_request_opened"), "\"COMMIT_OR_PR_TITLE\"", "\"PR_TITLE\"");
  CHECK(read_github_event("pull_request", text).pull_request->merging.squash_title ==
        MergeSettings::SquashTitle::pull_request);
}

TEST_CASE("merge settings that are not told are not known", "[ci]") {
  const MergeSettings merging = review("review_approved").pull_request->merging;
  CHECK_FALSE(merging.allows_squash);
  CHECK_FALSE(merging.squash_title);
}

TEST_CASE("merge settings are also found with the event's repository", "[ci]") {
  const std::string text = with(payload("review_approved"), "\"repository\": {",
                                "\"repository\": {\"allow_squash_merge\": false,");
  CHECK(read_github_event("pull_request_review", text).pull_request->merging.allows_squash ==
        false);
}

TEST_CASE("auto-merge says how a pull request will be merged", "[ci]") {
  CHECK(pull_request("pull_request_auto_merge").pull_request->merging.chosen == MergeMethod::merge);
}

TEST_CASE("auto-merge says which subject it was given", "[ci]") {
  const std::string text = payload("pull_request_auto_merge");
  const std::string title = "\"Merge pull request #42 from kars/hotfix/login\"";
  const auto subject = [](const std::string& changed) {
    return read_github_event("pull_request", changed).pull_request->merging.subject;
  };
  CHECK(subject(text) == "Merge pull request #42 from kars/hotfix/login");
  CHECK(subject(with(text, title, "null")).empty());
  CHECK(subject(with(text, "\"commit_title\"", "\"x\"")).empty());
  CHECK(reason("pull_request", with(text, title, "[]")) ==
        "pull_request.auto_merge.commit_title is not a string in the payload");
}

TEST_CASE("a payload knows the newest commit of its pull request", "[ci]") {
  CHECK(pull_request("pull_request_opened").pull_request->head == kHead);
}

TEST_CASE("auto-merge by an unknown method is undecided", "[ci]") {
  const std::string text = with(payload("pull_request_auto_merge"), "\"merge_method\": \"merge\"",
                                "\"merge_method\": \"teleport\"");
  CHECK(reason("pull_request", text) ==
        "pull_request.auto_merge.merge_method is not a known merge method in the payload");
}

TEST_CASE("new commits are judged at the new head", "[ci]") {
  const Event event = pull_request("pull_request_synchronize");
  CHECK(event.head == kHead);
  CHECK(event.before.empty());
}

TEST_CASE("an edited base is judged by the new one", "[ci]") {
  CHECK(pull_request("pull_request_edited_base").target == "kars-prod");
}

TEST_CASE("all labels are read, not only the new one", "[ci]") {
  CHECK(pull_request("pull_request_labeled").pull_request->labels ==
        std::vector<std::string>{"P0", "backend"});
}

TEST_CASE("a draft is known as one", "[ci]") {
  CHECK(pull_request("pull_request_draft").pull_request->draft);
}

TEST_CASE("a body that was never written is empty", "[ci]") {
  CHECK(pull_request("pull_request_null_body").pull_request->body.empty());
}

TEST_CASE("an author whose account is gone has no name", "[ci]") {
  CHECK(pull_request("pull_request_ghost").pull_request->author.empty());
}

TEST_CASE("the repository of a fork is named", "[ci]") {
  CHECK(pull_request("pull_request_fork").fork == "mallory/kars");
}

TEST_CASE("a repository spelled in other letters is no fork", "[ci]") {
  std::string text = payload("pull_request_opened");
  const std::string name = "\"full_name\": \"kars/kars\"";
  text.replace(text.find(name), name.size(), "\"full_name\": \"Kars/KARS\"");
  CHECK(read_github_event("pull_request", text).fork.empty());
}

TEST_CASE("a fork that was deleted is known to be gone", "[ci]") {
  const Event event = pull_request("pull_request_lost_fork");
  CHECK(event.fork_is_gone);
  CHECK(event.nothing.empty());
  CHECK(event.branch == "hotfix/login");
  CHECK_FALSE(pull_request("pull_request_fork").fork_is_gone);
}

TEST_CASE("a merged pull request leaves nothing to judge", "[ci]") {
  const Event event = pull_request("pull_request_merged");
  CHECK_THAT(event.nothing, contains("is merged"));
  CHECK(event.branch == "hotfix/login");
}

TEST_CASE("a pull request closed without a merge can be opened again, and is judged", "[ci]") {
  const Event event = pull_request("pull_request_closed");
  CHECK(event.nothing.empty());
  CHECK(event.closed);
  CHECK(event.target == "kars-prod");
}

TEST_CASE("a pull request on the target's terms is read the same", "[ci]") {
  const Event event = read_github_event("pull_request_target", payload("pull_request_fork"));
  CHECK(event.kind == Event::Kind::pull_request);
  CHECK(event.name == "pull_request_target");
  CHECK(event.fork == "mallory/kars");
}

TEST_CASE("a review is an event of its pull request, and its verdict is not believed", "[ci]") {
  for (const char* name : {"review_approved", "review_changes_requested", "review_dismissed"}) {
    INFO(name);
    const Event event = review(name);
    CHECK(event.kind == Event::Kind::pull_request);
    CHECK(event.head == kHead);
    CHECK(event.pull_request->number == 42);
    CHECK_FALSE(event.pull_request->reviews);
  }
}

TEST_CASE("promotions, features and backports keep their branches", "[ci]") {
  CHECK(pull_request("pull_request_promotion").branch == "kars-dev");
  CHECK(pull_request("pull_request_feature").branch == "feature/dark-mode");
  const Event backport = pull_request("pull_request_backport");
  CHECK(backport.branch == "backport/login");
  CHECK(backport.target == "kars-dev");
}

TEST_CASE("a merge group is what production would become", "[ci]") {
  const Event event = merge_group("merge_group_one");
  CHECK(event.kind == Event::Kind::merge_group);
  CHECK(event.branch == "gh-readonly-queue/kars-prod/pr-42-" + kBefore);
  CHECK(event.target == "kars-prod");
  CHECK(event.head == kHead);
  CHECK(event.before == kBefore);
  CHECK(event.nothing.empty());
}

TEST_CASE("a merge group of two pull requests reaches back to where production is", "[ci]") {
  const Event event = merge_group("merge_group_two");
  CHECK(event.head == kHead);
  CHECK(event.before == kBefore);
}

TEST_CASE("a merge group that is gone leaves nothing to judge", "[ci]") {
  CHECK(merge_group("merge_group_destroyed").nothing == "the merge group is gone");
}

TEST_CASE("an action of a merge group that nobody knows is judged", "[ci]") {
  const std::string text = with(payload("merge_group_one"), "checks_requested", "rechecked");
  CHECK(read_github_event("merge_group", text).nothing.empty());
}

TEST_CASE("a push moves a branch from one commit to another", "[ci]") {
  const Event event = push("push");
  CHECK(event.kind == Event::Kind::push);
  CHECK(event.branch == "kars-prod");
  CHECK(event.head == kHead);
  CHECK(event.before == kBefore);
  CHECK(event.target.empty());
  CHECK_FALSE(event.pull_request);
}

TEST_CASE("a branch that was made was nowhere before", "[ci]") {
  const Event event = push("push_created");
  CHECK(event.before.empty());
  CHECK(event.head == kHead);
}

TEST_CASE("a branch that was deleted is nowhere now", "[ci]") {
  const Event event = push("push_deleted");
  CHECK(event.head.empty());
  CHECK(event.before == kBefore);
}

TEST_CASE("a forced push is a push from the old commit to the new one", "[ci]") {
  const Event event = push("push_forced");
  CHECK(event.before == kBefore);
  CHECK(event.head == kHead);
}

TEST_CASE("a push of a tag leaves nothing to judge", "[ci]") {
  CHECK(push("push_tag").nothing == "a tag was pushed, not a branch");
}

TEST_CASE("a push to what is neither branch nor tag is undecided", "[ci]") {
  CHECK(reason("push", with(payload("push"), "refs/heads/kars-prod", "refs/heads/")) ==
        "ref is not a branch in the payload");
  CHECK(reason("push", with(payload("push"), "refs/heads/kars-prod", "kars-prod")) ==
        "ref is not a branch in the payload");
}

TEST_CASE("a schedule and a person's wish ask for the ledger", "[ci]") {
  for (const char* name : {"schedule", "workflow_dispatch"}) {
    const Event event = read_github_event(name, payload(name));
    CHECK(event.kind == Event::Kind::ledger);
    CHECK(event.name == name);
  }
}

TEST_CASE("the ledger needs no payload", "[ci]") {
  for (const char* name : {"schedule", "workflow_dispatch", "ledger"}) {
    CHECK(read_github_event(name, "").kind == Event::Kind::ledger);
  }
}

TEST_CASE("the ledger is not made from a damaged payload", "[ci]") {
  CHECK_THAT(reason("schedule", "{"), contains("is not JSON"));
}

TEST_CASE("another event is none that is judged, whatever its payload", "[ci]") {
  for (const char* text : {"", "{", "[1]"}) {
    const Event event = read_github_event("issue_comment", text);
    CHECK(event.kind == Event::Kind::other);
    CHECK(event.nothing == "issue_comment is not an event that is judged");
  }
}

TEST_CASE("an event without a name is undecided", "[ci]") {
  CHECK(reason("", payload("push")) == "it is not known which event this is");
}
