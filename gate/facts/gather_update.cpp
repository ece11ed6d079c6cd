// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/facts/arrivals.h"
#include "gate/facts/gatherer.h"
#include "gate/landing/promotion.h"

namespace hotfix {

void Gatherer::of_update(Need needs) {
  const Need on_update = Need::update | Need::reverts | Need::promotion | Need::arrivals;
  if (has(needs, on_update)) attempt(needs_within(needs, on_update), [&] { update(); });
  if (!facts_.update) return;
  if (has(needs, Need::reverts)) attempt(Need::reverts, [&] { reverts(); });
  if (has(needs, Need::promotion)) attempt(Need::promotion, [&] { promotion_by_this_push(); });
  if (has(needs, Need::arrivals)) attempt(Need::arrivals, [&] { arrivals(); });
}

void Gatherer::update() {
  Update found;
  const Subject& subject = facts_.subject;
  if (subject.head.empty()) {
    found.kind = Update::Kind::remove;
  } else if (subject.old_head.empty()) {
    found.kind = Update::Kind::create;
  } else {
    found.kind = moves_forward(parse_oid(subject.old_head)) ? Update::Kind::fast_forward
                                                            : Update::Kind::rewrite;
  }
  const bool is_news = subject.kind == SubjectKind::production && !is_released_at_home();
  if (found.kind == Update::Kind::fast_forward && is_news) {
    const Oid old_tip = parse_oid(subject.old_head);
    ahead_ = diverge(graph_, old_tip, head_).ahead;
    found.commits = commits(ahead_);
    found.reverts_tip = reverts_tip(graph_, old_tip, ahead_);
  }
  if (found.kind == Update::Kind::rewrite) found.dropped = dropped();
  facts_.update = std::move(found);
}

// Newest first; none where what was there before is not here.
std::vector<Commit> Gatherer::dropped() {
  const Oid old_tip = parse_oid(facts_.subject.old_head);
  if (!context_.repository.contains(old_tip)) return {};
  std::vector<Oid> ids = diverge(graph_, head_, old_tip).ahead;
  std::reverse(ids.begin(), ids.end());
  return commits(ids);
}

// A mirror or a fork that is brought up to what production already is.
bool Gatherer::is_released_at_home() {
  if (context_.home == context_.remote) return false;
  const auto tip = context_.repository.commit_of_ref("refs/remotes/" + context_.home + "/" +
                                                     context_.refs.production);
  return tip && is_ancestor(graph_, head_, *tip);
}

bool Gatherer::moves_forward(const Oid& old_tip) {
  require_head();
  // A history that has a commit has its object too: one that is not here cannot be an ancestor.
  if (!context_.repository.contains(old_tip) && context_.repository.shallow().empty()) return false;
  return is_ancestor(graph_, old_tip, head_);
}

// Only what moves production to something new can be a promotion.
void Gatherer::promotion_by_this_push() {
  const Update& update = *facts_.update;
  const bool moves =
      update.kind == Update::Kind::rewrite || update.kind == Update::Kind::fast_forward;
  if (!moves || update.reverts_tip || is_released_at_home()) {
    facts_.promotion = Promotion{};
    return;
  }
  const Oid before = parse_oid(facts_.subject.old_head);
  facts_.promotion =
      promotion_by_push(graph_, context_.policy, {before, development(), context_.now}, head_);
}

void Gatherer::arrivals() {
  if (facts_.subject.old_head.empty()) {
    facts_.arrivals = std::vector<Arrival>{};
    return;
  }
  facts_.arrivals = arrivals_of(graph_, context_.policy,
                                {parse_oid(facts_.subject.old_head), head_, development()});
}

}  // namespace hotfix
