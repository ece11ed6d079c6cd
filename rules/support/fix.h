// SPDX-License-Identifier: MIT
// Shell commands that several rules offer as fix. They can be pasted as they are, anywhere in
// the work tree: every name is quoted, every id is real.
#pragma once

#include <string>
#include <vector>

#include "rules/model/facts.h"

namespace hotfix {

using Commands = std::vector<std::string>;

// Whether the push after a fix may replace what the remote's branch was. It may also after a
// fix that only adds a commit: another one of the same report may have given the commits below
// it new ids. Never on a branch that people share.
enum class Rewrites { no, yes };

// The switch to the judged branch, for a fix that works on HEAD: it must never amend another
// branch. For a pull request, the newest of the branch is fetched too: it is judged elsewhere.
// Nothing when the subject comes from no local branch.
Commands on_branch(const Subject& subject);

// `fix` on the newest tip of a pull request's branch: whoever fixes it may have an older one, and a
// fix of that would take back what others pushed since. At other stages `fix` as it is.
Commands from_judged_tip(Commands fix, const Subject& subject);

// What a rebase is told to move, as a word of the shell: the local branch, or, detached, the head.
std::string movable(const Subject& subject);

// `git rebase <arguments> <movable>`, which leaves it checked out.
std::string rebase(const Subject& subject, const std::string& arguments);

// `fix`, from the judged tip, and then the push that will pass; forced only where the remote's
// branch is still what was seen. Adds nothing when the subject is not being pushed.
Commands then_push(Commands fix, const Subject& subject, Rewrites rewrites);

// The commands as one line that stops at the first that fails.
std::string chain(const Commands& commands);

// The commits of the branch that did not come by way of development, parents before children. The
// others are one finding of production-base, and go with its fix. All of them when nobody asked
// where they come from.
std::vector<Commit> own_commits(const Facts& facts);

// The short id of the merge base with production; empty when there is none.
std::string merge_base(const History& history);

// The remote that production was fetched from: "origin" of "origin/kars-prod"; else the one that is
// pushed to. Empty when there is neither.
std::string production_remote(const Facts& facts);

// `work` done on development as its remote has it, and pushed: the backport of the workflow.
// Without a remote, on the local branch alone.
Commands on_development(const Facts& facts, const Commands& work);

// Brings one commit of production to the branch that is checked out. `-m 1` is there for merges,
// and does no harm to others.
std::string pick_from_production(const std::string& commit);

// Brings what one commit that has a parent does to these files, and nothing else of it, to the work
// tree and the index: what is there already stays. Empty when a path cannot be pasted.
std::string bring_files(const std::string& commit, const std::vector<std::string>& paths);

// Says, on the branch that is checked out, that it has that commit in another form; and another
// commit of the same hotfix, when there is one.
Commands confirm_landing(const std::string& commit, const std::string& another = {});

// The merge of production that brought commits which production, as it is known here, does not
// have; null when there is none. Needs history, and points into it.
const Commit* newer_production(const Facts& facts);

// Fetches production and moves the branch onto it. Nothing when it is not known where from.
Commands onto_newer_production(const Facts& facts);

// Puts the files back as they are in commit `base`, as a commit of its own that takes nothing else
// that is staged, and pushes. Nothing when there is no base or a path cannot be pasted.
Commands put_back(const std::vector<const ChangedFile*>& files, const std::string& base,
                  const std::string& message, const Subject& subject);

}  // namespace hotfix
