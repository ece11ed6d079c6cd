// SPDX-License-Identifier: MIT
// Backports that are under way, as git alone knows them: work trees that have a backport branch
// checked out. So one that was stopped is found again from any folder of the repository.
#pragma once

#include <string>
#include <vector>

#include "gate/request/context.h"
#include "rules/support/fix.h"

namespace hotfix {

struct BackportTree {
  std::string folder;            // absolute
  std::string branch, tip;       // short name; full id
  bool is_gone = false;          // somebody removed the folder
  bool is_half_made = false;     // git was stopped while it made the folder
  std::string picking, merging;  // full ids of what git waits to have committed; empty: nothing
  bool has_more = false;         // git waits to pick more
  std::string said;              // the subject that the commit will have; empty: none was written

  bool is_stopped() const { return !picking.empty() || !merging.empty() || has_more; }
};

// Every work tree but the main one that has a backport branch checked out, by branch.
std::vector<BackportTree> backport_trees(const Context& context);

// The folder of a work tree, this one too, that has the local branch checked out; empty: none has.
std::string worktree_with(const Context& context, const std::string& branch);
// The folder of the main work tree, or of the repository where that is bare.
std::string main_worktree(const Context& context);

// A file that git could not merge.
struct OpenFile {
  struct Way {
    std::string words;    // which one this is: "as kars-dev has it"
    std::string command;  // "git -C ... add ..."
  };
  std::string path;
  std::string what;  // "both changed it"
  // Each settles it. None of them throws away what a person edited, unless it deletes the file.
  std::vector<Way> ways;
};

struct TreeStatus {
  std::vector<OpenFile> open;             // by path
  std::vector<std::string> not_added;     // changed, and not in what will be committed
  std::vector<std::string> unknown;       // to git
  bool has_staged = false;                // what will be committed differs from the tip
  std::vector<std::string> with_markers;  // "src/login.js:12": of what will be, or was, committed

  bool is_clean() const {
    return open.empty() && not_added.empty() && unknown.empty() && !has_staged;
  }
};
// Throws Undecidable where git cannot tell.
TreeStatus status_of(const Context& context, const BackportTree& tree,
                     const std::string& development);

}  // namespace hotfix
