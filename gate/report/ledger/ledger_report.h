// SPDX-License-Identifier: MIT
// The ledger as it is reported: every hotfix of production and where it stands on development.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gate/base/error.h"
#include "gate/report/markup/pages.h"
#include "rules/model/facts.h"
#include "rules/model/judged.h"

namespace hotfix {

struct LedgerReport {
  std::string repository;  // "owner/name", or the name of its folder; empty: not known
  Pages pages;             // of its forge
  bool is_read = false;    // from a file: its repository is elsewhere, so no command is for here
  Refs refs;
  std::int64_t now = 0;                  // seconds since the epoch
  std::vector<Hotfix> hotfixes;          // oldest first, and then rollbacks
  std::vector<Hotfix> unsigned_commits;  // of production; nothing calls them hotfixes, and
                                         // development does not have them; oldest first
  std::vector<PostMortem> post_mortems;  // one a hotfix that needs one, oldest first; of a
                                         // ledger that was read, those of `hotfixes`
  // What the rules for a ledger say of it, in their order.
  std::vector<RuleFinding> findings;
  std::vector<Waived> waived;
  std::vector<Undecided> undecided;
  std::string backport_prefix = "backport/";  // what the name of a backport branch begins with
  std::vector<std::string> notes;  // for the person: where the policy came from and the like
};

// Which debts fail a ledger: those past their deadline, or all.
enum class FailOn { overdue, missing };

// blocked when a debt fails or a rule finds an error, else undecided when a hotfix or a rule with
// that level is, else pass.
ExitStatus exit_status(const LedgerReport& report, FailOn fail_on);

}  // namespace hotfix
