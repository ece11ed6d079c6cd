// SPDX-License-Identifier: MIT
// Request -> Facts, computing only what is asked for.
#pragma once

#include "gate/request/context.h"
#include "rules/model/facts.h"

namespace hotfix {

// The facts that `needs` names, about `subject`; `pull_request` is what is known of it, null when
// that is nothing. What cannot be found out is left empty and
// recorded in Facts::unknown with its reason and fix; nothing is guessed.
Facts gather(const Context& context, const Subject& subject, Need needs,
             const PullRequest* pull_request = nullptr);

}  // namespace hotfix
