// SPDX-License-Identifier: MIT
#include "gate/facts/reverts.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "gate/base/error.h"
#include "gate/git/revert.h"
#include "gate/landing/taken_out.h"

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

// What development did is judged there: only what is production's own, or about to be, is asked.
std::vector<Oid> own_commits(const Inquiry& asked, const std::vector<Commit>& commits) {
  std::vector<Oid> ids = ids_of(commits);
  if (!is_update(asked.subject()) || asked.question.refs.development_id.empty()) return ids;
  const std::vector<Oid> ahead = diverge(asked.graph, development_of(asked), head_of(asked)).ahead;
  const std::unordered_set<Oid> own(ahead.begin(), ahead.end());
  std::erase_if(ids, [&](const Oid& id) { return !own.contains(id); });
  return ids;
}

// At the first revert of each commit: the others of it are the same commit.
void add_hotfixes(const Inquiry& asked, std::vector<Revert>& reverts) {
  std::string last;
  for (Revert& revert : reverts) {
    if (std::exchange(last, revert.commit) == revert.commit) continue;
    std::vector<Revert> together;
    std::copy_if(reverts.begin(), reverts.end(), std::back_inserter(together),
                 [&](const Revert& other) { return other.commit == revert.commit; });
    revert.hotfixes = hotfixes_taken_out(asked.index, asked.policy(), together);
  }
}

}  // namespace

Reverts reverts_in(const Inquiry& asked, const std::vector<Commit>& commits) {
  const RevertQuestion question = question_of(asked);
  Reverts reverts;
  for (const Oid& id : own_commits(asked, commits)) {
    try {
      for (Revert& revert : reverts_of(asked.graph, id, question)) {
        reverts.found.push_back(std::move(revert));
      }
    } catch (const Undecidable& unknown) {
      reverts.unknown.push_back({Need::reverts, unknown.what(), unknown.fix, unknown.cause});
    }
  }
  place_reverts(asked.graph, question.production, reverts.found);
  add_hotfixes(asked, reverts.found);
  return reverts;
}

}  // namespace hotfix
