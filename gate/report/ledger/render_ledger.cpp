// SPDX-License-Identifier: MIT
#include "gate/report/ledger/render_ledger.h"

namespace hotfix {

const std::vector<LedgerFormat>& ledger_formats() {
  static const std::vector<LedgerFormat> formats = {
      {"text", render_ledger_text, render_ledgers_text},
      {"json", [](const LedgerReport& report, bool) { return render_ledger_json(report); },
       [](const Ledgers& ledgers, bool) { return render_ledgers_json(ledgers); }},
      {"markdown", [](const LedgerReport& report, bool) { return render_ledger_markdown(report); },
       [](const Ledgers& ledgers, bool) { return render_ledgers_markdown(ledgers); }},
      {"html", [](const LedgerReport& report, bool) { return render_ledger_html(report); },
       [](const Ledgers& ledgers, bool) { return render_ledgers_html(ledgers); }},
  };
  return formats;
}

}  // namespace hotfix
