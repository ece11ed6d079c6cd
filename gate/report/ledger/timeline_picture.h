// SPDX-License-Identifier: MIT
// Production and development as two lines through time, and every hotfix on them.
#pragma once

#include <string>

#include "gate/report/ledger/ledger_report.h"

namespace hotfix {

struct PictureStyle {
  int width = 1000;    // in units of the picture; its text is 13 of them high
  std::string name;    // a prefix for its ids, other than those of the other pictures of a page
  std::string anchor;  // what the id of the section of debt number n begins with: "debt-"
};

// An inline SVG, as XML. A debt is a bar from its release to now with its deadline, numbered and
// placed as owed() has them, and linked to its section; what came back is a line to where it
// landed. Every mark tells in words what it is. Empty when there is no hotfix.
std::string timeline_picture(const LedgerReport& report, const PictureStyle& style);

// What the marks of the picture mean, as a list.
std::string picture_legend();

}  // namespace hotfix
