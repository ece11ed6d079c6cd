// SPDX-License-Identifier: MIT
// Where a judgement takes place: the repository, the policy in force, and the ids of the branches
// that the subject is compared with, all resolved once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/git/history.h"
#include "gate/policy/policy.h"
#include "gate/request/request.h"

namespace hotfix {

struct Context {
  Repository repository;
  Policy policy;
  std::string policy_source;  // "kars-prod:.hotfix.toml", a file's path, or "embedded defaults"
  std::string remote;         // the one that is pushed to when it is configured, else `home`
  std::string home;  // where production lives: git config hotfix.remote, the policy, or origin
  Refs refs;
  std::int64_t now = 0;            // seconds since the epoch
  std::int64_t fetched_at = -1;    // when production_ref was last brought up to date; -1: not known
  std::vector<std::string> notes;  // what a person should know about the above
};

// Which branch is production is decided, first match first, by the request, by the git
// configuration `hotfix.production`, or by the policy at the tip of the remote's default branch and
// the name kars-prod: whichever exists, and a UsageError when these are two. The policy that judges
// is always read from the tip of production, and must name it. Branches are looked for on `remote`,
// then on `home`, and a note tells of the latter. One that is not found leaves its id empty. With
// `local_too`, a local branch stands in for a remote-tracking one that is missing, and a note says
// so. Throws UsageError for a broken policy, Undecidable when the repository cannot be read.
Context open_context(const Request& request, bool local_too);

// The tips of the branches. Throw Undecidable, with the command that fetches it, when the branch is
// not here.
Oid production_tip(const Context& context);
Oid development_tip(const Context& context);

// The command that brings the remote-tracking branch `name`, also in a single-branch clone.
std::string fetch_command(const std::string& remote, const std::string& name);

// The commit that a revision written by a person names. Throws UsageError when it names none.
Oid resolve_revision(const Request& request, const std::string& revision);

}  // namespace hotfix
