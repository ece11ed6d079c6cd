// SPDX-License-Identifier: MIT
// Did production lose a hotfix that it had?
#pragma once

#include <optional>

#include "gate/landing/landing.h"
#include "gate/landing/production_commits.h"

namespace hotfix {

// The commit of production that took `hotfix` out of it and does not say so: a squash, a release, a
// merge that dropped it. nullopt when production has it, or withdrew it; when development had it,
// made something else of it, and was promoted; when it is a rollback; and when a later commit of
// production says `Hotfix-Landed: <id>` or `Hotfix-Waive: backport <id> <reason>`. The landing of
// `hotfix` on development is known. `on_production` asks without knowing production, so that what
// is gone there is `lost`.
std::optional<Oid> lost_on_production(LandingIndex& index, Lander& on_production,
                                      const LedgerQuestion& question, const Hotfix& hotfix);

}  // namespace hotfix
