// SPDX-License-Identifier: MIT
// What a person recorded of an incident when its hotfix began: git configuration of this
// repository, `hotfix.<branch>.*`, so that it is in no commit and outlives the branch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gate/request/settings.h"
#include "gate/workflow/step.h"

namespace hotfix {

// Empty or nullopt: not recorded. Times are seconds since the epoch.
struct Incident {
  std::string severity;   // "P0"
  std::string criterion;  // "Payment processing broken"
  std::string issue;      // in a few words
  std::string impact;
  std::string estimate;  // of the time that the fix takes, in words
  std::string assigned;  // to whom
  std::string
      released;       // full id of production's commit that brought it, from when its branch went
  std::string fixes;  // full id of production's commit of the hotfix that this one sets right
  std::optional<std::int64_t> detected = {}, started = {}, deployed = {}, verified = {};
};

// The record of `branch`, a short name. What makes no sense counts as not recorded.
Incident read_incident(const Settings& settings, const std::string& branch);

// `given` over `recorded`: what is not given stays as it is recorded.
Incident overlaid(Incident recorded, const Incident& given);

// Is anything recorded of that branch?
bool has_incident(const Settings& settings, const std::string& branch);

// What writes all that `incident` has, and undoes it by removing the whole record.
Acts record(const Incident& incident, const std::string& branch);

// The same of a single time, "deployed" or "verified"; and of production's commit.
Act record_time(const std::string& branch, const std::string& name, std::int64_t time);
Act record_released(const std::string& branch, const std::string& id);

}  // namespace hotfix
