// SPDX-License-Identifier: MIT
// The hotfix branches of this clone: their names, and where they stand here and on the remote.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/git/history.h"
#include "gate/request/context.h"

namespace hotfix {

// Where a branch stands: full ids; empty: there is no such branch.
struct BranchTips {
  std::string local;
  std::string remote;  // where it is pushed to, else where production lives

  bool any() const { return !local.empty() || !remote.empty(); }
};

BranchTips tips_of(const Context& context, const std::string& branch);

// The short name of the hotfix branch that a person means by `named`: "login",
// "origin/hotfix/login" and "refs/heads/hotfix/login" are "hotfix/login". It need not exist.
std::string hotfix_branch_named(const Context& context, const std::string& named);

// All that may be under way: local, of the remote, and recorded; short names, sorted.
std::vector<std::string> hotfix_branches(const Context& context);

// The hotfix branch that is checked out; empty: none is.
std::string checked_out_hotfix(const Context& context);

// The same; throws UsageError where none is.
std::string require_checked_out_hotfix(const Context& context);

// The commit that the local branch was begun at, or moved to before anything of its own was
// committed, as its reflog tells: what `tip`, where it stands, has above that is its own. nullopt:
// the reflog does not tell, as where others committed to the branch, or there is none.
std::optional<Oid> start_in_reflog(const Context& context, Graph& graph, const std::string& branch,
                                   const Oid& tip);

}  // namespace hotfix
