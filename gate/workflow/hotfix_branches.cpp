// SPDX-License-Identifier: MIT
#include "gate/workflow/hotfix_branches.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/git/discovery/command.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kLocal = "refs/heads/";

CommandResult git(const Context& context, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "--git-dir=" + context.repository.git_dir());
  return run_git(arguments);
}

// Where branches of others are: what is pushed to, and where production lives.
std::vector<std::string> remote_folders(const Context& context) {
  std::vector<std::string> folders = {"refs/remotes/" + context.remote + "/"};
  if (context.home != context.remote) folders.push_back("refs/remotes/" + context.home + "/");
  return folders;
}

std::string id_of(const Context& context, const std::string& ref) {
  const auto commit = context.repository.commit_of_ref(ref);
  return commit ? commit->hex() : std::string();
}

std::string remote_tip(const Context& context, const std::string& branch) {
  for (const std::string& folder : remote_folders(context)) {
    if (const std::string id = id_of(context, folder + branch); !id.empty()) return id;
  }
  return {};
}

// While a branch is rebased, git has none checked out, and knows which one it is.
std::string ref_in_rebase(const Context& context) {
  constexpr std::size_t kMost = 4 * 1024;  // bytes: a branch
  for (const char* file : {"/rebase-merge/head-name", "/rebase-apply/head-name"}) {
    const auto name = read_file(context.repository.git_dir() + file, kMost);
    if (name) return std::string(trim(*name));
  }
  return {};
}

std::string branch_checked_out(const Context& context) {
  std::string ref(trim(git(context, {"symbolic-ref", "--quiet", "HEAD"}).out));
  if (ref.empty()) ref = ref_in_rebase(context);
  return ref.starts_with(kLocal) ? ref.substr(kLocal.size()) : std::string();
}

// One move of a branch, as its reflog has it.
struct Move {
  Oid to;
  std::string what;  // "commit: hotfix: x"
};

// Newest first.
std::vector<Move> moves_of(const Context& context, const std::string& branch) {
  const CommandResult log =
      git(context, {"log", "-g", "--format=%H %gs", std::string(kLocal) + branch, "--"});
  std::istringstream lines(log.out);
  std::vector<Move> moves;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = std::min(line.find(' '), line.size());
    moves.push_back({parse_oid(line.substr(0, end)), line.substr(std::min(end + 1, line.size()))});
  }
  return moves;
}

bool has(const Move& move, std::string_view words) {
  return move.what.find(words) != std::string::npos;
}

// Something was committed there.
bool is_commit(const Move& move) {
  const auto begins = [&](std::string_view word) { return move.what.starts_with(word); };
  return begins("commit") || begins("cherry-pick") || begins("revert") || begins("am") ||
         has(move, ": Merge made by");
}

bool is_rebase(const Move& move) { return has(move, "(finish)") && has(move, " onto "); }

bool is_rewrite(const Move& move) {
  return is_rebase(move) || move.what.starts_with("reset") || has(move, "Reset to");
}

// What its own commits are made on after that move; nullopt: it does not say.
std::optional<Oid> base_of(const Move& move) {
  if (!is_rebase(move)) return move.to;
  const std::string onto = move.what.substr(move.what.rfind(' ') + 1);
  return is_full_id(onto) ? std::optional(parse_oid(onto)) : std::nullopt;
}

// It took what others have of the same branch.
bool speaks_of(const Move& move, const std::string& branch) {
  if (is_rebase(move)) return false;  // which names the branch that it moves
  return has(move, branch) || move.what.starts_with("pull:") || move.what.starts_with("pull -");
}

}  // namespace

BranchTips tips_of(const Context& context, const std::string& branch) {
  return {id_of(context, std::string(kLocal) + branch), remote_tip(context, branch)};
}

std::string hotfix_branch_named(const Context& context, const std::string& named) {
  std::vector<std::string> folders = remote_folders(context);
  folders.emplace_back(kLocal);
  for (const std::string& remote : {context.remote, context.home}) folders.push_back(remote + "/");
  for (const std::string& folder : folders) {
    const std::string rest = named.starts_with(folder) ? named.substr(folder.size()) : "";
    if (context.policy.hotfix_branch(rest)) return rest;
  }
  return context.policy.hotfix_branch(named) ? named : context.policy.hotfix_prefix + named;
}

std::vector<std::string> hotfix_branches(const Context& context) {
  std::set<std::string> names;
  std::vector<std::string> folders = remote_folders(context);
  folders.emplace_back(kLocal);
  for (const std::string& folder : folders) {
    for (const auto& [ref, id] : context.repository.refs_below(folder)) {
      names.insert(ref.substr(folder.size()));
    }
  }
  for (const auto& [key, value] : context.settings) {
    const auto last = key.rfind('.');
    if (key.starts_with("hotfix.") && last > 7) names.insert(key.substr(7, last - 7));
  }
  std::vector<std::string> branches;
  std::copy_if(names.begin(), names.end(), std::back_inserter(branches),
               [&](const std::string& name) { return context.policy.hotfix_branch(name); });
  return branches;
}

std::string checked_out_hotfix(const Context& context) {
  const std::string branch = branch_checked_out(context);
  return context.policy.hotfix_branch(branch) ? branch : std::string();
}

std::string require_checked_out_hotfix(const Context& context) {
  const std::string branch = branch_checked_out(context);
  if (context.policy.hotfix_branch(branch)) return branch;
  throw UsageError((branch.empty() ? "no branch is checked out"
                                   : branch + " is checked out, which is not a hotfix") +
                   "; name a hotfix, such as " + context.policy.hotfix_prefix + "login");
}

std::optional<Oid> start_in_reflog(const Context& context, Graph& graph, const std::string& branch,
                                   const Oid& tip) {
  const std::vector<Move> moves = moves_of(context, branch);
  if (moves.empty() || moves.front().to != tip) return std::nullopt;
  for (auto move = moves.begin(); move != moves.end(); ++move) {
    if (is_commit(*move)) continue;
    const auto point = base_of(*move);
    if (!point) return std::nullopt;
    const bool is_of_branch = speaks_of(*move, branch);
    const bool has_own_below = std::any_of(move + 1, moves.end(), [&](const Move& older) {
      return is_commit(older) && is_ancestor(graph, older.to, *point);
    });
    if (!has_own_below) return is_of_branch ? std::nullopt : point;
    if (!is_of_branch && !is_rewrite(*move)) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace hotfix
