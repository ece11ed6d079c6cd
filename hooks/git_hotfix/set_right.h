// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gate/workflow/course.h"

namespace hotfix {

// The branch of the hotfix that was begun to set this one right (`hotfix.<branch>.fixes`), as long
// as that one is not on both branches; empty: there is none, or it is over.
std::string being_set_right_by(const Context& context, LandingIndex& index, const Course& course);

}  // namespace hotfix
