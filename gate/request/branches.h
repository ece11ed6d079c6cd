// SPDX-License-Identifier: MIT
// Which branches are production and development here, and the policy that production carries.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/git/repository.h"
#include "gate/policy/policy.h"
#include "gate/request/request.h"
#include "gate/request/settings.h"
#include "gate/request/subject.h"

namespace hotfix {

struct Branch {
  std::string shown;   // "origin/kars-prod", or what a person named
  std::string id;      // full hex; empty: it is not here
  std::string remote;  // the remote it was found on; empty: a local branch or any commit
};

struct Branches {
  Branch production, development;
  Refs refs;                  // the same two, as rules see them
  std::string remote;         // branches are looked for on this one first
  std::string home;           // and then where production lives
  bool is_home_told = false;  // somebody said where that is: then only there
  Policy policy;  // as production carries it, with the names and the start that are in force
  std::string policy_source;       // "kars-prod:.hotfix.toml", a file's path, "embedded defaults"
  std::vector<std::string> notes;  // what a person should know about the search
};

// What is here, by the order that open_context documents; nullopt when it is of no concern: then
// development was not looked for. Throws UsageError when two branches may be production,
// PolicyError for a policy that is broken or names another production.
std::optional<Branches> find_branches(const Repository& repository, const Request& request,
                                      const Settings& settings, bool local_too,
                                      const Concern& concerns);

// The same without development, by a policy that an earlier run may have read: for what looks at
// nothing else of the repository.
Branches find_production(const Repository& repository, const Request& request,
                         const Settings& settings, bool local_too);

// The text of a policy file, cut off one byte after kPolicyLimit; nullopt when it cannot be read.
std::optional<std::string> read_policy_file(const std::string& path);

}  // namespace hotfix
