// SPDX-License-Identifier: MIT
// Parts of the ledger's page. Nothing that a repository says becomes markup, a link or a style.
#pragma once

#include <string>
#include <string_view>

#include "gate/report/ledger/ledger_report.h"

namespace hotfix {

// Where in its page a ledger stands.
struct PagePart {
  std::string prefix = {};  // of its ids; another one for each ledger of a page
  int level = 2;            // of its headings: 2 is <h2>
};

// What one ledger has to say. Its debt number n, as owed() has them, has the id "<prefix>debt-<n>".
std::string ledger_html(const LedgerReport& report, const PagePart& part = {});

// The verdict of one or of several ledgers: how it stands, in a word and a class of the style.
struct LedgerVerdict {
  std::string_view word;  // "OVERDUE"
  std::string_view kind;  // "passed", "due" or "overdue"
};
LedgerVerdict verdict_of(const LedgerReport& report);

// "OVERDUE  1 hotfix is overdue", and below it `more`, which is HTML.
std::string verdict_html(const LedgerVerdict& verdict, const std::string& headline,
                         const std::string& more);

}  // namespace hotfix
