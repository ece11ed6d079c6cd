// SPDX-License-Identifier: MIT
// Would production lose a hotfix, and does it get another judge? What counts is the tree that
// production ends up with; a hotfix that development has in another form, that was withdrawn or
// that was waived is not lost.
#pragma once

#include <cstdint>

#include "gate/landing/evidence/landing_index.h"
#include "gate/policy/policy.h"
#include "rules/model/landing.h"

namespace hotfix {

struct PromotionQuestion {
  Oid production;        // tip, as it is before
  Oid development;       // tip
  std::int64_t now = 0;  // seconds since the epoch
};

// Production moved to `pushed`. A push that brings nothing of development is not a promotion,
// whatever it changes: a hotfix, a revert, a step back to an older production.
Promotion promotion_by_push(LandingIndex& index, const Policy& policy,
                            const PromotionQuestion& question, const Oid& pushed);

// Development promoted as it is: merged or squashed, which make the same tree, or put in the place
// of production. Both throw Undecidable where history is cut off or an object is missing.
Promotion promotion_ahead(LandingIndex& index, const Policy& policy,
                          const PromotionQuestion& question);

}  // namespace hotfix
