// SPDX-License-Identifier: MIT
// Where a judgement takes place: the repository, the policy in force, and the ids of the branches
// that the subject is compared with, all resolved once.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gate/git/repository.h"
#include "gate/policy/policy.h"
#include "gate/request/request.h"
#include "gate/request/settings.h"
#include "gate/request/subject.h"

namespace hotfix {

// Made by open_context and never changed.
struct Context {
  const Repository repository;
  const Policy policy;
  const std::string policy_source;  // "kars-prod:.hotfix.toml", a file's path, "embedded defaults"
  const std::string remote;         // the one that is pushed to when it is configured, else `home`
  const std::string home;  // where production lives: git config hotfix.remote, the policy, origin
  const Refs refs;
  const std::int64_t now;         // seconds since the epoch
  const std::int64_t fetched_at;  // when production was last brought up to date; -1: not known
  const std::vector<std::string> notes;  // what a person should know about the above
  const Forge forge;                     // who hosts `remote`, as far as the CI or its URL says
  const std::optional<std::chrono::milliseconds> patience;  // as the request has it
  const Settings settings;                                  // of git
};

// Which branch is production is decided, first match first, by the request, by the git
// configuration `hotfix.production`, by the policy file that the request names, by the policy of
// the branch that an event goes to, which may name itself, or by the policy at the tip of the
// remote's default branch and the name kars-prod: whichever exists, and a UsageError when these are
// two. The policy that judges is always read from the tip of production, and must name it. Branches
// are looked for on `remote`, then on `home`, and a note tells of the latter; where somebody said
// what the home is, only there. One that is not found leaves its id empty. With `local_too`, a
// local branch stands in for a remote-tracking one that is missing, and a note says so. Throws
// PolicyError for a broken policy, Undecidable when the repository cannot be read.
Context open_context(const Request& request, bool local_too);
// The same at a location that was found for the request's repository already.
Context open_context(const Request& request, bool local_too, Location location);
// The same, but null when the policy says that what is asked is none of its business: then nothing
// that only a judgement needs was looked up.
std::unique_ptr<const Context> open_context_if(const Concern& concerns, const Request& request,
                                               bool local_too, Location location);

// The policy in force and what a person should know about it, without the rest. An earlier run may
// have read it: a commit never changes. Throws as open_context.
struct PolicyInForce {
  Policy policy;
  std::vector<std::string> notes;
};
PolicyInForce policy_in_force(const Request& request, bool local_too, Location location);

// The tips of the branches, by their ids in `refs`. Throw Undecidable, with the command that
// fetches it, when the branch is not here.
Oid production_tip(const Context& context, const Refs& refs);
Oid development_tip(const Context& context, const Refs& refs);

// The command that brings the remote-tracking branch `name`, also in a single-branch clone.
std::string fetch_command(const std::string& remote, const std::string& name);

// The policy that judges comes from production: says so when the file at hand is another one. Empty
// when it is not, or when the request names a file itself.
std::string other_policy_note(const Context& context, const Request& request);

}  // namespace hotfix
