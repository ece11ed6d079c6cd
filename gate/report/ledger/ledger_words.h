// SPDX-License-Identifier: MIT
// What the ledger says to people, in whatever format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/report/ledger/ledger_report.h"
#include "rules/support/fix.h"

namespace hotfix {

// What a person does about one hotfix. The commands are each run only when the one before
// succeeded.
struct LedgerFix {
  // Of an uncertain one: look at it, and then say that it is that hotfix, or bring it.
  // Of one that production lost: bring it back there, and then pay what development owes.
  enum class When { owed, to_look, if_it_is, if_it_is_not, then };
  When when = When::owed;
  Commands commands;
  std::string then = {};  // a sentence: what is left to do where the commands end; often empty
  Commands after = {};    // what comes when that is done; often empty
};
// None in a ledger that was read from a file: its repository is elsewhere.
std::vector<LedgerFix> fixes(const LedgerReport& report, const Hotfix& hotfix);
// When the commands of one are run: "If that is it, put it on record"; empty: now.
std::string_view when_words(LedgerFix::When when);

// What is owed or not known, overdue first and then by deadline.
std::vector<const Hotfix*> owed(const LedgerReport& report);
// The waived ones, oldest first.
std::vector<const Hotfix*> waived(const LedgerReport& report);
// All others, newest first.
std::vector<const Hotfix*> settled(const LedgerReport& report);

// One line: how it stands with all of them.
std::string headline(const LedgerReport& report);
// "5 hotfixes: 1 overdue, 1 due, 0 undecided, 1 waived, 2 settled".
std::string counts(const LedgerReport& report);

// "3 d 4 h late", "due in 5 h"; "lost on production"; "undecided" when it is not known whether it
// is owed.
std::string urgency(const LedgerReport& report, const Hotfix& hotfix);

// What a state means, for who reads it for the first time: "the same change by another commit".
std::string_view state_words(LandingState state);

// What happened to a hotfix that production lost, and why it matters; empty: it did not.
std::string loss_words(const LedgerReport& report, const Hotfix& hotfix);
// The date that a commit bears and that cannot be, in words; empty: there is none.
std::string false_date_words(const Hotfix& hotfix);

// "3 production commits bear no sign of a hotfix and are not on kars-dev"; empty when there are
// none.
std::string unsigned_headline(const LedgerReport& report);
// The newest `most` of them, newest first.
std::vector<const Hotfix*> newest_unsigned(const LedgerReport& report, std::size_t most);
// Brings these to development. None in a ledger that was read from a file.
Commands unsigned_fix(const LedgerReport& report, std::size_t most);
// How a person says that they are owed, or that they are not.
std::string unsigned_note(const LedgerReport& report);

// The short ids of the evidence, at most three; empty when there is none.
std::string evidence_words(const Landing& landing);

}  // namespace hotfix
