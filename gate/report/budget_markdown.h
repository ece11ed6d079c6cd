// SPDX-License-Identifier: MIT
// How large a hotfix is, as a section of a page of Markdown.
#pragma once

#include <string>

#include "gate/report/report.h"

namespace hotfix {

// The diff budget in one line, which opens to bars, with an empty line at the end; empty when
// nothing was counted.
std::string budget_markdown(const Report& report);

}  // namespace hotfix
