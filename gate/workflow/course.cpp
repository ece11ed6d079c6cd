// SPDX-License-Identifier: MIT
#include "gate/workflow/course.h"

#include <algorithm>
#include <set>

#include "gate/base/error.h"
#include "gate/git/command.h"
#include "gate/git/trailers.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/production_commits.h"
#include "gate/policy/nearest_name.h"
#include "gate/request/revision.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kLocal = "refs/heads/";

std::string remote_folder(const Context& context) { return "refs/remotes/" + context.remote + "/"; }

std::string id_of(const Context& context, const std::string& ref) {
  const auto commit = context.repository.commit_of_ref(ref);
  return commit ? commit->hex() : std::string();
}

LedgerQuestion question_of(const Context& context) {
  return {production_tip(context, context.refs), development_tip(context, context.refs),
          context.now};
}

// What a person calls the branch: "login" is "hotfix/login".
std::string full_name(const Context& context, const std::string& named) {
  const std::string& prefix = context.policy.hotfix_prefix;
  return context.policy.hotfix_branch(named) ? named : prefix + named;
}

// The branch that a commit of production says it came from; empty: it does not say.
std::string branch_of(const Commit& commit, const Policy& policy) {
  if (const std::string merged = merged_branch(commit.subject()); policy.hotfix_branch(merged)) {
    return merged;
  }
  for (const Trailer& trailer : trailers_of(commit.message)) {
    if (trailer.key == "hotfix-branch" && policy.hotfix_branch(trailer.value)) return trailer.value;
  }
  return {};
}

// Production's newest commit that says it came from that branch.
std::optional<Oid> released_by_name(const Context& context, LandingIndex& index,
                                    const std::string& branch) {
  ProductionCommits commits = production_commits(index.graph, context.policy, question_of(context));
  commits.shared.insert(commits.shared.end(), commits.hotfixes.begin(), commits.hotfixes.end());
  for (auto hotfix = commits.shared.rbegin(); hotfix != commits.shared.rend(); ++hotfix) {
    const Oid id = parse_oid(hotfix->commit);
    if (branch_of(index.graph.commit(id), context.policy) == branch) return id;
  }
  return std::nullopt;
}

// The commit of production's own line that brought `commit`.
Oid brought_by(LandingIndex& index, const Oid& production, const Oid& commit) {
  if (is_on_first_parents(index.graph, commit, production)) return commit;
  const Oid parent = index.graph.parents(commit).empty() ? Oid{} : index.graph.parents(commit)[0];
  const Arrivals found = arrivals(index.graph, parent, production, {commit});
  const auto entry = found.entry.find(commit);
  return entry == found.entry.end() ? commit : entry->second;
}

Landing landing_on(LandingIndex& index, const Oid& tip, const Oid& onto) {
  Lander lander(index);
  const Landing landing =
      index.windows.is_ancestor(tip, onto) ? lander.commit(tip, onto) : lander.branch(tip, onto);
  if (landing.state != LandingState::undecided) return landing;
  throw Undecidable(landing.reason, landing.fix, landing.cause);
}

// Production's own commits that brought what `landing` found there, oldest first.
std::vector<std::string> all_brought(LandingIndex& index, const Oid& production,
                                     const Landing& landing) {
  std::vector<std::string> ids;
  for (const std::string& one : landing.evidence) {
    const std::string id = brought_by(index, production, parse_oid(one)).hex();
    if (!one_of(id, ids)) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end(), [&](const std::string& older, const std::string& newer) {
    return older != newer && is_ancestor(index.graph, parse_oid(older), parse_oid(newer));
  });
  return ids;
}

// Where production stood before it took the branch back.
std::optional<Oid> before_rollback(LandingIndex& index, const Landing& landing) {
  if (landing.state != LandingState::lost || landing.evidence.empty()) return std::nullopt;
  const std::vector<Oid>& parents = index.graph.parents(parse_oid(landing.evidence.front()));
  return parents.empty() ? std::nullopt : std::optional(parents.front());
}

// Sets where the branch stands on production, and the commits that brought it.
void find_release(LandingIndex& index, const Oid& production, Course& course) {
  const Oid tip = parse_oid(course.tip());
  course.production = landing_on(index, tip, production);
  if (is_there(course.production.state)) {
    course.brought = all_brought(index, production, course.production);
    return;
  }
  const auto before = before_rollback(index, course.production);
  if (!before) return;
  const Landing then = landing_on(index, tip, *before);
  if (!is_there(then.state) || then.evidence.empty()) return;
  course.took_back = course.production.evidence;
  course.brought = all_brought(index, *before, then);
}

// A branch whose tip lies on production's own line has nothing of its own.
bool has_own_commits(LandingIndex& index, const Oid& production, const Oid& tip) {
  return !is_on_first_parents(index.graph, tip, production);
}

std::vector<Commit> commits_ahead(LandingIndex& index, const Oid& production, const Oid& tip) {
  std::vector<Commit> commits;
  for (const Oid& id : diverge(index.graph, production, tip).ahead) {
    commits.push_back(index.graph.commit(id));
  }
  return commits;
}

void add_release(const Context& context, LandingIndex& index, const Oid& commit, Course& course) {
  const std::string id = commit.hex();
  if (course.brought.empty() || course.brought.back() != id) course.brought = {id};
  course.released = ledger_entry(index, context.policy, question_of(context), commit);
  const Landing& landing = course.released->landing;
  if (landing.state == LandingState::withdrawn) course.took_back = landing.evidence;
}

// Of a branch that is gone: what was recorded of it, or what production's commits say.
std::optional<Oid> released_before(const Context& context, LandingIndex& index,
                                   const Course& course) {
  const std::string& recorded = course.incident.released;
  const auto id = is_full_id(recorded) ? context.repository.expand(recorded) : std::nullopt;
  if (id && is_ancestor(index.graph, *id, production_tip(context, context.refs))) return id;
  return released_by_name(context, index, course.branch);
}

Course course_of_branch(const Context& context, LandingIndex& index, const std::string& branch) {
  Course course;
  course.branch = branch;
  course.incident = read_incident(context.settings, branch);
  course.local_tip = id_of(context, std::string(kLocal) + branch);
  course.remote_tip = id_of(context, remote_folder(context) + branch);
  const Oid production = production_tip(context, context.refs);
  if (course.tip().empty()) {
    const auto release = released_before(context, index, course);
    if (release) course.brought = {release->hex()};
  } else if (const Oid tip = parse_oid(course.tip()); has_own_commits(index, production, tip)) {
    course.commits = commits_ahead(index, production, tip);
    find_release(index, production, course);
  }
  if (!course.brought.empty()) {
    add_release(context, index, parse_oid(course.brought.back()), course);
  }
  return course;
}

Course course_of_commit(const Context& context, LandingIndex& index, const Oid& commit) {
  const Oid production = production_tip(context, context.refs);
  const Oid release = brought_by(index, production, commit);
  Course course;
  course.branch = branch_of(index.graph.commit(release), context.policy);
  if (!course.branch.empty()) {
    course = course_of_branch(context, index, course.branch);
  }
  add_release(context, index, release, course);
  return course;
}

std::string checked_out(const Context& context) {
  const CommandResult git = run_git({"symbolic-ref", "--quiet", "HEAD"});
  const std::string ref(trim(git.out));
  const std::string branch = ref.starts_with(kLocal) ? ref.substr(kLocal.size()) : "";
  if (context.policy.hotfix_branch(branch)) return branch;
  throw UsageError((branch.empty() ? "no branch" : "the branch " + branch) +
                   " is checked out, which is not a hotfix; name one, as in `git hotfix status " +
                   context.policy.hotfix_prefix + "login`");
}

}  // namespace

std::vector<std::string> hotfix_branches(const Context& context) {
  std::set<std::string> names;
  for (const std::string& folder : {std::string(kLocal), remote_folder(context)}) {
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

Course course_of(const Context& context, LandingIndex& index, const std::string& named) {
  if (named.empty()) return course_of_branch(context, index, checked_out(context));
  const std::vector<std::string> known = hotfix_branches(context);
  const std::string branch = full_name(context, named);
  if (one_of(branch, known)) return course_of_branch(context, index, branch);
  if (context.policy.hotfix_branch(named) || !context.repository.expand(named)) {
    const auto release = released_by_name(context, index, branch);
    if (release) return course_of_branch(context, index, branch);
  }
  const Oid commit = [&] {
    try {
      return resolve_revision({}, named);
    } catch (const UnknownRevision&) {
      throw UsageError("there is no hotfix '" + named + "'" + did_you_mean(branch, known));
    }
  }();
  if (is_ancestor(index.graph, commit, production_tip(context, context.refs))) {
    return course_of_commit(context, index, commit);
  }
  throw UsageError("'" + named + "' is neither a hotfix branch nor a commit of " +
                   context.refs.production);
}

}  // namespace hotfix
