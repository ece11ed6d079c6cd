// SPDX-License-Identifier: MIT
// How large a hotfix is and how it will come back, as sections of a page of Markdown. Each ends
// with an empty line, and is empty when nothing is known.
#pragma once

#include <string>

#include "gate/report/report.h"

namespace hotfix {

// The diff budget as bars.
std::string budget_markdown(const Report& report);

// The forecast, and the earlier hotfixes that development still lacks with their age.
std::string backport_markdown(const Report& report);

}  // namespace hotfix
