// SPDX-License-Identifier: MIT
#include "gate/report/render_ledger.h"

namespace hotfix {

const std::vector<LedgerFormat>& ledger_formats() {
  static const std::vector<LedgerFormat> formats = {
      {"text", render_ledger_text},
      {"json", [](const LedgerReport& report, bool) { return render_ledger_json(report); }},
      {"markdown", [](const LedgerReport& report, bool) { return render_ledger_markdown(report); }},
  };
  return formats;
}

}  // namespace hotfix
