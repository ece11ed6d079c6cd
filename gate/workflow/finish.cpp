// SPDX-License-Identifier: MIT
#include "gate/workflow/finish.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/workflow/incident.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// What has to hold before anything is deleted.
Acts preconditions(const SpentBranch& branch) {
  Acts acts;
  if (branch.local.empty()) return acts;
  // Somebody may be elsewhere by the time that this is pasted.
  if (branch.is_current) {
    append(acts, acts_of({require_clean(), "git switch -q " + shell_quote(branch.name)}));
  }
  if (!branch.folder.empty()) {
    const std::string git = "git -C " + shell_quote(branch.folder);
    if (branch.folder_goes) acts.push_back({require_clean(git)});
    acts.push_back({git + " switch -q " + shell_quote(branch.name)});
  }
  acts.push_back({require_branch_at(branch.name, branch.local)});
  if (!branch.is_current && branch.folder.empty()) {
    acts.push_back({require_not_in_use(branch.name, branch.local)});
  }
  return acts;
}

// The remote may refuse: it comes before what is here.
Acts on_remote(const SpentBranch& branch, const std::string& remote) {
  if (!branch.remote.empty()) {
    return {{delete_on_remote(branch.name, branch.remote, remote),
             {push_as(branch.name, branch.remote, remote)}}};
  }
  if (branch.tracking.empty()) return {};
  return {{forget_tracking(branch.name, branch.tracking, remote)}};
}

Act elsewhere(const SpentBranch& branch) {
  const std::string git = "git -C " + shell_quote(branch.folder);
  if (!branch.folder_goes) {
    return {git + " switch -q --detach", {git + " switch -q " + shell_quote(branch.name)}};
  }
  return {drop_worktree(branch.folder), {add_worktree(branch.folder, branch.name, {})}};
}

// git forgets with a branch what it follows.
Commands made_again(const SpentBranch& branch) {
  Commands commands = {new_branch(branch.name, branch.local)};
  const auto add = [&](const std::string& key, const std::string& value) {
    if (value.empty()) return;
    commands.push_back("git config " + shell_quote("branch." + branch.name + "." + key) + " " +
                       shell_quote(value));
  };
  add("remote", branch.follows_remote);
  add("merge", branch.follows);
  return commands;
}

Acts here(const SpentBranch& branch, const std::string& instead) {
  Acts acts;
  if (branch.local.empty()) return acts;
  if (!branch.folder.empty()) acts.push_back(elsewhere(branch));
  if (branch.is_current) {
    const std::string to = instead.empty() ? "--detach" : shell_quote(instead);
    acts.push_back({"git switch -q " + to, {"git switch -q " + shell_quote(branch.name)}});
  }
  acts.push_back({delete_branch(branch.name), made_again(branch)});
  return acts;
}

// "hotfix/login here and on origin".
std::string place(const SpentBranch& branch, const std::string& remote) {
  const bool is_there = !branch.remote.empty(), is_here = !branch.local.empty();
  if (is_here && is_there) return branch.name + " here and on " + remote;
  if (is_here) return branch.name + " here";
  return branch.name + (is_there ? " on " : ", which is gone from ") + remote;
}

}  // namespace

Step step_of(const Finish& finish) {
  Step step;
  for (const SpentBranch& branch : finish.branches) {
    step.what += (step.what.empty() ? "delete " : ", ") + place(branch, finish.remote);
    append(step.acts, preconditions(branch));
  }
  const bool is_detached = finish.instead.empty() &&
                           std::any_of(finish.branches.begin(), finish.branches.end(),
                                       [](const SpentBranch& branch) { return branch.is_current; });
  if (is_detached) step.what += ", with its commit checked out and no branch";
  for (const SpentBranch& branch : finish.branches) {
    append(step.acts, on_remote(branch, finish.remote));
  }
  if (!step.acts.empty() && !finish.released.empty()) {
    step.acts.push_back(record_released(finish.branch, finish.released));
  }
  if (!step.acts.empty() && finish.verified) {
    step.what += ", and record that it was verified at " + shown_time(*finish.verified);
    step.acts.push_back(record_time(finish.branch, "verified", *finish.verified));
  }
  for (const SpentBranch& branch : finish.branches) {
    append(step.acts, here(branch, finish.instead));
  }
  return step;
}

}  // namespace hotfix
