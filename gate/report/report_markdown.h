// SPDX-License-Identifier: MIT
// What the rules say of one subject, as parts of a page of Markdown. Each ends with an empty line.
#pragma once

#include <string>

#include "gate/report/report.h"

namespace hotfix {

// One row a rule, in the order of the workflow.
std::string rules_table_markdown(const Report& report);

// What a person reads and pastes about each finding, waiver and undecided rule; empty when there is
// none.
std::string findings_markdown(const Report& report);

}  // namespace hotfix
