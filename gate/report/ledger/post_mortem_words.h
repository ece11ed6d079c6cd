// SPDX-License-Identifier: MIT
// What the ledger says of the documents about hotfixes, and of what rules found about all hotfixes.
#pragma once

#include <string>
#include <vector>

#include "gate/report/ledger/ledger_report.h"

namespace hotfix {

// About that hotfix; null: none is asked of it, or nobody looked.
const PostMortem* post_mortem_of(const LedgerReport& report, const std::string& commit);

// Those that are not written yet and not overdue either, the first to be due first.
std::vector<const PostMortem*> due_post_mortems(const LedgerReport& report);

// "3 d 4 h late" or "due in 5 h" of one that is not written; else how it stands: "written".
std::string urgency(const LedgerReport& report, const PostMortem& one);
// The same of the hotfix that a finding is about; empty when it is about none.
std::string urgency_of(const LedgerReport& report, const Finding& finding);

// How the rules stand, where one of them blocks or would and is undecided: "2 hotfixes break
// post-mortem". Else empty.
std::string rules_headline(const LedgerReport& report);

}  // namespace hotfix
