// SPDX-License-Identifier: MIT
// Facts: everything a rule may look at, as plain values. Gathered by gate/, written literally in
// tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/cause.h"
#include "rules/model/forge.h"
#include "rules/model/landing.h"
#include "rules/model/need.h"
#include "rules/model/page.h"
#include "rules/model/post_mortem.h"
#include "rules/model/pull_request.h"

namespace hotfix {

enum class Stage {
  lint,
  push,
  commit_msg,
  pull_request,
  merge_group,  // production as a merge queue is about to make it
  released,     // production after it moved
  audit,        // all hotfixes that production has, at any time
};

// What is judged. A rule names the kinds it has an opinion about.
enum class SubjectKind {
  hotfix,       // a hotfix branch, or whatever a person asks hotfix-lint to judge as one
  revert,       // a branch made by a forge's revert button
  lookalike,    // a name that means to be a hotfix branch and is not one
  production,   // an update of the production branch itself
  development,  // an update of the development branch itself
  removal,      // the deletion of a hotfix branch
  promotion,    // the development branch itself, on its way to production
  backport,     // a pull request that brings hotfixes to development
  stray,        // a pull request whose branch and target do not belong together
  message,      // a commit message about to be recorded on a hotfix branch
  ledger,       // the hotfixes of production, all of them
  other,        // nothing that is judged
};

// "hotfix", "promotion" …: as outputs and JSON have it.
std::string_view kind_name(SubjectKind kind);

struct Subject {
  Stage stage = Stage::lint;
  SubjectKind kind = SubjectKind::hotfix;
  std::string branch;        // short name of the judged branch; empty for a commit or a range
  bool well_named = true;    // the policy's pattern of hotfix branches matches `branch`
  std::string local_branch;  // short name of the local branch it comes from; empty when none
  std::string worktree;  // absolute path of another work tree that has `branch` checked out; empty:
                         // none has
  bool queued = false;   // a merge queue made it: the branch it comes from is not known
  std::string remote;    // where it is pushed to, as `git push` would name it; empty when nowhere
  std::string head;      // full id of its tip; empty for removal of an unknown commit, and message
  std::string old_head;  // full id of the remote's tip before the push; empty: not there yet
  std::string target;    // short name of the branch a pull request goes to; empty: no pull request
  std::string fork;      // "owner/name" of the other repository it comes from; empty: from this one
};

// Does it move, make or delete the production or the development branch itself?
bool is_update(const Subject& subject);

// The branches the subject is compared with. Ids are full hex, empty when the branch was not found.
struct Refs {
  std::string production = "kars-prod";  // the policy's name of the branch
  std::string production_ref;  // what was compared with, as git names it: "origin/kars-prod"
  std::string production_id;
  std::string development = "kars-dev";
  std::string development_ref;
  std::string development_id;
  std::string hotfix_prefix = "hotfix/";  // what the name of a hotfix branch begins with
};

struct Commit {
  std::string id;                    // full hex
  std::vector<std::string> parents;  // full ids
  std::string author;                // name as recorded
  std::string message;               // as recorded, bytes
  std::string author_email = {};     // as recorded, as the two that follow
  std::string committer = {};
  std::string committer_email = {};

  // The first line of the message; empty for an empty message.
  std::string_view subject() const {
    return std::string_view(message).substr(0, message.find('\n'));
  }
};

struct History {
  std::vector<Commit> commits;           // production..head, parents before children
  std::vector<std::string> severities;   // what `Severity:` trailers of these commits say
  std::vector<std::string> merge_bases;  // full ids; empty: no history shared with production
  std::size_t behind = 0;                // commits of production that head does not have
  std::vector<std::string> updates;      // ids of merges that bring production and nothing else
  std::vector<std::string> empty;        // ids of commits with the files of their first parent
  std::vector<std::string> overlap;      // paths changed by both sides since the merge base
  std::int64_t production_age = -1;      // seconds since production was last fetched; -1: not known
};

// Where the commits of production..head come from.
struct Origin {
  std::vector<Commit> from_development;  // commits that came by way of development, newest first
  std::vector<std::string> tips;         // the newest of these: no other one descends from them
  std::string stacked_on;                // another branch whose tip is below head; empty: none
  std::size_t stacked_commits = 0;       // how many commits of `stacked_on` would ride along
  // Of all other commits but merges, in order: a cherry-pick onto production. Empty where
  // development did not come in more than once: then none has to be picked.
  std::vector<std::optional<Forecast>> picks;
};

enum class PathClass { code, config, test, docs, lock, generated, vendored };

// "code", "config" …
std::string_view class_name(PathClass path_class);

inline constexpr std::size_t kBytesOfLine = 120;

struct Line {
  std::size_t number = 0;  // 1-based; in the new file for added lines, in the old for removed ones
  std::string text;        // without the line end
};

// A line that a program runs on, without its comment.
struct LiveLine {
  std::size_t number = 0;  // 1-based, in the text
  std::string text;        // without the blanks at its end
  bool is_text = false;    // it lies within a string that goes over several lines
};

struct ChangedFile {
  enum class Status { added, modified, deleted, renamed };
  enum class Content {
    text,
    binary,
    executable,   // a binary that a machine runs: a program or a library
    lfs_pointer,  // what it stands for is kept elsewhere, and cannot be seen here
    too_large,
    symlink,
    submodule,
  };

  std::string path;      // the old path when deleted
  std::string old_path;  // only when renamed
  Status status = Status::modified;
  unsigned old_mode = 0100644;  // as in a git tree; 0 when the side is absent
  unsigned new_mode = 0100644;
  Content content = Content::text;
  PathClass path_class = PathClass::code;
  bool is_test_name = false;   // its name is one that the policy gives to tests
  bool was_test_name = false;  // the same of the name it had before
  bool manifest = false;       // a dependency manifest by the policy (package.json, go.mod …)
  bool is_of_ci = false;       // production's CI says that it runs this too: an included file
  bool same_blob = false;      // renamed or mode changed only: not one byte of content differs
  std::size_t bytes = 0;  // of the new content, or of what a pointer to Git LFS stands for; of the
                          // old content when the file is deleted
  std::string copy_of;    // of an added test: a file of production that has all of its lines

  // Line facts: only under Need::lines, and only for text and symlinks. Attributes cannot hide
  // them.
  std::size_t added = 0;
  std::size_t deleted = 0;
  std::size_t spacing = 0;      // of added + deleted: how many vanish when only spacing is ignored
  std::size_t reformatted = 0;  // of these: how many no change of the blocks around them explains
  std::size_t overlong = 0;     // what the changed part of long lines counts beyond one line each:
                                // a line counts once per kBytesOfLine
  std::vector<Line> added_lines;
  std::vector<Line> removed_lines;

  // Under Need::lines, of texts that may hold tests or say which tests are run.
  std::vector<LiveLine> live_before, live_after;
};

// A push that moves, makes or deletes the production or the development branch.
struct Update {
  enum class Kind { create, fast_forward, rewrite, remove };
  Kind kind = Kind::fast_forward;
  std::vector<Commit> commits;  // the new ones, parents before children; only for a fast-forward
  std::vector<Commit> dropped;  // that it no longer has, newest first; only for a rewrite
  bool reverts_tip = false;  // the new commits are exactly reverts of the old tip, and nothing else
  bool brings_back = false;  // the same, and of reverts: what production took back is back again
  bool was_deleted =
      false;  // the remote does not have the branch, and had it when it was last seen
};

// A commit whose message says that it reverts another one, compared with what it really does. One
// that takes back several is as many of these, where they are exact together.
struct Revert {
  enum class State { exact, differs, conflicts, several };
  std::string commit;    // full id of the reverting commit
  std::string reverted;  // full id of the reverted one
  State state = State::exact;
  std::vector<std::string> paths;  // where it differs or conflicts; none: it is not below `commit`
  // How many commits of production's own line are newer than the reverted one and would stay. One
  // that changes nothing does not count, nor what was undone there, nor what the branch takes back
  // as well. nullopt: the reverted commit is not on that line.
  std::optional<std::size_t> depth = std::nullopt;
  bool of_revert = false;       // the reverted commit took something back itself: that comes again
  bool of_merge = false;        // the reverted commit was a merge; its first parent is what stays
  std::size_t kept_parent = 1;  // of a merge: the parent that stays by the message, counted from 1
  std::vector<Commit> hotfixes = {};  // that production has in effect, and no more after `commit`;
                                      // oldest first, at the first revert of that commit
};

// Where the whole of a hotfix branch stands.
struct Containment {
  Landing production;
  Landing development;
  // Of production's evidence, in its order: a cherry-pick onto development. Empty unless it is lost
  // there.
  std::vector<std::optional<Forecast>> picks;
  std::string abandoned = {};  // why the person who deletes it gives it up; empty: not said
};

// One step of production's own line of commits, as it came there: what a pull request became.
struct Arrival {
  Commit commit;
  bool from_development = false;              // development's work: a promotion, whatever its shape
  std::vector<std::string> own_changes = {};  // of a merge: files that its sides do not give so,
                                              // also by lines of their own in a conflict
  std::optional<Forecast> pick = {};  // a cherry-pick of it onto development; nullopt: not tried
  // Of a merge that is just what git makes of it: the one commit that it brings. nullopt: it brings
  // several, or changes something by itself.
  std::optional<Commit> brings = {};
};

// What a backport says it brings.
enum class ClaimSign {
  message,  // a message of the branch names the hotfix
  subject,  // a commit of the branch has its subject
  merge,    // the branch merged it
  history,  // the branch grew from it
  branch,   // it is a hotfix branch
};

struct Claim {
  ClaimSign sign = ClaimSign::message;
  std::string commit;   // full id; as written when it names no commit that is here
  std::string subject;  // of that commit; empty when it is not here
  std::string said_by;  // full id of the backport's commit that says so; empty: the branch itself
  Landing production;   // is it on production at all?
  Landing head;         // does the branch bring it?
  std::optional<Forecast> pick;  // a cherry-pick of it onto the branch; nullopt: not tried
};

// A pull request into development whose name says that it is a backport.
struct Backport {
  std::vector<Claim> claims;   // in the order of its commits
  std::vector<Commit> others;  // commits that claim nothing and that belong to no hotfix
};

// Why a need could not be met. A rule that has it is undecided, never passed.
struct Unknown {
  Need need = Need::none;
  std::string reason;  // "history is shallow"
  std::string fix;     // one command or sentence: "git fetch --unshallow"
  Cause cause = Cause::other;
};

// A commit trailer `Hotfix-Waive: <rule> <reason>`, as written: the rule may not exist, the reason
// may be empty.
struct Waiver {
  std::string rule;
  std::string reason;
  std::string commit;      // full id
  bool is_trailer = true;  // false: it stands outside the trailers, where git sees none
};

struct Facts {
  Subject subject;
  Forge forge = Forge::none;  // where a person acts on what is found
  Refs refs;
  std::optional<History> history;
  std::optional<Origin> origin;
  std::optional<std::vector<ChangedFile>> changes;  // merge base..head, by path
  std::optional<Update> update;
  std::optional<std::vector<Revert>> reverts;
  std::optional<Containment> containment;
  std::optional<std::string> message;        // cleaned as git will record it
  std::optional<Forecast> forecast;          // of the judged branch, on development
  std::optional<std::vector<Hotfix>> debts;  // earlier hotfixes that are not settled, oldest first
  std::optional<Promotion> promotion;
  std::optional<PullRequest> pull_request;
  std::optional<Page> description;               // its body, as a reader sees it
  std::optional<std::vector<Arrival>> arrivals;  // what production got, oldest first
  std::optional<Backport> backport;
  std::optional<std::vector<PostMortem>> post_mortems;  // one a hotfix that needs one, oldest first
  std::vector<Waiver> waivers;                          // of the commits of `history`, oldest first
  std::vector<Unknown> unknown;
  Need left_to_ci = Need::none;  // what there was no time for, at a push: CI will look
};

// True when every commit of the branch but merges of nothing but production says, truly or not,
// that it takes another one back. Needs history and reverts; false while they are not known.
bool only_reverts(const Facts& facts);

// True when the branch is nothing but reverts that restore exactly what they say, and bring no
// change back: what a revert cannot have, such as a new test, is not asked of it. Needs history
// and reverts; false while they are not known.
bool only_exact_reverts(const Facts& facts);

// True when these reverts take back production's newest commits and nothing older, and no hotfix
// but these: the rollback of the workflow, which nobody has to wait for.
bool is_rollback(const Facts& facts);

}  // namespace hotfix
