// SPDX-License-Identifier: MIT
// What the gate says of one event: the one value that all outputs are made from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/base/error.h"
#include "gate/report/ledger/ledger_report.h"
#include "gate/report/report.h"
#include "gate/request/event.h"

namespace hotfix {

// Why nothing could be judged at all.
struct GateFailure {
  ExitStatus status = ExitStatus::undecided;  // usage or undecided
  std::string reason;
  std::string fix;  // a command, a setting or a sentence; empty only for usage
};

struct GateReport {
  Event event;
  std::string not_applicable;          // why this event is not judged; empty: it is judged
  std::vector<Report> reports;         // what was judged, the event itself first
  std::optional<LedgerReport> ledger;  // only where the event asks for it
  std::optional<GateFailure> failure;  // `reports` has what was judged before it
  std::vector<std::string> warnings;   // about the run itself: a payload that may be old
  std::string policy_source;           // "origin/kars-prod:.hotfix.toml"; empty: never came so far
};

// blocked before undecided before pass; an overdue debt in the ledger blocks.
Verdict verdict_of(const GateReport& report);

// As Verdict; usage when that is why it failed.
ExitStatus exit_status(const GateReport& report);

}  // namespace hotfix
