// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/set_right.h"

#include "gate/workflow/hotfix_branches.h"
#include "rules/support/text.h"

namespace hotfix {

std::string being_set_right_by(const Context& context, LandingIndex& index, const Course& course) {
  std::string found;
  for (const std::string& branch : hotfix_branches(context)) {
    if (!one_of(read_incident(context.settings, branch).fixes, course.brought)) continue;
    const Course other = course_of(context, index, branch);
    const bool is_live = other.released && other.took_back.empty();
    if (!is_live && other.tip().empty()) continue;  // given up
    if (is_live && is_settled(other.released->landing.state)) return {};
    found = branch;
  }
  return found;
}

}  // namespace hotfix
