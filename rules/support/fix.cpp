// SPDX-License-Identifier: MIT
#include "rules/support/fix.h"

#include <unordered_set>

#include "rules/support/text.h"

namespace hotfix {

namespace {

// Empty also for a name that git would take for an option.
std::string local_name(const Subject& subject) {
  return subject.local_branch.starts_with("-") ? std::string() : subject.local_branch;
}

std::string refspec(const Subject& subject) {
  const std::string local = local_name(subject);
  if (!local.empty() && local == subject.branch) return local;
  return (local.empty() ? "HEAD" : local) + ":refs/heads/" + subject.branch;
}

// Says what is expected: not every clone has a remote-tracking branch to compare with.
std::string lease(const Subject& subject) {
  return shell_quote("--force-with-lease=" + subject.branch + ":" + subject.old_head) + " ";
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

Commands on_branch(const Subject& subject) {
  const std::string local = local_name(subject);
  if (local.empty()) return {};
  Commands commands = {"git switch " + shell_quote(local)};
  if (subject.stage == Stage::pull_request && !subject.remote.empty()) {
    commands.push_back("git pull --ff-only " + shell_quote(subject.remote) + " " +
                       shell_quote(subject.branch));
  }
  return commands;
}

Commands from_judged_tip(Commands fix, const Subject& subject) {
  if (subject.stage != Stage::pull_request) return fix;
  const Commands start = on_branch(subject);
  const bool is_there = start.empty() || (!fix.empty() && fix.front() == start.front());
  if (!is_there) fix.insert(fix.begin(), start.begin(), start.end());
  return fix;
}

std::string movable(const Subject& subject) {
  const std::string local = local_name(subject);
  return local.empty() ? short_id(subject.head) : shell_quote(local);
}

std::string rebase(const Subject& subject, const std::string& arguments) {
  return "git rebase " + arguments + " " + movable(subject);
}

Commands then_push(Commands fix, const Subject& subject, Rewrites rewrites) {
  if (subject.remote.empty() || subject.branch.empty()) return fix;
  fix = from_judged_tip(std::move(fix), subject);
  const bool force = rewrites == Rewrites::yes && !subject.old_head.empty();
  fix.push_back("git push " + (force ? lease(subject) : std::string()) +
                shell_quote(subject.remote) + " " + shell_quote(refspec(subject)));
  return fix;
}

std::string chain(const Commands& commands) {
  std::string line;
  for (const std::string& command : commands) line += (line.empty() ? "" : " && ") + command;
  return line;
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
  const std::string remote = remote_of(refs.development_ref, refs.development, facts.subject);
  const std::string branch = shell_quote(refs.development);
  const std::string place = shell_quote(remote) + " " + branch;
  Commands commands = {"git switch " + branch};
  if (!remote.empty()) commands.push_back("git pull --ff-only " + place);
  commands.insert(commands.end(), work.begin(), work.end());
  if (!remote.empty()) commands.push_back("git push " + place);
  return commands;
}

std::string pick_from_production(const std::string& commit) {
  return "git cherry-pick -x -m 1 " + short_id(commit);
}

std::string bring_files(const std::string& commit, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (!is_pasteable(path)) return {};
  }
  const std::string id = short_id(commit);
  // git apply leaves out, without a word, what lies outside of the folder where it runs.
  return with_paths("git diff-tree -p --binary --no-ext-diff " + id + "~ " + id + " --", paths) +
         " | git -C \"./$(git rev-parse --show-cdup)\" apply --3way";
}

Commands confirm_landing(const std::string& commit, const std::string& another) {
  std::string say = "git commit --allow-empty -m 'chore: confirm a backport'";
  for (const std::string& id : {commit, another}) {
    if (!id.empty()) say += " --trailer 'Hotfix-Landed: " + id + "'";
  }
  return {"git diff --cached --quiet", say};
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
  const std::string remote = production_remote(facts);
  if (remote.empty()) return {};
  return then_push({"git fetch " + shell_quote(remote) + " " + shell_quote(facts.refs.production),
                    rebase(facts.subject, "FETCH_HEAD")},
                   facts.subject, Rewrites::yes);
}

Commands put_back(const std::vector<const ChangedFile*>& files, const std::string& base,
                  const std::string& message, const Subject& subject) {
  if (base.empty()) return {};
  std::vector<std::string> kept, dropped;
  for (const ChangedFile* file : files) {
    if (!is_pasteable(file->path) || !is_pasteable(file->old_path)) return {};
    const bool renamed = file->status == ChangedFile::Status::renamed;
    const bool is_new = renamed || file->status == ChangedFile::Status::added;
    if (is_new) dropped.push_back(file->path);
    if (!is_new) kept.push_back(file->path);
    if (renamed) kept.push_back(file->old_path);
  }
  Commands commands = on_branch(subject);
  if (!dropped.empty()) commands.push_back(with_paths("git rm -q --", dropped));
  if (!kept.empty()) commands.push_back(with_paths("git checkout " + base + " --", kept));
  dropped.insert(dropped.end(), kept.begin(), kept.end());
  commands.push_back(with_paths("git commit --only -m " + shell_quote(message) + " --", dropped));
  return then_push(commands, subject, Rewrites::yes);
}

}  // namespace hotfix
