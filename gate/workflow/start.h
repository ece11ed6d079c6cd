// SPDX-License-Identifier: MIT
// How a hotfix begins: its branch at production's tip, and the record of the incident.
#pragma once

#include <string>

#include "gate/policy/policy.h"
#include "gate/workflow/incident.h"
#include "gate/workflow/step.h"

namespace hotfix {

struct Start {
  std::string branch;      // its name, "hotfix/login"
  std::string production;  // what it begins at, as a person knows it: "origin/kars-prod"
  std::string id;          // the same, the full id
  std::string folder;      // of a new work tree, absolute; empty: it is checked out here
  Incident incident;
};

Step step_of(const Start& start);

// How its commit is made, with a place for what is fixed. By the trailers every clone, and the
// gate, know how severe it is, and what it sets right.
std::string commit_command(const Policy& policy, const Incident& incident);

// The name of the branch that `words`, with or without the prefix of hotfix branches, ask for.
// Throws UsageError, with the nearest name that would do, for one that the policy does not take.
std::string branch_called(const std::string& words, const Policy& policy);

// What the workflow says of a severity: P0 and P1 pass; throws for others a Refused with its
// answer, and a UsageError for what is no level.
struct Severity {
  std::string level;      // "P0"
  std::string criterion;  // in the policy's words where it is one of them; may be empty
};
Severity severity_of(const std::string& level, const std::string& criterion, const Policy& policy);

// What the workflow wants before the fix is written, as a list for the terminal, and how it is then
// committed, in its own work tree `folder`; empty: here. The commands of the list are the policy's.
std::string preparation_text(const Policy& policy, const Incident& incident,
                             const std::string& folder = {});

}  // namespace hotfix
