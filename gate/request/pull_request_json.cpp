// SPDX-License-Identifier: MIT
#include "gate/request/pull_request_json.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/git/objects/oid.h"
#include "gate/request/pull_request_fields.h"
#include "gate/request/strict_json.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// gh writes "app/<name>" for the author of a pull request that is an app, where it writes
// "<name>" for the author of a review: one app must have one name. Of an account that is gone it
// keeps no name at all.
std::string login(const std::optional<StrictJson>& author) {
  constexpr std::string_view kApp = "app/";
  if (!author) return {};
  const std::string name = author->at("login").text();
  return name.starts_with(kApp) ? name.substr(kApp.size()) : name;
}

// GraphQL's and GitLab's words too, for whoever makes the JSON by other means than gh.
bool is_bot(const StrictJson& author) {
  for (const char* key : {"is_bot", "bot"}) {
    if (const auto flag = author.find(key); flag && flag->flag()) return true;
  }
  for (const char* key : {"__typename", "type"}) {
    if (const auto kind = author.find(key); kind && lower(kind->text()) == "bot") return true;
  }
  return author.at("login").text().starts_with("app/");
}

std::string name_of(const StrictJson& author) {
  const auto name = author.find("name");
  return name ? name->text() : std::string();
}

std::optional<Review::State> review_state(const StrictJson& value) {
  const std::string name = value.text();
  if (name == "APPROVED") return Review::State::approved;
  if (name == "CHANGES_REQUESTED") return Review::State::changes_requested;
  if (name == "DISMISSED") return Review::State::dismissed;
  if (name == "COMMENTED") return Review::State::commented;
  if (name == "PENDING") return std::nullopt;  // not submitted: nobody else can see it
  value.reject("is not a known state of a review");
}

std::string reviewed_commit(const StrictJson& review) {
  const auto commit = review.find("commit");
  if (!commit || commit->at("oid").text_or_empty().empty()) return {};
  return commit->at("oid").id();
}

struct TimedReview {
  std::int64_t time = 0;  // seconds since the epoch
  Review review;
};

std::int64_t submitted(const StrictJson& review) {
  const StrictJson value = review.at("submittedAt");
  const auto time = parse_date(value.text());
  if (!time) value.reject("is not a time like 2025-06-15T12:30:00Z");
  return *time;
}

TimedReview read_review(const StrictJson& json, Review::State state) {
  TimedReview result;
  result.time = submitted(json);
  const auto author = json.find("author");
  result.review.author = login(author);
  result.review.name = author ? name_of(*author) : std::string();
  result.review.is_bot = author && is_bot(*author);
  result.review.is_member =
      one_of(json.at("authorAssociation").text(), {"OWNER", "MEMBER", "COLLABORATOR"});
  result.review.state = state;
  result.review.commit = reviewed_commit(json);
  return result;
}

std::vector<Review> read_reviews(const StrictJson& list) {
  std::vector<TimedReview> found;
  for (const StrictJson& json : list.items()) {
    if (const auto state = review_state(json.at("state")))
      found.push_back(read_review(json, *state));
  }
  std::stable_sort(
      found.begin(), found.end(),
      [](const TimedReview& one, const TimedReview& other) { return one.time < other.time; });
  std::vector<Review> reviews;
  for (TimedReview& one : found) reviews.push_back(std::move(one.review));
  return reviews;
}

// gh lists the author of a commit first, and then its co-authors.
std::vector<CommitAuthors> read_authors(const StrictJson& commits) {
  std::vector<CommitAuthors> found;
  for (const StrictJson& commit : commits.items()) {
    CommitAuthors authors{commit.at("oid").id(), {}};
    for (const StrictJson& author : commit.at("authors").items()) {
      const auto login = author.find("login");
      authors.logins.push_back(login ? login->text() : std::string());
    }
    found.push_back(std::move(authors));
  }
  return found;
}

[[noreturn]] void moved(const Event& event, const std::string& to) {
  const std::string request(request_name(event.forge));
  throw Undecidable("the " + request + " has moved on to " + to + " since this event",
                    "look at the newest run of this check on the " + request + ": it decides");
}

void check_number(const Event& event, std::size_t number) {
  const std::size_t expected = event.pull_request ? event.pull_request->number : 0;
  if (expected != 0 && expected != number) {
    throw UsageError("the event is of " + std::string(request_name(event.forge)) + " " +
                     std::to_string(expected) + ", but --pr-json is of " + std::to_string(number));
  }
}

// A head that is not a full id is what a person wrote: it is git that knows what that means.
void follow_head(Event& event, const std::string& head) {
  if (event.head.empty()) event.head = head;
  if (is_full_id(event.head) && lower(event.head) != head) moved(event, short_id(head));
}

void follow_target(Event& event, const std::string& target) {
  if (event.target.empty()) event.target = target;
  if (event.target != target) moved(event, "another target, " + target + ",");
}

// One that is closed can be opened again.
std::string why_settled(const StrictJson& state) {
  const std::string name = state.text();
  if (name == "OPEN" || name == "CLOSED") return {};
  if (name == "MERGED") return kMerged;
  state.reject("is not a known state of a pull request");
}

void replace_words(PullRequest& known, const StrictJson& json) {
  if (const auto url = json.find("url")) known.url = url->text();
  if (const auto title = json.find("title")) known.title = title->text();
  if (const auto body = json.find("body")) known.body = body->text();
  if (const auto author = json.find("author")) known.author = login(author);
  if (json.has("author")) known.author_known = true;  // null: the account is gone
  if (const auto labels = json.find("labels")) known.labels = read_labels(*labels);
}

void replace_state(PullRequest& known, const StrictJson& json) {
  if (const auto draft = json.find("isDraft")) known.draft = draft->flag();
  if (const auto reviews = json.find("reviews")) known.reviews = read_reviews(*reviews);
  if (const auto commits = json.find("commits")) known.authors = read_authors(*commits);
  // Here null says something: that auto-merge is off.
  if (const auto automatic = json.find("autoMergeRequest")) {
    read_auto_merge(known.merging, automatic->at("mergeMethod"), automatic->find("commitHeadline"));
  } else if (json.has("autoMergeRequest")) {
    known.merging.chosen.reset();
    known.merging.subject.clear();
  }
}

void take_over(Event& event, PullRequest& known, const StrictJson& json) {
  if (const auto head = json.find("headRefOid")) {
    known.head = head->id();
    follow_head(event, known.head);
  }
  if (const auto target = json.find("baseRefName")) follow_target(event, target->name());
  replace_words(known, json);
  replace_state(known, json);
  known.live = true;
}

}  // namespace

void apply_live_pull_request(Event& event, std::string_view text, Forge forge) {
  if (event.kind != Event::Kind::pull_request || !event.nothing.empty()) return;
  const StrictJson json = StrictJson::parse(text, {"--pr-json", ask_again(forge), kPayloadLimit});
  Event now = event;
  PullRequest& known = now.pull_request ? *now.pull_request : now.pull_request.emplace();
  known.number = json.at("number").positive();
  check_number(event, known.number);
  if (const auto state = json.find("state")) {
    now.nothing = why_settled(*state);
    now.closed = state->text() == "CLOSED";
  }
  if (now.nothing.empty()) take_over(now, known, json);
  event = std::move(now);
}

}  // namespace hotfix
