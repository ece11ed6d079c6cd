// SPDX-License-Identifier: MIT
#include "gate/report/report.h"

#include <algorithm>

namespace hotfix {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::blocked:
      return "blocked";
    case Verdict::undecided:
      return "undecided";
  }
  return "undecided";
}

bool is_waiting(const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(), [](const RuleFinding& found) {
    return found.finding.level == Level::error && found.finding.kind == FindingKind::waiting;
  });
}

}  // namespace hotfix
