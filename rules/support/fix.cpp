// SPDX-License-Identifier: MIT
#include "rules/support/fix.h"

#include <unordered_set>

#include "rules/support/text.h"

namespace hotfix {

namespace {

// The judged commits are a local branch of the name they are judged by: a fix moves that branch. Of
// another name, it may be one that people share. A name like an option is never given to git.
bool is_own_branch(const Subject& subject) {
  return !subject.branch.empty() && subject.local_branch == subject.branch &&
         !subject.branch.starts_with("-");
}

// What a merge queue made, or production has, is not fixed in a clone.
bool is_within_reach(const Subject& subject) {
  return !subject.queued && subject.stage != Stage::merge_group && subject.stage != Stage::released;
}

bool is_pushed(const Subject& subject) {
  return !subject.remote.empty() && !subject.branch.empty();
}

// In full: a tag may have the same name.
std::string full_name(const Subject& subject) {
  return shell_quote("refs/heads/" + subject.branch);
}

// Says what is expected: not every clone has a remote-tracking branch to compare with.
std::string lease(const Subject& subject) {
  return shell_quote("--force-with-lease=" + subject.branch + ":" + subject.old_head) + " ";
}

std::string push(const Subject& subject, Rewrites rewrites) {
  const bool force = rewrites == Rewrites::yes && !subject.old_head.empty();
  return git_for(subject) + " push " + (force ? lease(subject) : std::string()) +
         shell_quote(subject.remote) + " " +
         (is_own_branch(subject) ? full_name(subject)
                                 : shell_quote("HEAD:refs/heads/" + subject.branch));
}

// Changes nothing, and fails with the reason where the branch is no more at the judged commit.
std::string require_head(const Subject& subject) {
  const std::string head = short_id(subject.head);
  return git_for(subject) + " update-ref " + full_name(subject) + " " + head + " " + head;
}

// Checks the branch out; of a pull request the newest of it, for it is judged elsewhere. git
// refuses while a merge, a rebase or the like is not finished.
Commands checked_out(const Subject& subject, const Plan& plan) {
  const std::string git = git_for(subject);
  const bool is_elsewhere = subject.stage == Stage::pull_request && is_pushed(subject);
  Commands commands;
  if (plan.for_head_only && !is_elsewhere) commands.push_back(require_head(subject));
  if (!plan.keeps_uncommitted) commands.push_back(require_clean(git));
  commands.push_back(git + " switch " + shell_quote(subject.branch));
  if (!is_elsewhere) return commands;
  commands.push_back(git + " pull --ff-only " + shell_quote(subject.remote) + " " +
                     full_name(subject));
  if (plan.for_head_only) commands.push_back(require_head(subject));
  return commands;
}

void append(Commands& commands, const Commands& more) {
  commands.insert(commands.end(), more.begin(), more.end());
}

// `work` on commit `start`, without a branch, which is pushed; then what was checked out before is
// so again.
Commands on_commit(const std::string& start, const Plan& plan, const Subject& subject) {
  Commands commands;
  if (!plan.keeps_uncommitted) commands.push_back(require_clean());
  commands.push_back("git switch --detach " + short_id(start));
  append(commands, plan.work);
  if (is_pushed(subject)) append(commands, {push(subject, plan.rewrites), "git checkout -"});
  return commands;
}

// From the top of the work tree, and without the wildcards that a file name may hold.
std::string pathspec(const std::string& path) {
  const bool literal = path.find_first_of("*?[\\:") != std::string::npos;
  return shell_quote((literal ? ":(top,literal)" : ":/") + path);
}

std::string with_paths(std::string command, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) command += " " + pathspec(path);
  return command;
}

// "origin" of "origin/kars-prod"; else the one that is pushed to.
std::string remote_of(const std::string& ref, const std::string& branch, const Subject& subject) {
  const std::string suffix = "/" + branch;
  return ref.ends_with(suffix) ? ref.substr(0, ref.size() - suffix.size()) : subject.remote;
}

// True for the texts that git and the forges give a merge of the branch.
bool names_merged(std::string_view subject, const std::string& branch) {
  const auto holds = [&](const std::string& text) {
    return subject.find(text) != std::string_view::npos;
  };
  return subject.starts_with("Merge ") && (holds("'" + branch + "'") || holds("/" + branch + "'") ||
                                           subject.ends_with("/" + branch));
}

}  // namespace

std::string git_for(const Subject& subject) {
  if (!is_own_branch(subject) || subject.worktree.empty()) return "git";
  return "git -C " + shell_quote(subject.worktree);
}

std::string require_clean(const std::string& git) { return git + " diff --stat --exit-code HEAD"; }

Commands commands_of(const Plan& plan, const Subject& subject) {
  if (!is_within_reach(subject)) return {};
  if (!is_own_branch(subject)) return on_commit(subject.head, plan, subject);
  Commands commands = checked_out(subject, plan);
  append(commands, plan.work);
  if (is_pushed(subject)) commands.push_back(push(subject, plan.rewrites));
  return commands;
}

Commands rebased(const std::vector<std::string>& each, const Subject& subject, Rewrites rewrites) {
  const bool by_name = is_own_branch(subject) && subject.stage != Stage::pull_request;
  Commands work;
  for (const std::string& one : each) {
    work.push_back(git_for(subject) + " " + one +
                   (by_name ? " " + shell_quote(subject.branch) : std::string()));
  }
  if (!by_name || !is_within_reach(subject)) return commands_of({work, rewrites}, subject);
  if (is_pushed(subject)) work.push_back(push(subject, rewrites));
  return work;
}

Commands begun_again(const std::string& start, const Commands& work, const Subject& subject) {
  Plan plan{work};
  plan.for_head_only = true;
  if (!is_own_branch(subject)) {
    return is_within_reach(subject) ? on_commit(start, plan, subject) : Commands{};
  }
  const std::string git = git_for(subject);
  plan.work.insert(plan.work.begin(), git + " switch --detach " + short_id(start));
  plan.work.push_back(git + " switch -C " + shell_quote(subject.branch));
  return commands_of(plan, subject);
}

Commands on_new_branch(const std::string& name, const std::string& start, const Commands& work,
                       const std::string& remote) {
  Commands commands = {require_clean(), "git switch -c " + shell_quote(name) + " " + start};
  append(commands, work);
  if (!remote.empty()) commands.push_back(push_branch(name, remote));
  return commands;
}

Commands in_new_worktree(const std::string& name, const std::string& start,
                         const std::string& folder) {
  return {"mkdir " + shell_quote(folder),
          "git worktree add -b " + shell_quote(name) + " " + shell_quote(folder) + " " + start};
}

std::string in_folder(const std::string& folder, const std::string& command) {
  const bool is_pipe = command.find(" | ") != std::string::npos;
  if (is_pipe) return "(cd " + shell_quote(folder) + " && " + command + ")";
  return "git -C " + shell_quote(folder) + command.substr(std::string_view("git").size());
}

std::string drop_worktree(const std::string& folder) {
  return "git worktree remove " + shell_quote(folder);
}

std::string drop_branch(const std::string& name, const std::string& id) {
  return "git update-ref -d " + shell_quote("refs/heads/" + name) + " " + short_id(id);
}

std::string new_branch(const std::string& name, const std::string& id) {
  return "git branch " + shell_quote(name) + " " + short_id(id);
}

std::string require_branch_at(const std::string& name, const std::string& id) {
  const std::string at = short_id(id);
  return "git update-ref " + shell_quote("refs/heads/" + name) + " " + at + " " + at;
}

std::string require_not_in_use(const std::string& name, const std::string& id) {
  return reset_branch(name, id);
}

std::string reset_branch(const std::string& name, const std::string& id) {
  return "git branch -q -f " + shell_quote(name) + " " + short_id(id);
}

std::string delete_branch(const std::string& name) {
  return "git branch -q -D " + shell_quote(name);
}

std::string delete_on_remote(const std::string& name, const std::string& id,
                             const std::string& remote) {
  const std::string ref = "refs/heads/" + name;
  return "git push " + shell_quote("--force-with-lease=" + ref + ":" + short_id(id)) + " " +
         shell_quote(remote) + " --delete " + shell_quote(ref);
}

std::string forget_tracking(const std::string& name, const std::string& id,
                            const std::string& remote) {
  return "git update-ref -d " + shell_quote("refs/remotes/" + remote + "/" + name) + " " +
         short_id(id);
}

std::string add_worktree(const std::string& folder, const std::string& name,
                         const std::string& id) {
  const std::string add = "git worktree add -q ";
  return name.empty() ? add + "--detach " + shell_quote(folder) + " " + short_id(id)
                      : add + shell_quote(folder) + " " + shell_quote(name);
}

// Without --force git keeps a folder in which a hook left a file.
std::string remove_worktree(const std::string& folder) {
  return "git worktree remove --force " + shell_quote(folder);
}

std::string revert_in(const std::string& folder, const std::vector<std::string>& ids,
                      bool has_merge) {
  std::string command = "git -C " + shell_quote(folder) + " revert --no-edit";
  if (has_merge) command += " -m 1";
  for (const std::string& id : ids) command += " " + short_id(id);
  return command;
}

std::string add_to_message_in(const std::string& folder, const std::string& text) {
  const std::string git = "git -C " + shell_quote(folder);
  return git + " commit -q --amend -m \"$(" + git +
         " log --no-show-signature -1 --format=%B)\" -m " + shell_quote(text);
}

std::string push_head_in(const std::string& folder, const std::string& name,
                         const std::string& remote) {
  return "git -C " + shell_quote(folder) + " push " + shell_quote(remote) + " " +
         shell_quote("HEAD:refs/heads/" + name);
}

std::string push_branch(const std::string& name, const std::string& remote) {
  return "git push -u " + shell_quote(remote) + " " + shell_quote("refs/heads/" + name);
}

std::string push_as(const std::string& name, const std::string& id, const std::string& remote) {
  return "git push " + shell_quote(remote) + " " +
         shell_quote(short_id(id) + ":refs/heads/" + name);
}

Commands paste_lines(const Commands& commands) {
  Commands lines = commands;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) lines[i] += " &&";
  return lines;
}

std::vector<Commit> own_commits(const Facts& facts) {
  std::unordered_set<std::string> foreign;
  if (facts.origin) {
    for (const Commit& commit : facts.origin->from_development) foreign.insert(commit.id);
  }
  std::vector<Commit> own;
  for (const Commit& commit : facts.history->commits) {
    if (foreign.count(commit.id) == 0) own.push_back(commit);
  }
  return own;
}

std::string merge_base(const History& history) {
  return history.merge_bases.empty() ? std::string() : short_id(history.merge_bases.front());
}

std::string production_remote(const Facts& facts) {
  return remote_of(facts.refs.production_ref, facts.refs.production, facts.subject);
}

Commands on_development(const Facts& facts, const Commands& work) {
  const Refs& refs = facts.refs;
  const Subject& subject = facts.subject;
  const std::string remote = remote_of(refs.development_ref, refs.development, subject);
  const std::string to = shell_quote("refs/heads/" + refs.development);
  const bool is_judged =
      subject.stage == Stage::lint && is_own_branch(subject) && subject.branch == refs.development;
  const std::string git = is_judged ? git_for(subject) : "git";
  Commands commands = {require_clean(git)};
  if (!remote.empty() && !is_judged) {
    append(commands,
           {"git fetch " + shell_quote(remote) + " " + to, "git switch --detach FETCH_HEAD"});
    append(commands, work);
    append(commands, {"git push " + shell_quote(remote) + " " +
                          shell_quote("HEAD:refs/heads/" + refs.development),
                      "git checkout -"});
    return commands;
  }
  commands.push_back(git + " switch " + shell_quote(refs.development));
  if (!remote.empty()) {
    commands.push_back(git + " pull --ff-only " + shell_quote(remote) + " " + to);
  }
  append(commands, work);
  if (!remote.empty()) commands.push_back(git + " push " + shell_quote(remote) + " " + to);
  return commands;
}

std::string pick_from_production(const std::string& commit) {
  return pick_from_production(std::vector<std::string>{commit});
}

std::string pick_from_production(const std::vector<std::string>& commits) {
  std::string command = "git cherry-pick -x -m 1";
  for (const std::string& commit : commits) command += " " + short_id(commit);
  return command;
}

std::string merge_commit(const std::string& id, const std::string& message) {
  return "git merge --no-ff -m " + shell_quote(message) + " " + short_id(id);
}

std::string push_branch_as(const std::string& from, const std::string& name,
                           const std::string& remote) {
  return "git push " + shell_quote(remote) + " " +
         shell_quote("refs/heads/" + from + ":refs/heads/" + name);
}

Commands move_branch(const std::string& name, const std::string& from, const std::string& id) {
  return {require_branch_at(name, id), require_not_in_use(name, id),
          "git update-ref " + shell_quote("refs/heads/" + name) + " " +
              shell_quote("refs/heads/" + from) + " " + short_id(id)};
}

Commands move_branch_back(const std::string& name, const std::string& made, const std::string& id) {
  return {require_branch_at(name, made), reset_branch(name, id)};
}

std::string bring_files(const std::string& commit, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (!can_be_quoted(path)) return {};
  }
  const std::string id = short_id(commit);
  // git apply leaves out, without a word, what lies outside of the folder where it runs.
  return with_paths("git diff-tree -p --binary --no-ext-diff " + id + "~ " + id + " --", paths) +
         " | git -C \"./$(git rev-parse --show-cdup)\" apply --3way";
}

std::string confirm_landing(const std::string& commit, const std::string& another) {
  std::string say = "git commit --only --allow-empty -m 'chore: confirm a backport'";
  for (const std::string& id : {commit, another}) {
    if (!id.empty()) say += " --trailer 'Hotfix-Landed: " + id + "'";
  }
  return say;
}

const Commit* newer_production(const Facts& facts) {
  std::unordered_set<std::string_view> unknown;
  for (const Commit& commit : facts.history->commits) {
    const bool newer = commit.parents.size() > 1 && unknown.count(commit.parents[1]) != 0;
    if (newer && names_merged(commit.subject(), facts.refs.production)) return &commit;
    unknown.insert(commit.id);
  }
  return nullptr;
}

Commands onto_newer_production(const Facts& facts) {
  const std::string remote = production_remote(facts), git = git_for(facts.subject);
  if (remote.empty()) return {};
  const std::string fetch = git + " fetch " + shell_quote(remote) + " " +
                            shell_quote("refs/heads/" + facts.refs.production);
  return commands_of({{fetch, git + " rebase FETCH_HEAD"}}, facts.subject);
}

Commands put_back(const std::vector<const ChangedFile*>& files, const std::string& base,
                  const std::string& message, const Facts& facts) {
  if (newer_production(facts) != nullptr) return onto_newer_production(facts);
  if (base.empty()) return {};
  std::vector<std::string> kept, dropped;
  for (const ChangedFile* file : files) {
    if (!can_be_quoted(file->path) || !can_be_quoted(file->old_path)) return {};
    const bool renamed = file->status == ChangedFile::Status::renamed;
    const bool is_new = renamed || file->status == ChangedFile::Status::added;
    if (is_new) dropped.push_back(file->path);
    if (!is_new) kept.push_back(file->path);
    if (renamed) kept.push_back(file->old_path);
  }
  const std::string git = git_for(facts.subject);
  Plan plan;
  if (!dropped.empty()) plan.work.push_back(with_paths(git + " rm -q --", dropped));
  if (!kept.empty()) plan.work.push_back(with_paths(git + " checkout " + base + " --", kept));
  dropped.insert(dropped.end(), kept.begin(), kept.end());
  plan.work.push_back(
      with_paths(git + " commit --only -m " + shell_quote(message) + " --", dropped));
  return commands_of(plan, facts.subject);
}

std::string with_path(const std::string& command, const std::string& path) {
  return with_paths(command, {path});
}

}  // namespace hotfix
