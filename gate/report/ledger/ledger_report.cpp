// SPDX-License-Identifier: MIT
#include "gate/report/ledger/ledger_report.h"

#include <algorithm>

namespace hotfix {

static bool has_error(const std::vector<RuleFinding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const RuleFinding& found) { return found.finding.level == Level::error; });
}

ExitStatus exit_status(const LedgerReport& report, FailOn fail_on) {
  const auto any = [&](const auto& test) {
    return std::any_of(report.hotfixes.begin(), report.hotfixes.end(), test);
  };
  const bool fails = any([&](const Hotfix& hotfix) {
    return is_debt(hotfix) && (hotfix.overdue || fail_on == FailOn::missing);
  });
  if (fails || has_error(report.findings)) return ExitStatus::blocked;
  const bool is_undecided =
      any([](const Hotfix& one) { return one.landing.state == LandingState::undecided; }) ||
      std::any_of(report.undecided.begin(), report.undecided.end(),
                  [](const Undecided& one) { return one.level == Level::error; });
  return is_undecided ? ExitStatus::undecided : ExitStatus::pass;
}

}  // namespace hotfix
