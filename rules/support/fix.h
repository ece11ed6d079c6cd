// SPDX-License-Identifier: MIT
// Shell commands that several rules offer as fix. They are typed into a terminal without `-e`, in
// whatever state the work tree is: each is run only when the one before succeeded (paste_lines
// prints them so), what must hold comes first, and they work on the judged branch and commit by
// name and id, never on whatever is checked out. Every name is quoted, every id is real.
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

// A fix of the judged branch. What it leaves behind: the branch checked out, fixed and pushed. A
// subject that is not a local branch of its own name (`git push origin HEAD~1:refs/heads/hotfix/x`)
// is fixed as a commit, which is pushed under that name; no local branch moves, and what was
// checked out is so again. Without a remote nothing is pushed, and such a commit stays checked out.
struct Plan {
  Commands work;  // on the judged commits, which are checked out by then
  Rewrites rewrites = Rewrites::yes;
  // It leaves alone what is not committed. Else nothing is done while there is such a thing.
  bool keeps_uncommitted = false;
  // It is right for the judged commit alone: nothing is done when the branch has moved since.
  bool for_head_only = false;
};

// Nothing where the branch is not within reach: a merge queue made the subject, or it is released.
Commands commands_of(const Plan& plan, const Subject& subject);

// How git is started where the judged branch is checked out: "git", or "git -C <other work tree>".
std::string git_for(const Subject& subject);

// Some `git rebase` of the judged branch, each given as what follows "git", up to the branch:
// "rebase --onto <new> <old>". git itself does nothing while something is not committed.
Commands rebased(const std::vector<std::string>& each, const Subject& subject,
                 Rewrites rewrites = Rewrites::yes);

// The branch begins again at commit `start`, with `work`. The old commits are left only when all of
// it succeeded.
Commands begun_again(const std::string& start, const Commands& work, const Subject& subject);

// A branch `name` that begins at `start`, with `work` on it, pushed to `remote`; empty: not pushed.
Commands on_new_branch(const std::string& name, const std::string& start, const Commands& work,
                       const std::string& remote);

// The same in a work tree of its own, the new folder `folder`: what is checked out here stays so,
// with all that is uncommitted. Where the folder is there already, nothing is made: git alone would
// leave the branch behind.
Commands in_new_worktree(const std::string& name, const std::string& start,
                         const std::string& folder);

// The command, which begins with git, run in that folder, an absolute path.
std::string in_folder(const std::string& folder, const std::string& command);

// Removes the folder of a work tree, if nothing in it is uncommitted or unknown to git.
std::string drop_worktree(const std::string& folder);

// Removes the local branch, if it is still at commit `id`, which nothing has checked out.
std::string drop_branch(const std::string& name, const std::string& id);

// A branch `name` at commit `id`, which is not checked out. It fails where there is such a branch.
std::string new_branch(const std::string& name, const std::string& id);

// Changes nothing, and fails with the reason where the local branch is not at commit `id`.
std::string require_branch_at(const std::string& name, const std::string& id);

// Changes nothing, and fails with the reason where a work tree has the local branch, which is at
// commit `id`, checked out.
std::string require_not_in_use(const std::string& name, const std::string& id);

// The local branch begins again at commit `id`; refused where a work tree has it checked out.
std::string reset_branch(const std::string& name, const std::string& id);

// Removes the local branch wherever it is, with what it follows; not one that a work tree has
// checked out.
std::string delete_branch(const std::string& name);

// Removes the branch of the remote, if it is still at commit `id`.
std::string delete_on_remote(const std::string& name, const std::string& id,
                             const std::string& remote);

// Forgets the remote-tracking branch of one that is gone, if it is still at commit `id`.
std::string forget_tracking(const std::string& name, const std::string& id,
                            const std::string& remote);

// The branch `name`, or where it is empty the commit `id`, in a work tree of its own, the new
// folder `folder`; and its end, with whatever is in it.
std::string add_worktree(const std::string& folder, const std::string& name, const std::string& id);
std::string remove_worktree(const std::string& folder);

// Takes back these commits, the newest first, in a commit each, on what is checked out in `folder`.
// `-m 1` is there where one of them is a merge, and does no harm to the others.
std::string revert_in(const std::string& folder, const std::vector<std::string>& ids,
                      bool has_merge);

// The newest commit in `folder` says that too, as a paragraph of its own.
std::string add_to_message_in(const std::string& folder, const std::string& text);

// The push of what is checked out in `folder` to branch `name`; and of a local branch, which
// follows the remote's then.
std::string push_head_in(const std::string& folder, const std::string& name,
                         const std::string& remote);
std::string push_branch(const std::string& name, const std::string& remote);

// The push of commit `id` as branch `name`.
std::string push_as(const std::string& name, const std::string& id, const std::string& remote);

// Nothing is uncommitted: the files that are make it fail, and are listed.
std::string require_clean(const std::string& git = "git");

// The commands as lines to paste: all but the last end with "&&", so that nothing runs after the
// first that fails.
Commands paste_lines(const Commands& commands);

// The commits of the branch that did not come by way of development, parents before children. The
// others are one finding of production-base, and go with its fix. All of them when nobody asked
// where they come from.
std::vector<Commit> own_commits(const Facts& facts);

// The short id of the merge base with production; empty when there is none.
std::string merge_base(const History& history);

// The remote that production was fetched from: "origin" of "origin/kars-prod"; else the one that is
// pushed to. Empty when there is neither.
std::string production_remote(const Facts& facts);

// `work` done on development as its remote has it, and pushed: the backport of the workflow. No
// local branch moves, and what was checked out is so again. Without a remote, or when the local
// branch is what a person asked about, it is done on that.
Commands on_development(const Facts& facts, const Commands& work);

// Brings one commit of production to the branch that is checked out. `-m 1` is there for merges,
// and does no harm to others.
std::string pick_from_production(const std::string& commit);

// The same of several, oldest first.
std::string pick_from_production(const std::vector<std::string>& commits);

// Merges commit `id` into the branch that is checked out, always as a commit of its own.
std::string merge_commit(const std::string& id, const std::string& message);

// Moves branch `name` of the remote on to the local branch `from`; refused where that would lose a
// commit.
std::string push_branch_as(const std::string& from, const std::string& name,
                           const std::string& remote);

// Moves a local branch on to the local branch `from`, and that back to commit `id`. Nothing is done
// where it is not at commit `id`, or `made`, by then, or a work tree has it checked out.
Commands move_branch(const std::string& name, const std::string& from, const std::string& id);
Commands move_branch_back(const std::string& name, const std::string& made, const std::string& id);

// Brings what one commit that has a parent does to these files, and nothing else of it, to the work
// tree and the index: what is there already stays. Empty when a path cannot be pasted.
std::string bring_files(const std::string& commit, const std::vector<std::string>& paths);

// Says, on the branch that is checked out, that it has that commit in another form; and another
// commit of the same hotfix, when there is one.
std::string confirm_landing(const std::string& commit, const std::string& another = {});

// The merge of production that brought commits which production, as it is known here, does not
// have; null when there is none. Needs history, and points into it.
const Commit* newer_production(const Facts& facts);

// Fetches production and moves the branch onto it. Nothing when it is not known where from.
Commands onto_newer_production(const Facts& facts);

// Puts the files back as they are in commit `base`, as a commit of its own that takes nothing else
// that is staged, and pushes. Where the branch has a newer production than is known here, these may
// be production's own files: the fix is to fetch that. Nothing when there is no base or a path
// cannot be pasted. Needs history.
Commands put_back(const std::vector<const ChangedFile*>& files, const std::string& base,
                  const std::string& message, const Facts& facts);

// The command and the file, from the top of the work tree, wildcards taken as they are.
std::string with_path(const std::string& command, const std::string& path);

}  // namespace hotfix
