// SPDX-License-Identifier: MIT
#include "gate/facts/landings.h"

#include "gate/base/error.h"
#include "gate/facts/changes.h"
#include "gate/facts/update.h"
#include "gate/landing/forecast.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/picks.h"
#include "gate/landing/promotion.h"
#include "rules/support/bringing.h"

namespace hotfix {

namespace {

PickTarget pick_target(const Inquiry& asked) {
  return {development_of(asked), asked.question.refs.development};
}

// Those that a finding brings back with its commands: it is a push that waits.
void try_overdue(const Inquiry& asked, std::vector<Hotfix>& owed) {
  std::vector<Oid> ids;
  std::vector<Hotfix*> late;
  for (Hotfix& hotfix : owed) {
    const LandingState state = hotfix.landing.state;
    const bool is_gone = state == LandingState::missing || state == LandingState::lost;
    if (!hotfix.overdue || !is_gone || late.size() == kMostPicked) continue;
    ids.push_back(parse_oid(hotfix.commit));
    late.push_back(&hotfix);
  }
  const std::vector<std::optional<Forecast>> picks =
      try_picks(asked.index, ids, pick_target(asked));
  for (std::size_t i = 0; i < late.size(); ++i) late[i]->pick = picks[i];
}

// What a promotion undoes is to be brought back.
Promotion with_picks(const Inquiry& asked, Promotion promotion) {
  std::vector<Hotfix> undone;
  for (const Promotion::Undone& one : promotion.undone) undone.push_back(one.hotfix);
  try_picks(asked.index, undone, pick_target(asked));
  for (std::size_t i = 0; i < undone.size(); ++i) promotion.undone[i].hotfix.pick = undone[i].pick;
  return promotion;
}

}  // namespace

Containment containment_of(const Inquiry& asked) {
  require_head(asked);
  const Oid head = head_of(asked);
  const Oid released = production_of(asked), target = development_of(asked);
  Lander on_production(asked.index), on_development(asked.index, released);
  Containment found{on_production.branch(head, released), on_development.branch(head, target), {}};
  for (const Landing* landing : {&found.production, &found.development}) {
    if (landing->state == LandingState::undecided) {
      throw Undecidable(landing->reason, landing->fix, landing->cause);
    }
  }
  if (found.development.state == LandingState::lost) {
    found.picks = try_picks(asked.index, ids_of(found.production.evidence), pick_target(asked));
  }
  return found;
}

Forecast forecast_of(const Inquiry& asked, const History& history,
                     const std::optional<Origin>& origin) {
  const Oid target = development_of(asked);
  std::vector<TreeChange> changes = judged_changes(asked, history, origin);
  const Oid base = parse_oid(history.merge_bases.front());
  return forecast(asked.index, {std::move(changes), base, target, asked.question.refs.development});
}

std::vector<Hotfix> debts_of(const Inquiry& asked) {
  const bool is_told = asked.subject().stage == Stage::push && !asked.subject().old_head.empty();
  if (is_told) return {};
  const LedgerQuestion question{production_of(asked), development_of(asked), asked.context.now};
  std::vector<Hotfix> owed = ledger(asked.index, asked.policy(), question);
  std::erase_if(owed, [](const Hotfix& hotfix) { return is_settled(hotfix); });
  try_overdue(asked, owed);
  return owed;
}

Promotion promotion_ahead_of(const Inquiry& asked) {
  require_head(asked);
  return with_picks(asked,
                    promotion_ahead(asked.index, asked.policy(),
                                    {production_of(asked), head_of(asked), asked.context.now}));
}

Promotion promotion_by(const Inquiry& asked, const Update& update) {
  const bool moves =
      update.kind == Update::Kind::rewrite || update.kind == Update::Kind::fast_forward;
  if (!moves || update.reverts_tip || is_released_at_home(asked)) return {};
  return with_picks(
      asked, promotion_by_push(asked.index, asked.policy(),
                               {old_head_of(asked), development_of(asked), asked.context.now},
                               head_of(asked)));
}

}  // namespace hotfix
