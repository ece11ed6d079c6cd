// SPDX-License-Identifier: MIT
// What the gate may have to say, for the tests of its renderers.
#pragma once

#include "ci/verdict/gate_report.h"

namespace hotfix::test {

// A pull request of a good hotfix: everything is there, nothing is to be said.
GateReport passing_report();

// The same without an approval.
GateReport waiting_report();

// One of everything: errors, warnings, a waiver, an undecided rule, a backport that conflicts and
// earlier debts.
GateReport blocked_report();

// A daily run that found an overdue backport.
GateReport ledger_event();

// A shallow clone.
GateReport failed_report();

// A policy that cannot be read.
GateReport mistaken_report();

// A pull request that is not judged.
GateReport not_applicable();

// blocked_report() and a ledger, in which every text that a stranger can write attacks a renderer.
GateReport hostile_report();

// What hostile_report() is full of.
const std::string& hostile_text();

}  // namespace hotfix::test
