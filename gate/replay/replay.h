// SPDX-License-Identifier: MIT
// Today's policy over what was merged into production in the past. Only what git alone can tell:
// nothing is known of pull requests, and what is about the present is left out.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "gate/landing/evidence/landing_index.h"
#include "gate/report/history/history_report.h"
#include "gate/request/context.h"

namespace hotfix {

struct ReplayQuestion {
  std::size_t last = 50;       // how many changes
  bool only_hotfixes = false;  // what the policy calls one
};

// The last changes of production, each judged against production and development as they were.
// `watcher`: where a person watches; null: nowhere. Throws Undecidable when production is not
// here or its history is cut off.
HistoryReport replay(const Context& context, LandingIndex& index, const ReplayQuestion& asked,
                     std::ostream* watcher = nullptr);

}  // namespace hotfix
