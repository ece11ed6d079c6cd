// SPDX-License-Identifier: MIT
#include "gate/facts/landings.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/facts/changes.h"
#include "gate/facts/update.h"
#include "gate/landing/forecast.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/promotion.h"

namespace hotfix {

Containment containment_of(const Inquiry& asked) {
  require_head(asked);
  const Oid head = head_of(asked);
  const Oid released = production_of(asked), target = development_of(asked);
  Lander on_production(asked.index), on_development(asked.index, released);
  Containment found{on_production.branch(head, released), on_development.branch(head, target)};
  for (const Landing* landing : {&found.production, &found.development}) {
    if (landing->state == LandingState::undecided) {
      throw Undecidable(landing->reason, landing->fix, landing->cause);
    }
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
  return owed;
}

Promotion promotion_ahead_of(const Inquiry& asked) {
  require_head(asked);
  return promotion_ahead(asked.index, asked.policy(),
                         {production_of(asked), head_of(asked), asked.context.now});
}

Promotion promotion_by(const Inquiry& asked, const Update& update) {
  const bool moves =
      update.kind == Update::Kind::rewrite || update.kind == Update::Kind::fast_forward;
  if (!moves || update.reverts_tip || is_released_at_home(asked)) return {};
  return promotion_by_push(asked.index, asked.policy(),
                           {old_head_of(asked), development_of(asked), asked.context.now},
                           head_of(asked));
}

}  // namespace hotfix
