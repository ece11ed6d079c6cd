// SPDX-License-Identifier: MIT
// Everything that is asked of gate/landing: where hotfixes stand on production and development.
// All throw Undecidable where history or an object is missing, or a landing cannot be decided.
#pragma once

#include <optional>

#include "gate/facts/inquiry.h"

namespace hotfix {

// Where the whole branch stands.
Containment containment_of(const Inquiry& asked);

// What happens when the judged changes of the branch are brought to development.
Forecast forecast_of(const Inquiry& asked, const History& history,
                     const std::optional<Origin>& origin);

// Production's hotfixes that are not settled, oldest first. A push reports them once, when the
// branch is new: later, in an emergency, they are not worth the wait, and the list is empty.
std::vector<Hotfix> debts_of(const Inquiry& asked);

// What the subject does to production's hotfixes: a branch when it is promoted in whatever way.
Promotion promotion_ahead_of(const Inquiry& asked);
// A push by itself. Only one that moves production to something new can be a promotion.
Promotion promotion_by(const Inquiry& asked, const Update& update);

}  // namespace hotfix
