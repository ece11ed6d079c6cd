// SPDX-License-Identifier: MIT
// Question -> Facts, computing only what is asked for.
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

// The facts that `needs` names, as far as they can be asked of the subject, and what these stand
// on. What cannot be found out is left empty and recorded in Facts::unknown with its reason and
// fix; nothing is guessed. What the context has no patience for is in Facts::left_to_ci. `index`:
// one a run.
Facts gather(const Context& context, LandingIndex& index, const Question& question, Need needs);

}  // namespace hotfix
