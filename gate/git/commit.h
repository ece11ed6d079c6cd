// SPDX-License-Identifier: MIT
// Commit objects as git stores them. libgit2 refuses commits with a malformed author or date, which
// old histories have; this reader takes what it can.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gate/git/objects/oid.h"
#include "rules/model/facts.h"

namespace hotfix {

struct CommitHeader {
  Oid tree;
  std::vector<Oid> parents;
  std::int64_t time = 0;  // committer's, seconds since the epoch; 0 when malformed, and never after
                          // the year 9999
};

// Only what a walk needs. An object without a tree line gives the zero id.
CommitHeader parse_commit_header(std::string_view object);

// When the commit was first written, by its author's clock: seconds since the epoch, 0 when that is
// malformed. A rebase, a cherry-pick and a merge keep it; a squash on a forge does not.
std::int64_t author_time(std::string_view object);

// The commit as rules see it.
Commit parse_commit(const Oid& id, std::string_view object);

// The ids a message says it reverts ("This reverts commit X[, reversing changes made to Y]."), hex
// of any length, in order. `base` is Y: the parent of a merge that stays; empty for an ordinary
// commit.
struct RevertClaim {
  std::string reverted;
  std::string base = {};
};
std::vector<RevertClaim> revert_lines(std::string_view message);

// The same of a message whose subject mentions a revert, and none of any other: the body of a
// squash quotes reverts that are no longer what the commit does.
std::vector<RevertClaim> revert_claims(std::string_view message);

// The `Hotfix-Waive:` trailers of a commit, and before them what looks like one and stands
// elsewhere in the message.
std::vector<Waiver> waivers_of(const Commit& commit);

// The branch a merge commit's subject says it merged ("Merge branch 'x' into y", "Merge pull
// request #1 from owner/x"); empty when it does not say. A hint: subjects are written by people.
std::string merged_branch(std::string_view subject);

}  // namespace hotfix
