// SPDX-License-Identifier: MIT
// The severity that the commits of a hotfix say themselves, by a trailer as `Severity: P0 Data
// loss`.
#pragma once

#include <string>
#include <vector>

#include "rules/model/facts.h"

namespace hotfix {

struct SaidSeverity {
  std::string level;      // "P0"; empty: none says it
  std::string criterion;  // what stands behind the level; may be empty
  std::string commit;     // full id of the one that says it
};

// Of the first commit with a trailer that gives one level.
SaidSeverity said_severity(const std::vector<Commit>& commits);

}  // namespace hotfix
