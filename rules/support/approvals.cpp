// SPDX-License-Identifier: MIT
#include "rules/support/approvals.h"

#include <algorithm>
#include <unordered_set>

#include "rules/support/authorship.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using State = Review::State;
using Reviews = std::vector<Review>;

// The policy's reviewers, without the '@' that people write in front.
Words listed(const Options& options) {
  Words logins = options.words("reviewers");
  for (std::string& login : logins) login.erase(0, login.starts_with("@") ? 1 : 0);
  return logins;
}

bool is_listed(const std::string& login, const Words& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& word) { return same_login(word, login); });
}

// The latest review of each person; a comment takes nothing back, and a deleted account approves
// nothing.
Reviews last_words(const Reviews& reviews) {
  Reviews last;
  std::unordered_set<std::string> heard;
  for (auto review = reviews.rbegin(); review != reviews.rend(); ++review) {
    if (review->state == State::commented || review->author.empty()) continue;
    if (heard.insert(lower(review->author)).second) last.push_back(*review);
  }
  std::reverse(last.begin(), last.end());
  return last;
}

// The reviews, sorted by what they are worth. Each list has the newest last.
struct Votes {
  Words list;  // the policy's reviewers
  Reviews approved, against, dismissed;
  std::vector<std::string> idle;  // approvals that do not count, and why
  bool unseen = false;            // one of them is of somebody who is not seen as a member
};

// Why the approval of that person does not count; empty when it does.
std::string objection(const Review& review, const Facts& facts, const Options& options,
                      const Words& list) {
  if (same_login(review.author, facts.pull_request->author)) return "the author";
  if (is_program(review)) return "a bot";
  const std::string written = written_by(review, facts, options.flag("co_authors"));
  if (!written.empty()) return written;
  if (is_listed(review.author, list)) return {};
  if (!list.empty()) return "not on the list of reviewers";
  return review.is_member ? "" : "not seen as a member of the repository";
}

// Whoever asks for changes has seen something: what the forge calls them does not matter, only the
// policy's list does.
bool holds_back(const Review& review, const Words& list) {
  return review.state == State::changes_requested && !is_program(review) &&
         (list.empty() || is_listed(review.author, list));
}

Votes count_votes(const Facts& facts, const Options& options) {
  Votes votes;
  votes.list = listed(options);
  for (const Review& review : last_words(*facts.pull_request->reviews)) {
    if (holds_back(review, votes.list)) votes.against.push_back(review);
    const std::string why = objection(review, facts, options, votes.list);
    if (!why.empty() && review.state == State::approved) {
      votes.idle.push_back(review.author + " (" + why + ")");
      votes.unseen = votes.unseen || (votes.list.empty() && !review.is_member);
    }
    if (!why.empty()) continue;
    if (review.state == State::approved) votes.approved.push_back(review);
    if (review.state == State::dismissed) votes.dismissed.push_back(review);
  }
  return votes;
}

std::string joined(const Words& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

Words people(const Reviews& reviews) {
  Words logins;
  for (const Review& review : reviews) logins.push_back(review.author);
  return logins;
}

// Those on the list who may approve this one.
Words others_on(const Words& list, const Facts& facts, const Options& options) {
  Words others = list;
  std::erase_if(others, [&](const std::string& login) {
    Review review;
    review.author = login;
    return !objection(review, facts, options, list).empty();
  });
  return others;
}

// Whoever can be asked for the review that is missing: those who spoke, else the list.
Words to_ask(const Votes& votes, const Facts& facts, const Options& options) {
  if (!votes.against.empty()) return people(votes.against);
  if (!votes.approved.empty()) return people(votes.approved);
  if (!votes.dismissed.empty()) return people(votes.dismissed);
  return others_on(votes.list, facts, options);
}

std::string who_may(const Words& list, const Facts& facts, const Options& options) {
  const std::string start = "Commit " + short_id(facts.subject.head) + " has to be approved by ";
  if (list.empty()) {
    return start + std::string(approvers(facts.forge)) + " who did not write it";
  }
  const Words others = others_on(list, facts, options);
  if (others.empty()) {
    return "Nobody whom the policy names as a reviewer may approve this, because they wrote it; "
           "add another person to reviewers under [rules.emergency-review] on " +
           facts.refs.production;
  }
  return start + "one of these, who did not write it: " + joined(first_few(others, 10), ", ");
}

std::string again(const Review& review, const std::string& head) {
  const std::string start = "waiting for review again: " + review.author + " approved ";
  if (review.commit.empty()) return start + "a commit that is not known";
  return start + short_id(review.commit) + ", but the branch has moved to " + short_id(head);
}

std::string what_is_missing(const Votes& votes, const std::string& head) {
  if (!votes.against.empty()) {
    return "changes are requested by " + joined(first_few(people(votes.against)), ", ");
  }
  if (!votes.approved.empty()) return again(votes.approved.back(), head);
  if (!votes.dismissed.empty()) {
    return "waiting for review again: the review of " + votes.dismissed.back().author +
           " was dismissed";
  }
  if (votes.idle.empty()) return "waiting for review: nobody has approved yet";
  return "waiting for review: approved only by " + joined(first_few(votes.idle), ", ");
}

// One who asks for changes, and is not seen to be a member.
const Review* stranger_against(const Votes& votes) {
  const auto found = std::find_if(votes.against.begin(), votes.against.end(),
                                  [](const Review& review) { return !review.is_member; });
  return votes.list.empty() && found != votes.against.end() ? &*found : nullptr;
}

std::string how_to_go_on(const Votes& votes, const Facts& facts, const Options& options) {
  if (votes.against.empty()) {
    const std::string text = who_may(votes.list, facts, options);
    return votes.unseen ? text + ". " + std::string(unseen_members(facts.forge)) : text;
  }
  const std::string text =
      "Make the changes, push them, and ask for the review again; it has to end in an approval";
  const Review* stranger = stranger_against(votes);
  if (!stranger) return text;
  return text + ". If " + stranger->author +
         " has no say here, dismiss that review, or name those who have one: reviewers under "
         "[rules.emergency-review] on " +
         facts.refs.production + ". " + std::string(unseen_members(facts.forge));
}

}  // namespace

bool is_approved(const Facts& facts, const Options& options) {
  const Votes votes = count_votes(facts, options);
  const std::string& head = facts.subject.head;
  return votes.against.empty() && std::any_of(votes.approved.begin(), votes.approved.end(),
                                              [&](const Review& r) { return r.commit == head; });
}

Finding missing_approval(const Facts& facts, const Options& options) {
  const Votes votes = count_votes(facts, options);
  Finding finding;
  finding.message = what_is_missing(votes, facts.subject.head);
  finding.kind = votes.against.empty() ? FindingKind::waiting : FindingKind::fault;
  finding.hint = how_to_go_on(votes, facts, options);
  const Words names = to_ask(votes, facts, options);
  const bool can_ask = !names.empty() && is_pasteable(joined(names, ","));
  if (can_ask) finding.fix = ask_for_review(facts, names).commands;
  return finding;
}

void wait_for_approval(Finding& finding, const Facts& facts, const Options& options) {
  if (!facts.history || !facts.pull_request || !facts.pull_request->reviews ||
      !facts.pull_request->author_known) {
    finding.kind = FindingKind::waiting;
    finding.hint =
        "It needs a review, and the reviews are not known: " + give_pull_request(facts.forge);
    return;
  }
  if (is_approved(facts, options)) {
    finding.level = Level::warning;
    finding.hint = "It is approved";
    return;
  }
  const Finding missing = missing_approval(facts, options);
  finding.kind = missing.kind;
  finding.hint = missing.message + ". " + missing.hint;
  finding.fix = missing.fix;
}

}  // namespace hotfix
