// SPDX-License-Identifier: MIT
// What became of a rule when a subject was judged by it.
#pragma once

#include <string>
#include <vector>

#include "rules/model/cause.h"
#include "rules/model/finding.h"
#include "rules/model/rule.h"

namespace hotfix {

struct RuleFinding {
  const Rule* rule = nullptr;
  Finding finding;  // its level is the effective one
};

struct Waived {
  const Rule* rule = nullptr;
  std::string reason;
  std::string commit;             // full id of the commit that carries the trailer
  std::vector<Finding> findings;  // what it covers
};

struct Undecided {
  const Rule* rule = nullptr;
  std::string reason;
  std::string fix;
  Cause cause = Cause::other;
  Level level = Level::error;  // of the rule, by the policy
};

}  // namespace hotfix
