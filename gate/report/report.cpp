// SPDX-License-Identifier: MIT
#include "gate/report/report.h"

#include <algorithm>

namespace hotfix {

bool is_waiting(const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(), [](const RuleFinding& found) {
    return found.finding.level == Level::error && found.finding.kind == FindingKind::waiting;
  });
}

}  // namespace hotfix
