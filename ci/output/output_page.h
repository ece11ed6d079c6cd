// SPDX-License-Identifier: MIT
// What hotfix-gate leaves for programs, in words. Tests compare it with what is written, and write
// it into the documentation.
#pragma once

#include <string>

#include "gate/report/json_page.h"

namespace hotfix {

// The keys of `hotfix-gate --format json`, without those that hotfix-lint prints too: the objects
// in `reports` have all of report_keys(), and `ledger` is null or has all of ledger_keys().
JsonKeys gate_keys();

// The step outputs, one row each, for .github/docs/output.md.
std::string output_table();

}  // namespace hotfix
