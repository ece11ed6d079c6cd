// SPDX-License-Identifier: MIT
#include "gate/facts/reverts.h"

#include "gate/base/error.h"
#include "gate/git/revert.h"

namespace hotfix {

namespace {

// The forge's revert button may leave no id in the commit: only a number, in the branch's name and
// in the description.
RevertQuestion question_of(const Inquiry& asked) {
  const Subject& subject = asked.subject();
  RevertQuestion question;
  const bool moves = is_update(subject) && !subject.old_head.empty();
  question.production = moves ? old_head_of(asked) : parse_oid(asked.question.refs.production_id);
  question.pull_request = reverted_request_of_branch(subject.branch);
  if (question.pull_request == 0 && asked.question.pull_request != nullptr) {
    question.pull_request = reverted_request(asked.question.pull_request->body);
  }
  return question;
}

}  // namespace

Reverts reverts_in(const Inquiry& asked, const std::vector<Commit>& commits) {
  const RevertQuestion question = question_of(asked);
  Reverts reverts;
  for (const Oid& id : ids_of(commits)) {
    try {
      if (const auto revert = revert_of(asked.graph, id, question))
        reverts.found.push_back(*revert);
    } catch (const Undecidable& unknown) {
      reverts.unknown.push_back({Need::reverts, unknown.what(), unknown.fix, unknown.cause});
    }
  }
  return reverts;
}

}  // namespace hotfix
