// SPDX-License-Identifier: MIT
// How a hotfix will come back to development, as a section of a page of Markdown.
#pragma once

#include <string>

#include "gate/report/report.h"

namespace hotfix {

// The forecast, and the earlier hotfixes that development still lacks with their age. Ends with an
// empty line; empty when neither was asked for.
std::string backport_markdown(const Report& report);

}  // namespace hotfix
