// SPDX-License-Identifier: MIT
#include "gate/facts/update.h"

#include <algorithm>

#include "gate/git/revert.h"

namespace hotfix {

namespace {

// Does the push go to the remote that the context looks at, by its name or by its URL?
bool goes_to_known_remote(const Inquiry& asked) {
  const Context& context = asked.context;
  const std::string url = setting(context.settings, "remote." + context.remote + ".url");
  const Subject& subject = asked.subject();
  return subject.stage == Stage::push &&
         (subject.remote == context.remote || subject.remote == redact_url(url));
}

// Where the branch was when the remote that is pushed to was last seen; the zero id: not known.
Oid seen_tip(const Inquiry& asked) {
  if (!goes_to_known_remote(asked)) return {};
  const std::string ref = "refs/remotes/" + asked.context.remote + "/" + asked.subject().branch;
  return asked.repository().commit_of_ref(ref).value_or(Oid{});
}

// Where it is, or was before somebody deleted it; the zero id: it was never seen.
Oid tip_before(const Inquiry& asked) {
  return asked.subject().old_head.empty() ? seen_tip(asked) : old_head_of(asked);
}

// A local branch that follows one which was never fetched, or is gone from here too.
bool was_followed(const Inquiry& asked) {
  return goes_to_known_remote(asked) && asked.subject().kind == SubjectKind::production &&
         is_followed(asked.context.settings, asked.context.remote, asked.subject().branch);
}

bool moves_forward(const Inquiry& asked, const Oid& old_tip) {
  require_head(asked);
  // A history that has a commit has its object too: one that is not here cannot be an ancestor.
  const Repository& repository = asked.repository();
  if (!repository.contains(old_tip) && repository.shallow().empty()) return false;
  return is_ancestor(asked.graph, old_tip, head_of(asked));
}

Update::Kind kind_of(const Inquiry& asked, const Oid& old_tip) {
  if (asked.subject().head.empty()) return Update::Kind::remove;
  if (old_tip == Oid{}) return was_followed(asked) ? Update::Kind::rewrite : Update::Kind::create;
  return moves_forward(asked, old_tip) ? Update::Kind::fast_forward : Update::Kind::rewrite;
}

// Newest first; none where what was there before is not here.
std::vector<Commit> dropped_by(const Inquiry& asked, const Oid& old_tip) {
  if (!asked.repository().contains(old_tip)) return {};
  std::vector<Oid> ids = diverge(asked.graph, head_of(asked), old_tip).ahead;
  std::reverse(ids.begin(), ids.end());
  return commits_of(asked.graph, ids);
}

}  // namespace

Update update_of(const Inquiry& asked) {
  const Oid old_tip = tip_before(asked);
  Update found;
  found.kind = kind_of(asked, old_tip);
  found.was_deleted = asked.subject().old_head.empty() && found.kind != Update::Kind::create;
  const bool is_production = asked.subject().kind == SubjectKind::production;
  const bool is_news = is_production && !is_released_at_home(asked);
  if (found.kind == Update::Kind::fast_forward && is_news) {
    const std::vector<Oid> ahead = diverge(asked.graph, old_tip, head_of(asked)).ahead;
    found.commits = commits_of(asked.graph, ahead);
    const bool reverts = reverts_tip(asked.graph, old_tip, ahead);
    found.brings_back = reverts && has_rollback(asked.graph, old_tip, ahead.size());
    found.reverts_tip = reverts && !found.brings_back;
  }
  if (found.kind == Update::Kind::rewrite) found.dropped = dropped_by(asked, old_tip);
  return found;
}

bool is_released_at_home(const Inquiry& asked) {
  const Context& context = asked.context;
  if (context.home == context.remote) return false;
  const auto tip = context.repository.commit_of_ref("refs/remotes/" + context.home + "/" +
                                                    asked.question.refs.production);
  return tip && is_ancestor(asked.graph, head_of(asked), *tip);
}

}  // namespace hotfix
