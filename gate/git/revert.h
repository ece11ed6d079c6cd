// SPDX-License-Identifier: MIT
// Does a commit do what its message says: restore exactly what another commit changed? Decided on
// trees and blobs, never on text alone.
#pragma once

#include <optional>

#include "gate/git/history.h"
#include "rules/model/facts.h"

namespace hotfix {

// Compares `commit` with the revert it claims to be. `claim.reverted` may be abbreviated. A change
// that has drifted since is undone by a three-way merge, as git revert does. Of a merge it has to
// leave what the first parent had, whichever the message names: that is what was there before. A
// reverted commit that is not below `commit` stands for the one there that makes the same change,
// as a rebase leaves it. Throws Undecidable when it is not here and no other can be told.
Revert check_revert(Graph& graph, const Oid& commit, const RevertClaim& claim);

// What a branch or an update is judged against, where its commits say little themselves.
struct RevertQuestion {
  Oid production;                // tip of production without the judged commits
  std::size_t pull_request = 0;  // that the branch as a whole says it takes back; 0: none
};

// What `commit` takes back; none when it is not a revert. It says so with an id, or with the number
// of a pull request that production's own line has ("Reverts owner/repo#12"); a commit that has
// git's subject of a revert and neither of them takes back `question.pull_request`. Several at once
// are listed one by one where they are undone exactly, and else are one of State::several. What
// stands under a subject that does not mention a revert may be a quotation: it counts only where it
// is exactly so. How deep each goes is for place_reverts to say. Throws Undecidable when the
// reverted commit is not here.
std::vector<Revert> reverts_of(Graph& graph, const Oid& commit, const RevertQuestion& question);

// Says of each how deep it goes below the tip of production, when all of them are taken back.
void place_reverts(Graph& graph, const Oid& production, std::vector<Revert>& reverts);

// The number of the pull request that `text`, a message or a description, says it reverts on a line
// of its own: "Reverts owner/repo#12", "Reverts #12". 0: none.
std::size_t reverted_request(std::string_view text);

// The same of a branch that a forge's revert button made: "revert-12-hotfix/x".
std::size_t reverted_request_of_branch(std::string_view branch);

// Do `commits` (parents first, single parents, the first one on top of `tip`) undo `tip` and then
// the commits before it on its first-parent line, one each?
bool reverts_tip(Graph& graph, const Oid& tip, const std::vector<Oid>& commits);

// Did one of the newest `count` commits of that line take something back itself, by what it says or
// because it left what an older commit of the line had? Undoing it brings that back. One that only
// undoes such a commit, exactly, did not.
bool has_rollback(Graph& graph, const Oid& tip, std::size_t count);

}  // namespace hotfix
