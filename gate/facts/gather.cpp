// SPDX-License-Identifier: MIT
#include "gate/facts/gather.h"

#include "gate/base/error.h"
#include "gate/facts/gatherer.h"
#include "gate/request/event.h"
#include "rules/support/text.h"

namespace hotfix {

Gatherer::Gatherer(const Context& context, const Subject& subject, const PullRequest* pull_request)
    : context_(context), graph_(context.repository), head_(parse_oid(subject.head)) {
  facts_.subject = subject;
  if (pull_request != nullptr) facts_.pull_request = *pull_request;
  facts_.refs = context.refs;
}

Facts Gatherer::run(Need needs) {
  const SubjectKind kind = facts_.subject.kind;
  if (kind == SubjectKind::production || kind == SubjectKind::development) {
    of_update(needs);
  } else {
    of_branch(needs);
  }
  return std::move(facts_);
}

void Gatherer::attempt(Need need, const std::function<void()>& find_out) {
  try {
    find_out();
  } catch (const Undecidable& unknown) {
    facts_.unknown.push_back({need, unknown.what(), unknown.fix});
  }
}

Oid Gatherer::production() const { return production_tip(context_); }

Oid Gatherer::development() const { return development_tip(context_); }

std::vector<Commit> Gatherer::commits(const std::vector<Oid>& ids) const {
  std::vector<Commit> result;
  for (const Oid& id : ids) result.push_back(graph_.commit(id));
  return result;
}

void Gatherer::require_head() const {
  if (context_.repository.contains(head_)) return;
  throw Undecidable("commit " + short_id(facts_.subject.head) + " is not here",
                    "git fetch " + shell_quote(context_.remote));
}

// The forge's revert button may leave no id in the commit: only a number, in the branch's name
// and in the description.
RevertQuestion Gatherer::revert_question() const {
  const Subject& subject = facts_.subject;
  RevertQuestion question;
  question.production = parse_oid(facts_.update ? subject.old_head : context_.refs.production_id);
  question.pull_request = reverted_request_of_branch(subject.branch);
  if (question.pull_request == 0 && facts_.pull_request) {
    question.pull_request = reverted_request(facts_.pull_request->body);
  }
  return question;
}

void Gatherer::reverts() {
  const RevertQuestion question = revert_question();
  std::vector<Revert> found;
  for (const Oid& id : ahead_) {
    // One that cannot be compared leaves exact-revert undecided, and is no exact revert for the
    // others.
    attempt(Need::reverts, [&] {
      if (const auto revert = revert_of(graph_, id, question)) found.push_back(*revert);
    });
  }
  facts_.reverts = std::move(found);
}

namespace {

// Nobody but the forge knows these, and the programs ask nobody.
void note_unasked(Facts& facts, Need needs) {
  const std::string fix =
      "give them with --pr-json FILE, which is what this prints: gh pr view <number> --json " +
      std::string(kLiveFields);
  if (!facts.pull_request && has(needs, Need::pull_request | Need::reviews)) {
    facts.unknown.push_back(
        {Need::pull_request | Need::reviews,
         "the title, body, labels and reviews of the pull request are not known", fix});
  } else if (has(needs, Need::reviews) && !facts.pull_request->reviews) {
    facts.unknown.push_back({Need::reviews, "the reviews of the pull request are not known", fix});
  }
}

}  // namespace

Facts gather(const Context& context, const Subject& subject, Need needs,
             const PullRequest* pull_request) {
  Facts facts = Gatherer(context, subject, pull_request).run(needs);
  note_unasked(facts, needs);
  return facts;
}

}  // namespace hotfix
