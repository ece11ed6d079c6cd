// SPDX-License-Identifier: MIT
#include "gate/facts/update.h"

#include <algorithm>

#include "gate/git/revert.h"

namespace hotfix {

namespace {

bool moves_forward(const Inquiry& asked) {
  require_head(asked);
  const Oid old_tip = old_head_of(asked);
  // A history that has a commit has its object too: one that is not here cannot be an ancestor.
  const Repository& repository = asked.repository();
  if (!repository.contains(old_tip) && repository.shallow().empty()) return false;
  return is_ancestor(asked.graph, old_tip, head_of(asked));
}

Update::Kind kind_of(const Inquiry& asked) {
  if (asked.subject().head.empty()) return Update::Kind::remove;
  if (asked.subject().old_head.empty()) return Update::Kind::create;
  return moves_forward(asked) ? Update::Kind::fast_forward : Update::Kind::rewrite;
}

// Newest first; none where what was there before is not here.
std::vector<Commit> dropped_by(const Inquiry& asked) {
  const Oid old_tip = old_head_of(asked);
  if (!asked.repository().contains(old_tip)) return {};
  std::vector<Oid> ids = diverge(asked.graph, head_of(asked), old_tip).ahead;
  std::reverse(ids.begin(), ids.end());
  return commits_of(asked.graph, ids);
}

}  // namespace

Update update_of(const Inquiry& asked) {
  Update found;
  found.kind = kind_of(asked);
  const bool is_production = asked.subject().kind == SubjectKind::production;
  const bool is_news = is_production && !is_released_at_home(asked);
  if (found.kind == Update::Kind::fast_forward && is_news) {
    const Oid old_tip = old_head_of(asked);
    const std::vector<Oid> ahead = diverge(asked.graph, old_tip, head_of(asked)).ahead;
    found.commits = commits_of(asked.graph, ahead);
    found.reverts_tip = reverts_tip(asked.graph, old_tip, ahead);
  }
  if (found.kind == Update::Kind::rewrite) found.dropped = dropped_by(asked);
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
