// SPDX-License-Identifier: MIT
// The recipe, down through the rooms: Request -> Context -> Subject -> Facts -> Report.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "gate/base/error.h"
#include "gate/facts/inquiry.h"
#include "gate/report/ledger/ledger_report.h"
#include "gate/report/report.h"
#include "gate/request/context.h"

namespace hotfix {

// What was found, and the policy it was judged by.
struct Judgement {
  std::vector<Report> reports;  // one a subject that is judged, in the order of the input
  Policy policy;
};

// One subject: what its rules need is gathered, and they judge it. `index`: one a run.
Report report_on(const Context& context, LandingIndex& index, const Question& question);

// Each line of a push; no report for one that is not judged.
Judgement check_push(const Request& request, const std::vector<RefUpdate>& updates);

// A branch, commit or range, as a hotfix.
Judgement check_revision(const Request& request);

// A ledger without hotfixes: what it is of, and where the forge's pages are.
LedgerReport empty_ledger(const Context& context);

// The ledger of the branches in `context`, with its progress told to `watcher` (null: not shown).
// Throws Undecidable when there can be none: no development branch, a shallow clone, unrelated
// histories.
LedgerReport ledger_report(const Context& context, LandingIndex& index,
                           std::ostream* watcher = nullptr);

// The policy in force, for programs that judge without history. `notes` is appended to.
Policy load_policy(const Request& request, std::vector<std::string>& notes);

// blocked before undecided before pass.
Verdict worst(const std::vector<Report>& reports);
ExitStatus exit_status(Verdict verdict);

// Runs a program's body and turns whatever escapes it into one line on `err` ("<program>: …") and
// an exit status: Refused 1, UsageError 2, Undecidable 3, anything else 3 with a request to report
// it.
int guarded(const std::string& program, std::ostream& err, const std::function<int()>& body);

// The same for a program whose report goes to standard output: one that was not written in full is
// not a pass, and a closed pipe does not end the program.
int run_printing(const std::string& program, const std::function<int()>& body);

}  // namespace hotfix
