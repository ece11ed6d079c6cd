// SPDX-License-Identifier: MIT
// Which rules a subject is judged by, and so what has to be found out about it.
#pragma once

#include <vector>

#include "gate/policy/policy.h"

namespace hotfix {

// The rules that have an opinion about this subject and are not switched off, in order.
std::vector<const Rule*> applicable_rules(const Policy& policy, const Subject& subject);

// What one rule needs of this subject, and the union of what several do.
Need needs_of(const Rule& rule, const Subject& subject);
Need needs_of(const std::vector<const Rule*>& rules, const Subject& subject);

}  // namespace hotfix
