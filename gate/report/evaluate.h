// SPDX-License-Identifier: MIT
// Rules x Facts -> Report. Pure.
#pragma once

#include "gate/policy/policy.h"
#include "gate/report/report.h"

namespace hotfix {

// The rules that have an opinion about this subject and are not switched off, in order.
std::vector<const Rule*> applicable_rules(const Policy& policy, const Subject& subject);

// The union of their needs for this subject.
Need needs_of(const std::vector<const Rule*>& rules, const Subject& subject);

// Runs the applicable rules. One whose facts are missing is undecided with the recorded reason. A
// waiver
// (`Hotfix-Waive: <rule> <reason>` in a commit of Facts::history) takes a waivable rule's findings
// out of the verdict, and is reported; one that is refused is a warning of its own.
Report evaluate(const Facts& facts, const Policy& policy);

}  // namespace hotfix
