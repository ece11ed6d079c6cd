// SPDX-License-Identifier: MIT
// `hotfix-lint audit`: the ledger of a repository, and whether a debt is due.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/context.h"
#include "gate/error.h"
#include "gate/render_ledger.h"
#include "gate/request.h"

namespace hotfix {

struct AuditOptions {
  std::string format = "text";      // "text", "json" or "markdown"
  std::string fail_on = "overdue";  // or "missing": a debt within its deadline fails too
  std::string now;                  // ISO 8601 in UTC or seconds since the epoch; empty: the clock
  std::string since;  // a date or any revision, over the policy's backport.since; empty: not given
  bool color = false;
  std::ostream* progress = nullptr;  // where a person watches; null: nobody does
};

// The ledger of the branches in `context`. Throws Undecidable as audit() does.
LedgerReport ledger_report(const Context& context, std::ostream* progress = nullptr);

// 1 when a debt fails ("overdue": one past its deadline; "missing": any), else 3 when a hotfix is
// undecided, else 0.
ExitStatus status_of(const LedgerReport& report, const std::string& fail_on);

// The ledger on `out`. The exit status: 1 a debt fails as `fail_on` says, else 3 a hotfix is
// undecided, else 0. Throws UsageError for an option that makes no sense, Undecidable when there
// can be no ledger: no development branch, a shallow clone, unrelated histories.
int audit(const Request& request, const AuditOptions& options, std::ostream& out);

}  // namespace hotfix
