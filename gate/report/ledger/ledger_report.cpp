// SPDX-License-Identifier: MIT
#include "gate/report/ledger/ledger_report.h"

#include <algorithm>

namespace hotfix {

ExitStatus exit_status(const LedgerReport& report, FailOn fail_on) {
  const auto any = [&](const auto& test) {
    return std::any_of(report.hotfixes.begin(), report.hotfixes.end(), test);
  };
  const bool fails = any([&](const Hotfix& hotfix) {
    return is_debt(hotfix) && (hotfix.overdue || fail_on == FailOn::missing);
  });
  if (fails) return ExitStatus::blocked;
  return any([](const Hotfix& one) { return one.landing.state == LandingState::undecided; })
             ? ExitStatus::undecided
             : ExitStatus::pass;
}

}  // namespace hotfix
