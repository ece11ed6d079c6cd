// SPDX-License-Identifier: MIT
#include "ci/verdict/gate_report.h"

#include "gate/run.h"

namespace hotfix {

namespace {

Verdict verdict_of(ExitStatus status) {
  if (status == ExitStatus::pass) return Verdict::pass;
  return status == ExitStatus::blocked ? Verdict::blocked : Verdict::undecided;
}

}  // namespace

Verdict verdict_of(const GateReport& report) {
  const Verdict judged = worst(report.reports);
  const Verdict owed =
      report.ledger ? verdict_of(exit_status(*report.ledger, FailOn::overdue)) : Verdict::pass;
  if (judged == Verdict::blocked || owed == Verdict::blocked) return Verdict::blocked;
  const bool is_sure = judged == Verdict::pass && owed == Verdict::pass && !report.failure;
  return is_sure ? Verdict::pass : Verdict::undecided;
}

ExitStatus exit_status(const GateReport& report) {
  const Verdict verdict = verdict_of(report);
  const bool has_failed = report.failure && verdict != Verdict::blocked;
  return has_failed ? report.failure->status : exit_status(verdict);
}

}  // namespace hotfix
