// SPDX-License-Identifier: MIT
// `hotfix-lint audit`: the ledger of a repository, and whether a debt is due.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "gate/report/ledger/render_ledger.h"
#include "gate/request/request.h"

namespace hotfix {

struct AuditOptions {
  const LedgerFormat* format = &ledger_formats().front();
  FailOn fail_on = FailOn::overdue;
  std::string now;    // ISO 8601 in UTC or seconds since the epoch; empty: the clock
  std::string since;  // a date or any revision, over the policy's backport.since; empty: not given
  std::string html;   // a file to leave the ledger in as a page; empty: none
  std::vector<std::string>
      merge;  // ledgers as JSON, to be told as one; empty: the repository's own
  bool color = false;
  std::ostream* progress = nullptr;  // where a person watches; null: nowhere
};

// The ledger on `out`. The exit status: 1 a debt fails as `fail_on` says, else 3 a hotfix is
// undecided, else 0. Throws UsageError for an option that makes no sense, Undecidable when there
// can be no ledger: no development branch, a shallow clone, unrelated histories, a file that is not
// one; and when the page cannot be written.
int audit(const Request& request, const AuditOptions& options, std::ostream& out);

}  // namespace hotfix
