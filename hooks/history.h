// SPDX-License-Identifier: MIT
// `hotfix-lint history`: today's policy over what was merged into production in the past.
#pragma once

#include <iosfwd>

#include "gate/report/history/render_history.h"
#include "gate/request/request.h"

namespace hotfix {

struct HistoryOptions {
  const HistoryFormat* format = &history_formats().front();
  std::size_t last = 50;  // changes
  HistoryStyle style;
  std::ostream* progress = nullptr;  // where a person watches; null: nowhere
};

// The replay on `out`, and 0: it is for information. Throws UsageError for a policy or a branch
// that is wrong, Undecidable when production is not here or its history is cut off.
int history(const Request& request, const HistoryOptions& options, std::ostream& out);

}  // namespace hotfix
