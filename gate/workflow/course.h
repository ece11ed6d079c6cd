// SPDX-License-Identifier: MIT
// The course of one hotfix: what git and the record of its incident know of it, from its branch to
// development.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/request/context.h"
#include "gate/workflow/incident.h"
#include "gate/workflow/said_severity.h"
#include "rules/model/facts.h"

namespace hotfix {

struct Course {
  std::string branch;  // short name; empty: only production's commit was named, and says none
  Incident incident;
  std::string local_tip, remote_tip;  // full ids; empty: there is no such branch
  bool is_behind = false;             // the remote's branch has all of the local one, and more
  std::vector<Commit> commits;        // of the branch, that production does not have as they are;
                                      // oldest first
  std::optional<std::int64_t> begun_at, finished_at;  // when the first of these was written, and
                                                      // the last one committed
  Landing production;                  // of the branch on production; unasked: it has no commits
  std::optional<Hotfix> released;      // production's commit that brought it, and where that stands
                                       // on development, which may be undecided, as where there is
                                       // none; nullopt: no commit of production is known to be it
  std::string change;                  // what that commit does, in a line: of a merge the title of
                                       // its pull request, else what its newest commit says; empty:
                                       // its own subject says it
  SaidSeverity said;                   // by its commits, or by those that production got
  std::vector<std::string> brought;    // full ids of all of production's own commits that brought
                                       // it, oldest first; the last one is that of `released`
  std::vector<std::string> took_back;  // full ids of production's commits that took it back
  bool is_by_signs = false;  // production was moved to the branch, and which of the commits there
                             // are its own is told by what they say alone
  bool is_unsure = false;    // it has nothing of its own, and nothing tells whether it was begun
                             // there or production was moved to it

  // "P0", as recorded, else as its commits say; empty: neither.
  const std::string& severity() const {
    return incident.severity.empty() ? said.level : incident.severity;
  }
  const std::string& tip() const { return local_tip.empty() || is_behind ? remote_tip : local_tip; }
  // The branch has no commit that production's own line does not have: it was just begun, or
  // production was moved to it. Which of those commits are its own is not known.
  bool has_nothing_of_its_own() const { return !tip().empty() && commits.empty() && !released; }
};

// How people call it: "hotfix/login", else the short id of production's commit.
std::string name_of(const Course& course);

// The branch that `named` means: a hotfix branch with or without its prefix or the name of the
// remote, here, on the remote, in the record or in what production merged; else a commit of such a
// branch, or of production. Empty: what is checked out. Throws UsageError for what is neither,
// Undecidable where that cannot be found out, or whether it is on production.
Course course_of(const Context& context, LandingIndex& index, const std::string& named);

// The same of one of the ledger's, whose branch is gone.
Course course_of(const Context& context, const Commit& release, const Hotfix& hotfix);

// Throws Refused for a branch that has nothing of its own: production may have been moved to it.
void require_own(const Context& context, const Course& course);

}  // namespace hotfix
