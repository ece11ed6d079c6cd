// SPDX-License-Identifier: MIT
// Rules x Facts -> Report. Pure.
#pragma once

#include "gate/policy/policy.h"
#include "gate/report/report.h"

namespace hotfix {

// Runs the applicable rules. One whose facts are missing is undecided with the recorded reason. A
// waiver
// (`Hotfix-Waive: <rule> <reason>` in a commit of Facts::history) takes a waivable rule's findings
// out of the verdict, and is reported; one that is refused is a warning of its own.
Report evaluate(const Facts& facts, const Policy& policy);

// What its findings and what is undecided come to.
Verdict verdict_of(const Report& report, const Policy& policy);

}  // namespace hotfix
