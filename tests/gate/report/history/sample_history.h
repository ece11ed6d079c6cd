// SPDX-License-Identifier: MIT
// Replays for the tests of their renderers.
#pragma once

#include "gate/report/history/history_report.h"

namespace hotfix::test {

// Twelve changes: each outcome, each list of the JSON, and what hostile people write.
HistoryReport full_history();

}  // namespace hotfix::test
