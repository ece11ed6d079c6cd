// SPDX-License-Identifier: MIT
#include "rules/repair.h"

#include <unordered_set>

#include "rules/text.h"

namespace hotfix {

namespace {

// Empty also for a name that git would take for an option.
std::string local_name(const Subject& subject) {
  return starts_with(subject.local_branch, "-") ? std::string() : subject.local_branch;
}

std::string refspec(const Subject& subject) {
  const std::string local = local_name(subject);
  if (!local.empty() && local == subject.branch) return local;
  return (local.empty() ? "HEAD" : local) + ":refs/heads/" + subject.branch;
}

// A lease on a remote that is a URL must say what is expected: there is no remote-tracking branch.
std::string lease(const Subject& subject) {
  const bool url = subject.remote.find_first_of(":/") != std::string::npos;
  if (!url) return "--force-with-lease ";
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

}  // namespace

Commands on_branch(const Subject& subject) {
  const std::string local = local_name(subject);
  if (local.empty()) return {};
  return {"git switch " + shell_quote(local)};
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
  const bool force = rewrites == Rewrites::yes && !subject.old_head.empty();
  fix.push_back("git push " + (force ? lease(subject) : std::string()) +
                shell_quote(subject.remote) + " " + shell_quote(refspec(subject)));
  return fix;
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

Commands put_back(const std::vector<const ChangedFile*>& files, const std::string& base) {
  std::vector<std::string> kept, dropped;
  for (const ChangedFile* file : files) {
    if (!is_pasteable(file->path) || !is_pasteable(file->old_path)) return {};
    const bool renamed = file->status == ChangedFile::Status::renamed;
    const bool is_new = renamed || file->status == ChangedFile::Status::added;
    if (is_new) dropped.push_back(file->path);
    if (!is_new) kept.push_back(file->path);
    if (renamed) kept.push_back(file->old_path);
  }
  Commands commands;
  if (!dropped.empty()) commands.push_back(with_paths("git rm -q --", dropped));
  if (!kept.empty()) commands.push_back(with_paths("git checkout " + base + " --", kept));
  return commands;
}

}  // namespace hotfix
