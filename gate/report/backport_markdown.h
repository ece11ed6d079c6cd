// SPDX-License-Identifier: MIT
// How a hotfix will come back to development, as a section of a page of Markdown.
#pragma once

#include <string>

#include "gate/report/markup/pages.h"
#include "gate/report/report.h"

namespace hotfix {

// The forecast in one line, which opens to what is in the way and to the earlier hotfixes that
// development still lacks, with their age. Ends with an empty line; empty when neither was asked
// for.
std::string backport_markdown(const Report& report, const Pages& pages = {});
// That line alone.
std::string backport_line(const Report& report);

}  // namespace hotfix
