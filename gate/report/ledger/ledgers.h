// SPDX-License-Identifier: MIT
// The ledgers of several repositories, read from what each of them wrote, as one report.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gate/report/ledger/ledger_report.h"

namespace hotfix {

using Ledgers = std::vector<LedgerReport>;

// What `hotfix-lint audit --format json` wrote. `file`: the name by which it is told of, and by
// which a repository is called that does not give its own. Throws Undecidable, naming the file, for
// anything else: not JSON, a newer version, a value of another kind than it must be.
LedgerReport read_ledger_json(std::string_view text, const std::string& file);

// blocked when any of them is, else undecided when any is, else pass.
ExitStatus exit_status(const Ledgers& ledgers, FailOn fail_on);

// A debt of one of them: number `number` (from 1) of what its ledger calls owed.
struct LedgersDebt {
  std::size_t ledger = 0;  // its place in the list
  std::size_t number = 0;
  const Hotfix* hotfix = nullptr;
};
// What is owed or not known in all of them: lost on production first, then by deadline.
std::vector<LedgersDebt> owed(const Ledgers& ledgers);

// One line: "3 repositories: 2 hotfixes overdue in 1 of them, 1 due, 0 undecided".
std::string headline(const Ledgers& ledgers);

// Where a person finds the commands, which this report does not have.
std::string_view ledgers_note();

}  // namespace hotfix
