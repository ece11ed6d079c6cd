// SPDX-License-Identifier: MIT
// Ledgers for the tests of their renderers. All are as of 2025-06-15 15:06:40 UTC.
#pragma once

#include <cstddef>
#include <vector>

#include "gate/report/ledger/ledger_report.h"

namespace hotfix::test {

// A hotfix of so many seconds ago, whose id is the digit over and over, due after a day.
Hotfix released(char digit, LandingState state, std::int64_t age);

// The document about it, with two days to write it.
PostMortem post_mortem(const Hotfix& hotfix, PostMortemState state);
// What the rule about them says of one.
RuleFinding found(const PostMortem& one, const std::string& message, Level level);

// Of origin/kars-prod and origin/kars-dev.
LedgerReport report_of(std::vector<Hotfix> hotfixes);

// One of everything, with what hostile people write.
LedgerReport full_ledger();

// One hotfix a day; the eleventh of each eleven did not come back, some of the others came late.
LedgerReport ledger_of_many(std::size_t hotfixes);

}  // namespace hotfix::test
