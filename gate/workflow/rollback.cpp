// SPDX-License-Identifier: MIT
#include "gate/workflow/rollback.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/git/merge.h"
#include "gate/git/revert.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kWidth = 80;  // columns
constexpr std::size_t kMostNewer = 5;

Oid tree_of(Graph& graph, const Oid& commit) { return graph.header(commit).tree; }

// What git revert writes.
std::string revert_message(const Commit& commit) {
  const std::string of_merge =
      commit.parents.size() > 1 ? ", reversing\nchanges made to " + commit.parents.front() : "";
  return "Revert \"" + std::string(commit.subject()) + "\"\n\nThis reverts commit " + commit.id +
         of_merge + ".\n";
}

// Takes one commit back from `at`, in memory; sets `conflicts` where that is not clean.
Oid take_back(Graph& graph, const Commit& commit, const Oid& at,
              std::vector<std::string>& conflicts) {
  const Oid id = parse_oid(commit.id);
  if (commit.parents.empty()) {
    throw Undecidable(short_id(commit.id) + " is the first commit of all, which cannot be reverted",
                      "git show --stat " + short_id(commit.id));
  }
  const CommitMerge undone = merge_trees(graph.repository(), tree_of(graph, id), tree_of(graph, at),
                                         tree_of(graph, parse_oid(commit.parents.front())));
  conflicts = undone.conflicts;
  return commit_in_memory(graph.repository(), undone.tree, at, revert_message(commit));
}

void try_revert(Graph& graph, Rollback& rollback) {
  const Oid tip = parse_oid(rollback.tip);
  Oid at = tip;
  for (const Commit& commit : rollback.commits) {
    at = take_back(graph, commit, at, rollback.conflicts);
    if (!rollback.conflicts.empty()) return;
  }
  if (tree_of(graph, at) == tree_of(graph, tip)) {
    throw Refused("there is nothing to take back: production has nothing of " + rollback.name +
                  " in effect any more");
  }
  rollback.revert = at.hex();
}

bool is_one_of(const std::vector<Commit>& commits, const std::string& id) {
  return std::any_of(commits.begin(), commits.end(),
                     [&](const Commit& commit) { return commit.id == id; });
}

// The commits of production's own line above the oldest of those that are taken back.
std::vector<Commit> newer_commits(Graph& graph, const Rollback& rollback) {
  const std::string& oldest = rollback.commits.back().id;
  std::vector<Commit> newer;
  for (const Oid& id : first_parents(graph, parse_oid(rollback.tip),
                                     [&](const Oid& one) { return one.hex() != oldest; })) {
    if (id.hex() != oldest && !is_one_of(rollback.commits, id.hex())) {
      newer.push_back(graph.commit(id));
    }
  }
  return newer;
}

std::string headline(const Commit& commit) {
  return short_id(commit.id) + " " + visible(std::string(commit.subject()));
}

std::string sentence(const std::string& words) { return "  " + wrapped(words, 2, kWidth) + "\n"; }

std::string command_line(const std::string& command) { return "    " + visible(command) + "\n"; }

std::string command_of(const Rollback& rollback, const std::string& option) {
  return "git hotfix rollback " + shell_quote(rollback.name) + " --option " + option;
}

std::string first_option(const Rollback& rollback, const Policy& policy) {
  const Words& commands = policy.workflow.rollback;
  std::string text = "Option 1: bring back the deployment before this one, the fastest way\n";
  if (commands.empty()) {
    return text + sentence("Not known how: the policy has no commands for it (workflow.rollback).");
  }
  for (const std::string& command : commands) text += command_line(command);
  if (!rollback.newer.empty()) {
    text += sentence("That takes back what was deployed last, which is not this hotfix but " +
                     count(rollback.newer.size(), "newer commit") + ":");
    text += newer_text(rollback);
  }
  return text + sentence(policy.production +
                         " still has it then, and the next deployment brings it again: "
                         "option 2 should follow.");
}

std::string second_option(const Rollback& rollback, const Policy& policy,
                          const std::string& not_direct) {
  std::string text = "Option 2: revert it on " + policy.production + "\n";
  if (rollback.revert.empty()) {
    text += sentence("Not possible: newer commits changed the same places, in");
    for (const std::string& path : first_few(rollback.conflicts)) text += command_line(path);
    return text;
  }
  text += command_line(command_of(rollback, "2 --push"));
  if (!rollback.newer.empty()) {
    text += sentence(count(rollback.newer.size(), "newer commit stays", "newer commits stay") +
                     ", so it needs a pull request:");
    return text + newer_text(rollback);
  }
  return text + sentence(not_direct.empty()
                             ? "It is the tip of " + policy.production +
                                   ": its exact revert may be pushed there, without a review."
                             : "It needs a pull request: " + visible(not_direct) + ".");
}

std::string third_option(const Rollback& rollback) {
  return "Option 3: set it right with another hotfix\n" + command_line(command_of(rollback, "3")) +
         sentence(
             "Where it cannot be taken back: a migration has run, or others build on it already.");
}

bool has_merge(const Rollback& rollback) {
  return std::any_of(rollback.commits.begin(), rollback.commits.end(),
                     [](const Commit& commit) { return commit.parents.size() > 1; });
}

// The revert in the work tree that is there by then, with its reason.
Acts revert_acts(const Rollback& rollback, const RevertPlan& plan) {
  std::vector<std::string> ids;
  for (const Commit& commit : rollback.commits) ids.push_back(commit.id);
  Acts acts = {{revert_in(plan.folder, ids, has_merge(rollback))}};
  if (!plan.reason.empty()) acts.push_back({add_to_message_in(plan.folder, plan.reason)});
  return acts;
}

Act work_tree(const Rollback& rollback, const RevertPlan& plan) {
  return {add_worktree(plan.folder, plan.branch, rollback.tip), {remove_worktree(plan.folder)}};
}

// Where it fails the work tree stays, with the revert in it.
Acts acts_of_direct(const Rollback& rollback, const RevertPlan& plan,
                    const std::string& production) {
  Acts acts = {work_tree(rollback, plan)};
  append(acts, revert_acts(rollback, plan));
  acts.push_back({push_head_in(plan.folder, production, plan.remote)});
  acts.push_back({remove_worktree(plan.folder)});
  return acts;
}

Acts acts_of_branch(const Rollback& rollback, const RevertPlan& plan) {
  const std::string ref = "refs/heads/" + plan.branch;
  Acts acts = {{new_branch(plan.branch, rollback.tip), {drop_branch(plan.branch, kIdNow)}, ref},
               work_tree(rollback, plan)};
  append(acts, revert_acts(rollback, plan));
  acts.push_back({remove_worktree(plan.folder)});
  if (!plan.remote.empty()) {
    acts.push_back({push_branch(plan.branch, plan.remote),
                    {delete_on_remote(plan.branch, kIdNow, plan.remote)},
                    ref});
  }
  return acts;
}

void require_released(const Context& context, const Course& course) {
  const std::string& production = context.refs.production;
  if (!course.released && course.production.state == LandingState::uncertain) {
    throw Undecidable("it is not certain that " + production + " has " + course.branch + ": " +
                          course.production.reason,
                      "name its commit on " + production + " in place of the branch: git log " +
                          shell_quote(context.refs.production_ref));
  }
  require_own(context, course);
  if (!course.released) {
    throw Refused(course.branch + " is not on " + production + ": there is nothing to take back",
                  fetch_command(context.home, production));
  }
}

}  // namespace

Rollback released_by(const Context& context, LandingIndex& index, const Course& course) {
  require_released(context, course);
  Rollback rollback;
  rollback.name = name_of(course);
  rollback.tip = context.refs.production_id;
  for (auto id = course.brought.rbegin(); id != course.brought.rend(); ++id) {
    rollback.commits.push_back(index.graph.commit(parse_oid(*id)));
  }
  return rollback;
}

Rollback rollback_of(const Context& context, LandingIndex& index, const Course& course) {
  Rollback rollback = released_by(context, index, course);
  if (!course.took_back.empty()) {
    throw Refused(context.refs.production + " has taken it back already, with " +
                      short_id(course.took_back.front()),
                  command_of(rollback, "3") + ", for another hotfix");
  }
  rollback.newer = newer_commits(index.graph, rollback);
  rollback.brings_back =
      rollback.newer.empty() &&
      has_rollback(index.graph, parse_oid(rollback.tip), rollback.commits.size());
  rollback.is_owed = context.policy.backport.rollbacks == Rollbacks::owed &&
                     is_there(course.released->landing.state);
  try_revert(index.graph, rollback);
  return rollback;
}

std::string rollback_title(const Rollback& rollback) {
  const Commit& newest = rollback.commits.front();
  const std::string more = count(rollback.commits.size(), "commit");
  return rollback.commits.size() == 1 ? headline(newest) : more + " up to " + headline(newest);
}

Step step_of(const Rollback& rollback, const RevertPlan& plan, const std::string& production) {
  const bool is_direct = plan.branch.empty();
  Step step{"revert " + rollback_title(rollback), {}};
  if (!is_direct) step.what += " on the branch " + plan.branch;
  if (!plan.remote.empty()) {
    step.what += " and push it to " + (is_direct ? production : plan.remote);
  }
  step.acts =
      is_direct ? acts_of_direct(rollback, plan, production) : acts_of_branch(rollback, plan);
  return step;
}

std::string options_text(const Rollback& rollback, const Policy& policy,
                         const std::string& not_direct) {
  std::string text = "To take back " + rollback_title(rollback) + "\n\n" +
                     first_option(rollback, policy) + "\n" +
                     second_option(rollback, policy, not_direct) + "\n" + third_option(rollback);
  return text;
}

std::string newer_text(const Rollback& rollback) {
  std::vector<std::string> lines;
  for (const Commit& commit : rollback.newer) lines.push_back(headline(commit));
  std::string text;
  for (const std::string& line : first_few(lines, kMostNewer)) text += "    " + line + "\n";
  return text;
}

std::string deployment_text(const Rollback& rollback, const Policy& policy) {
  const Words& commands = policy.workflow.rollback;
  if (commands.empty()) {
    throw Refused("the policy has no commands that bring back a deployment (workflow.rollback)",
                  command_of(rollback, "2"));
  }
  std::string text = "Run this:\n";
  for (const std::string& command : commands) text += command_line(command);
  text += "\n" +
          wrapped(policy.production + " still has " + visible(rollback.name) +
                      ", and the next deployment brings it again. So go on with",
                  0, kWidth) +
          "\n";
  return text + command_line(command_of(rollback, rollback.revert.empty() ? "3" : "2 --push"));
}

std::string owed_text(const Rollback& rollback, const Policy& policy, const std::string& revert) {
  if (!rollback.is_owed) return {};
  return policy.development + " has it too. When it is off " + policy.production +
         ", take it back there as well:\n" +
         command_line("git hotfix backport " + shell_quote(revert));
}

}  // namespace hotfix
