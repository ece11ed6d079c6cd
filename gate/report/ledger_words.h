// SPDX-License-Identifier: MIT
// What the ledger says to people, in whatever format.
#pragma once

#include <string>
#include <vector>

#include "gate/report/ledger_report.h"
#include "rules/support/fix.h"

namespace hotfix {

// What a person does about one hotfix. Each command can be pasted as it is.
struct Step {
  std::string label;  // "fix"; of an uncertain one "look", "yes" and "no"
  Commands commands;
};
std::vector<Step> steps(const LedgerReport& report, const Hotfix& hotfix);

// What is owed or not known, overdue first and then by deadline.
std::vector<const Hotfix*> owed(const LedgerReport& report);
// The waived ones, oldest first.
std::vector<const Hotfix*> waived(const LedgerReport& report);
// All others, newest first.
std::vector<const Hotfix*> settled(const LedgerReport& report);

// One line: how it stands with all of them.
std::string headline(const LedgerReport& report);
// "5 hotfixes: 1 overdue, 1 due, 0 undecided, 1 waived, 2 settled".
std::string summary(const LedgerReport& report);

// "3 d 4 h late", "due in 5 h"; "undecided" when it is not known whether it is owed.
std::string urgency(const LedgerReport& report, const Hotfix& hotfix);

// The short ids of the evidence, at most three; empty when there is none.
std::string evidence_words(const Landing& landing);

// At most `limit` bytes of `text`, cut between characters and marked "...".
std::string brief(std::string text, std::size_t limit = 100);

}  // namespace hotfix
