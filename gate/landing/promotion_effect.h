// SPDX-License-Identifier: MIT
// What a promotion does to one hotfix, place by place. A place that production has in effect and
// that what arrives lacks is lost; one that production itself no longer has cannot be, and one that
// development got and worked on since is not. Once a promotion has brought a hotfix, it is part of
// development's own work, and what that makes of it is worth a look at most.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/landing/evidence/parts.h"
#include "gate/landing/landing.h"
#include "gate/policy/policy.h"

namespace hotfix {

// A tree that production may end up with.
struct PromotionOutcome {
  Oid tree;
  std::vector<Promotion::Kind> kinds;  // of promotion that lead to it
  std::vector<std::string> conflicts;  // paths whose content a person will decide
  Oid promoted;                        // the commit of development that is promoted
  Oid said_on;  // the tip whose trailers may settle what is found: the promoted one or the pushed
};

// Looks at any number of hotfixes of one production.
class PromotionEffects {
 public:
  // `production`: its tip before the promotion. `index` and `policy` must outlive this.
  PromotionEffects(LandingIndex& index, const Policy& policy, const Oid& production);

  // What an outcome does to a hotfix, each effect once; empty when production keeps it, or does not
  // have it in effect. Throws Undecidable where history or an object is missing.
  std::vector<Promotion::Undone> on(const Hotfix& hotfix, const PromotionOutcome& outcome);

 private:
  std::optional<Oid> last_promoted(const Oid& hotfix) const;

  LandingIndex& index_;
  const Policy& policy_;
  Oid production_;
  Lander lander_;
};

}  // namespace hotfix
