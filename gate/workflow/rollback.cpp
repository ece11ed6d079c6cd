// SPDX-License-Identifier: MIT
#include "gate/workflow/rollback.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/git/commit.h"
#include "gate/git/merge.h"
#include "gate/git/revert.h"
#include "gate/git/trailers.h"
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
  std::vector<Commit> in_effect;  // without those that were taken back already
  for (const Commit& commit : rollback.commits) {
    const Oid before = at;
    at = take_back(graph, commit, at, rollback.conflicts);
    if (!rollback.conflicts.empty()) return;
    if (tree_of(graph, at) == tree_of(graph, before)) {
      at = before;
    } else {
      in_effect.push_back(commit);
    }
  }
  if (tree_of(graph, at) == tree_of(graph, tip)) {
    throw Refused("there is nothing to take back: production has nothing of " + rollback.name +
                  " in effect any more");
  }
  rollback.commits = in_effect;
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

std::string headline_lines(const std::vector<Commit>& commits) {
  std::vector<std::string> lines;
  for (const Commit& commit : commits) lines.push_back(headline(commit));
  std::string text;
  for (const std::string& line : first_few(lines, kMostNewer)) text += "    " + line + "\n";
  return text;
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
  if (rollback.commits.size() > 1) {
    text += sentence("It came by " + std::to_string(rollback.commits.size()) +
                     " commits: where these were deployed one by one, go back as far as the "
                     "deployment before " +
                     headline(rollback.commits.back()) + ".");
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
  text += command_line(rollback_command(rollback, "2 --push"));
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
  return "Option 3: set it right with another hotfix\n" +
         command_line(fix_forward_command(rollback)) +
         sentence(std::string(
                      "Where it cannot be taken back: a migration has run, or others build on it "
                      "already.") +
                  (rollback.has_severity ? "" : " Nobody recorded whether it is P0 or P1."));
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

// Only what was taken back comes again then.
bool take_back_reverts(const std::vector<Commit>& commits) {
  return std::all_of(commits.begin(), commits.end(),
                     [](const Commit& commit) { return !revert_claims(commit.message).empty(); });
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

Rollback released_by(const Context& context, LandingIndex& index, const Course& course,
                     const std::string& given) {
  require_released(context, course);
  Rollback rollback;
  rollback.name = name_of(course);
  rollback.given = given;
  rollback.has_severity = !course.severity().empty();
  rollback.is_by_signs = course.is_by_signs && course.brought.size() > 1;
  rollback.tip = context.refs.production_id;
  for (auto id = course.brought.rbegin(); id != course.brought.rend(); ++id) {
    rollback.commits.push_back(index.graph.commit(parse_oid(*id)));
  }
  return rollback;
}

Rollback rollback_of(const Context& context, LandingIndex& index, const Course& course,
                     const std::string& given) {
  Rollback rollback = released_by(context, index, course, given);
  if (!course.took_back.empty()) {
    throw Refused(context.refs.production + " has taken it back already, with " +
                      short_id(course.took_back.front()),
                  fix_forward_command(rollback) + ", for another hotfix");
  }
  rollback.newer = newer_commits(index.graph, rollback);
  rollback.brings_back =
      rollback.newer.empty() &&
      has_rollback(index.graph, parse_oid(rollback.tip), rollback.commits.size());
  rollback.promoted = promoted(context, index.graph, rollback.commits.back());
  rollback.is_owed = context.policy.backport.rollbacks == Rollbacks::owed &&
                     is_there(course.released->landing.state) &&
                     rollback.promoted == Promoted::no && !take_back_reverts(rollback.commits);
  try_revert(index.graph, rollback);
  return rollback;
}

Rollback bringing_again(const Context& context, LandingIndex& index, std::size_t commits) {
  Rollback rollback;
  rollback.tip = context.refs.production_id;
  FirstParentWalk walk(index.graph, parse_oid(rollback.tip));
  while (rollback.commits.size() < commits) {
    rollback.commits.push_back(index.graph.commit(walk.next().value()));
  }
  rollback.name = short_id(rollback.tip);
  rollback.brings_back = true;
  try_revert(index.graph, rollback);
  return rollback;
}

void add_reason(LandingIndex& index, const std::string& reason, Rollback& rollback) {
  if (reason.empty() || rollback.revert.empty()) return;
  Graph& graph = index.graph;
  const Commit revert = graph.commit(parse_oid(rollback.revert));
  rollback.revert = commit_in_memory(graph.repository(), tree_of(graph, parse_oid(revert.id)),
                                     parse_oid(revert.parents.front()),
                                     std::string(trim(revert.message)) + "\n\n" + reason + "\n")
                        .hex();
}

std::vector<std::string> waivers_of(LandingIndex& index, const Rollback& rollback,
                                    const std::string& rule) {
  std::vector<std::string> found;
  for (const Commit& commit : rollback.commits) {
    std::vector<Commit> said = {commit};
    if (commit.parents.size() > 1) said.push_back(index.graph.commit(parse_oid(commit.parents[1])));
    for (const Commit& one : said) {
      for (const Trailer& trailer : trailers_of(one.message)) {
        const bool is_it = trailer.key == "hotfix-waive" && trailer.value.starts_with(rule + " ");
        if (is_it) found.push_back("Hotfix-Waive: " + trailer.value);
      }
    }
  }
  return found;
}

std::string rollback_command(const Rollback& rollback, const std::string& option) {
  return "git hotfix rollback " + shell_quote(rollback.name) + rollback.given + " --option " +
         option;
}

std::string fix_forward_command(const Rollback& rollback) {
  return rollback_command(rollback, rollback.has_severity ? "3" : "3 --severity P0");
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
  std::string text = "To take back " + rollback_title(rollback) + "\n" + commits_text(rollback) +
                     "\n" + first_option(rollback, policy) + "\n" +
                     second_option(rollback, policy, not_direct) + "\n" + third_option(rollback);
  return text;
}

std::string newer_text(const Rollback& rollback) { return headline_lines(rollback.newer); }

std::string commits_text(const Rollback& rollback) {
  return rollback.commits.size() > 1 ? headline_lines(rollback.commits) : std::string();
}

std::string promotion_text(const Rollback& rollback, const Policy& policy) {
  if (rollback.promoted == Promoted::no) return {};
  std::string words = "This is not a hotfix: it is " + policy.development + "'s work, promoted. ";
  if (rollback.promoted == Promoted::part) {
    words += policy.production +
             " was moved there: this takes back that one commit, and what else "
             "came with it stays. ";
  }
  words += policy.development + " keeps it, but its next promotion may not bring it to " +
           policy.production + " again by itself: the revert of the revert does.";
  return wrapped(words, 0, kWidth) + "\n";
}

std::string deployment_text(const Rollback& rollback, const Policy& policy) {
  const Words& commands = policy.workflow.rollback;
  if (commands.empty()) {
    throw Refused("the policy has no commands that bring back a deployment (workflow.rollback)",
                  rollback_command(rollback, "2"));
  }
  std::string text = "Run this:\n";
  for (const std::string& command : commands) text += command_line(command);
  text += "\n" +
          wrapped(policy.production + " still has " + visible(rollback.name) +
                      ", and the next deployment brings it again. So go on with",
                  0, kWidth) +
          "\n";
  return text + command_line(rollback.revert.empty() ? fix_forward_command(rollback)
                                                     : rollback_command(rollback, "2 --push"));
}

std::string owed_text(const Rollback& rollback, const Policy& policy, const std::string& revert) {
  if (!rollback.is_owed) return {};
  return policy.development + " has it too. When it is off " + policy.production +
         ", take it back there as well:\n" +
         command_line("git hotfix backport " + shell_quote(revert) + rollback.given);
}

}  // namespace hotfix
