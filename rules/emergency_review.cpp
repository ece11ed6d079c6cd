// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_set>

#include "rules/model/registry.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using State = Review::State;
using Reviews = std::vector<Review>;

bool same_login(std::string_view a, std::string_view b) { return lower(a) == lower(b); }

bool is_program(const std::string& login) {
  return lower(login).ends_with("[bot]") || login.starts_with("app/");
}

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

// Why the review of that person does not count; empty when it does.
std::string objection(const Review& review, const std::string& author, const Words& list) {
  if (same_login(review.author, author)) return "the author";
  if (is_listed(review.author, list)) return {};
  if (!list.empty()) return "not on the list of reviewers";
  if (is_program(review.author)) return "a bot";
  return review.is_member ? "" : "not a member of the repository";
}

// The reviews, sorted by what they are worth. Each list has the newest last.
struct Votes {
  Reviews approved, against, dismissed;
  std::vector<std::string> idle;  // approvals that do not count, and why
};

Votes count_votes(const PullRequest& pull_request, const Words& list) {
  Votes votes;
  for (const Review& review : last_words(*pull_request.reviews)) {
    const std::string why = objection(review, pull_request.author, list);
    if (!why.empty()) {
      if (review.state == State::approved) votes.idle.push_back(review.author + " (" + why + ")");
      continue;
    }
    if (review.state == State::approved) votes.approved.push_back(review);
    if (review.state == State::changes_requested) votes.against.push_back(review);
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

// Whoever can be asked for the review that is missing: those who spoke, else the list.
Words to_ask(const Votes& votes, const PullRequest& pull_request, const Words& list) {
  if (!votes.against.empty()) return people(votes.against);
  if (!votes.approved.empty()) return people(votes.approved);
  if (!votes.dismissed.empty()) return people(votes.dismissed);
  Words others = list;
  std::erase_if(others,
                [&](const std::string& login) { return same_login(login, pull_request.author); });
  return others;
}

std::string who_may(const Words& list, const Facts& facts) {
  const std::string start = "Commit " + short_id(facts.subject.head) + " has to be approved by ";
  if (list.empty()) {
    return start + std::string(approvers(facts.forge)) + " who is not the author";
  }
  if (to_ask({}, *facts.pull_request, list).empty()) {
    return "The author is the only reviewer that the policy names; add another one to it on " +
           facts.refs.production;
  }
  return start + "one of these, other than the author: " + joined(first_few(list, 10), ", ");
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

// Why a revert does not count as a rollback, which would not have to wait; empty for anything else.
std::string why_no_rollback(const Facts& facts) {
  if (!only_reverts(facts) || is_rollback(facts)) return {};
  for (const Revert& revert : *facts.reverts) {
    if (revert.state != Revert::State::exact) return {};
    const std::string what = "it takes back " + short_id(revert.reverted) + ", which is ";
    if (revert.of_revert) return what + "a revert itself: that change would come back";
    if (!revert.depth) return what + "not a commit of " + facts.refs.production + "'s own line";
    if (*revert.depth > 0) {
      return what + count(*revert.depth, "commit") + " below the tip of " + facts.refs.production;
    }
    for (const Commit& hotfix : revert.hotfixes) {
      if (hotfix.id != revert.reverted)
        return "it takes out hotfix " + short_id(hotfix.id) + " too";
    }
  }
  return {};
}

Finding waiting(const Votes& votes, const Words& list, const Facts& facts) {
  Finding finding;
  finding.message = what_is_missing(votes, facts.subject.head);
  finding.kind = votes.against.empty() ? FindingKind::waiting : FindingKind::fault;
  finding.hint = votes.against.empty() ? who_may(list, facts)
                                       : "Make the changes, push them, and ask for the review "
                                         "again; it has to end in an approval";
  const std::string why = why_no_rollback(facts);
  if (!why.empty())
    finding.hint += ". Only a rollback of the newest commits goes out at once; " + why;
  const Words names = to_ask(votes, *facts.pull_request, list);
  const bool can_ask = !names.empty() && is_pasteable(joined(names, ","));
  if (can_ask) finding.fix = ask_for_review(facts, names).commands;
  return finding;
}

bool is_approved(const Votes& votes, const std::string& head) {
  return votes.against.empty() && std::any_of(votes.approved.begin(), votes.approved.end(),
                                              [&](const Review& r) { return r.commit == head; });
}

Findings check(const Facts& facts, const Options& options) {
  if (is_rollback(facts) && !options.flag("reverts")) return {};
  const Words list = listed(options);
  const Votes votes = count_votes(*facts.pull_request, list);
  if (is_approved(votes, facts.subject.head)) return {};
  return {waiting(votes, list, facts)};
}

}  // namespace

const Rule emergency_review{
    .id = "emergency-review",
    .summary =
        "Somebody other than the author has approved the very commit that goes to production.",
    .why =
        "A fix that is written in a hurry is where the next incident comes from. An approval of an "
        "earlier commit says nothing about what was pushed after it.",
    .fix =
        "Ask a reviewer; after a push, ask again. Only the latest review of each reviewer counts, "
        "and one that requests changes holds the hotfix back. An exact revert of production's "
        "newest commits needs no approval; one of something older, or of a revert, does.",
    .workflow = "Fast-Track Review: Request Emergency Review, Senior Engineer Reviews",
    .step = WorkflowStep::review,
    .stages = {Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::reverts | Need::reviews,
    .waivable = false,
    .options = {{"reviewers", OptionKind::words,
                 "Logins of those who may approve, with or without @; teams are not looked up. "
                 "Empty: anyone whom the forge calls owner, member or collaborator.",
                 Words{}},
                {"reverts", OptionKind::flag,
                 "Exact reverts of production's newest commits need an approval too; otherwise the "
                 "workflow lets such a rollback go out at once.",
                 false}},
    .check = check,
};

}  // namespace hotfix::rules

namespace hotfix {

void wait_for_approval(Finding& finding, const Facts& facts, const Options& options) {
  if (!facts.pull_request || !facts.pull_request->reviews) {
    finding.kind = FindingKind::waiting;
    finding.hint =
        "It needs a review, and the reviews are not known: " + give_pull_request(facts.forge);
    return;
  }
  const Words list = rules::listed(options);
  const auto votes = rules::count_votes(*facts.pull_request, list);
  if (rules::is_approved(votes, facts.subject.head)) {
    finding.level = Level::warning;
    finding.hint = "It is approved";
    return;
  }
  const Finding missing = rules::waiting(votes, list, facts);
  finding.kind = missing.kind;
  finding.hint = missing.message + ". " + missing.hint;
  finding.fix = missing.fix;
}

}  // namespace hotfix
