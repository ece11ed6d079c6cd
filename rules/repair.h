// SPDX-License-Identifier: MIT
// Shell commands that several rules offer as repair. They can be pasted as they are, anywhere in
// the work tree: every name is quoted, every id is real.
#pragma once

#include <string>
#include <vector>

#include "rules/facts.h"

namespace hotfix {

using Commands = std::vector<std::string>;

// Whether a repair gives commits new ids, so that a branch the remote already has must be forced.
enum class Rewrites { no, yes };

// The switch to the judged branch, for a repair that works on HEAD: it must never amend another
// branch. Nothing when the subject comes from no local branch.
Commands on_branch(const Subject& subject);

// What a rebase is told to move, as a word of the shell: the local branch, or, detached, the head.
std::string movable(const Subject& subject);

// `git rebase <arguments> <movable>`, which leaves it checked out.
std::string rebase(const Subject& subject, const std::string& arguments);

// `fix` and then the push that will pass. Adds nothing when the subject is not being pushed.
Commands then_push(Commands fix, const Subject& subject, Rewrites rewrites);

// The commits of the branch that did not come by way of development, parents before children. The
// others are one finding of production-base, and go with its repair. All of them when nobody asked
// where they come from.
std::vector<Commit> own_commits(const Facts& facts);

// The short id of the merge base with production; empty when there is none.
std::string merge_base(const History& history);

// Stages the files as they are in commit `base`. Nothing when a path cannot be pasted.
Commands put_back(const std::vector<const ChangedFile*>& files, const std::string& base);

}  // namespace hotfix
