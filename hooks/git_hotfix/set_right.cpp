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
    if (!other.released && other.tip().empty()) continue;  // given up
    const bool is_over =
        other.released && other.took_back.empty() && is_settled(other.released->landing.state);
    if (is_over) return {};
    found = branch;
  }
  return found;
}

}  // namespace hotfix
