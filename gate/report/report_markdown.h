// SPDX-License-Identifier: MIT
// What the rules say of one subject, as parts of a page of Markdown. Each ends with an empty line.
#pragma once

#include <string>

#include "gate/report/markup/pages.h"
#include "gate/report/report.h"

namespace hotfix {

struct FindingsStyle {
  Pages pages = {};       // what is linked
  bool is_short = false;  // for a comment: what is long is left to the summary
};

// One row a rule, in the order of the workflow.
std::string rules_table_markdown(const Report& report, const Pages& pages = {});

// The one thing to do now: of what blocks, the first in the order of the workflow, and what
// somebody else has to do last. Both null: nothing blocks.
struct FirstThing {
  const RuleFinding* finding = nullptr;
  const Undecided* undecided = nullptr;
};
FirstThing first_thing(const Report& report);

// The same in full: of what blocks, the first in the order of the workflow, and
// what somebody else has to do last. Empty when nothing blocks.
std::string first_thing_markdown(const Report& report, const FindingsStyle& style = {});

// What a person reads and pastes about each other finding, waiver and undecided rule, as one line
// that opens; empty when there is none.
std::string findings_markdown(const Report& report, const FindingsStyle& style = {});

}  // namespace hotfix
