// SPDX-License-Identifier: MIT
#include "gate/workflow/course.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "gate/base/error.h"
#include "gate/git/command.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/production_commits.h"
#include "gate/policy/nearest_name.h"
#include "gate/request/revision.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kLocal = "refs/heads/";
constexpr int kMostRollbacks = 4;  // of one hotfix that are looked behind

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

// Where there is no development, production says by itself what came to it.
LedgerQuestion question_of(const Context& context) {
  const Oid production = production_tip(context, context.refs),
            development = parse_oid(context.refs.development_id);
  return {production, development == Oid{} ? production : development, context.now};
}

// What a person calls the branch: "login" is "hotfix/login", and so is "origin/hotfix/login".
std::string full_name(const Context& context, const std::string& named) {
  std::vector<std::string> folders = remote_folders(context);
  folders.emplace_back(kLocal);
  for (const std::string& remote : {context.remote, context.home}) folders.push_back(remote + "/");
  for (const std::string& folder : folders) {
    const std::string rest = named.starts_with(folder) ? named.substr(folder.size()) : "";
    if (context.policy.hotfix_branch(rest)) return rest;
  }
  return context.policy.hotfix_branch(named) ? named : context.policy.hotfix_prefix + named;
}

// Production's newest commit that says it came from that branch.
std::optional<Oid> released_by_name(const Context& context, LandingIndex& index,
                                    const std::string& branch) {
  ProductionCommits commits = production_commits(index.graph, context.policy, question_of(context));
  commits.shared.insert(commits.shared.end(), commits.hotfixes.begin(), commits.hotfixes.end());
  for (auto hotfix = commits.shared.rbegin(); hotfix != commits.shared.rend(); ++hotfix) {
    const Oid id = parse_oid(hotfix->commit);
    if (hotfix_branch_of(index.graph.commit(id), context.policy) == branch) return id;
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

// Commits of one line, oldest first.
void sort_by_age(LandingIndex& index, std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end(), [&](const std::string& older, const std::string& newer) {
    return older != newer && is_ancestor(index.graph, parse_oid(older), parse_oid(newer));
  });
}

// Production's own commits that brought these: each once, oldest first.
std::vector<std::string> all_brought(LandingIndex& index, const Oid& production,
                                     const std::vector<std::string>& commits) {
  std::vector<std::string> ids;
  for (const std::string& commit : commits) {
    const std::string id = brought_by(index, production, parse_oid(commit)).hex();
    if (!one_of(id, ids)) ids.push_back(id);
  }
  sort_by_age(index, ids);
  return ids;
}

Landing landing_on(LandingIndex& index, const Oid& tip, const Oid& onto) {
  Lander lander(index);
  const Landing landing = lander.merged_or_branch(tip, onto);
  if (landing.state != LandingState::undecided) return landing;
  throw Undecidable(landing.reason, landing.fix, landing.cause);
}

// Where production stood before it took the branch back.
std::optional<Oid> before_rollback(LandingIndex& index, const Oid& production,
                                   const Landing& landing) {
  if (landing.state != LandingState::lost || landing.evidence.empty()) return std::nullopt;
  const Oid undoing = brought_by(index, production, parse_oid(landing.evidence.front()));
  const std::vector<Oid>& parents = index.graph.parents(undoing);
  return parents.empty() ? std::nullopt : std::optional(parents.front());
}

// Where a branch stands on production: the commits that brought it, and those that took it back.
struct Release {
  Landing landing;
  std::vector<std::string> brought = {};
  std::vector<std::string> took_back = {};

  bool is_by(const Oid& commit) const { return !brought.empty() && brought.back() == commit.hex(); }
};

Release release_of(LandingIndex& index, const Oid& production, const Oid& tip) {
  Release release{landing_on(index, tip, production)};
  Landing then = release.landing;
  Oid onto = production;
  // What undid it may have come again, as by a promotion of development: the first one counts.
  for (int i = 0; i < kMostRollbacks; ++i) {
    const auto before = before_rollback(index, onto, then);
    if (!before) break;
    release.took_back = all_brought(index, onto, then.evidence);
    onto = *before;
    then = landing_on(index, tip, onto);
  }
  if (is_there(then.state) && !then.evidence.empty()) {
    release.brought = all_brought(index, onto, then.evidence);
  } else {
    release.took_back.clear();
  }
  return release;
}

// Where the branch began, if its reflog says that its tip, which production's own line has, was
// committed on it: production was moved to it.
std::optional<Oid> start_of_forwarded(const Context& context, const std::string& branch,
                                      const Oid& tip) {
  const CommandResult log =
      git(context, {"log", "-g", "--format=%H %gs", std::string(kLocal) + branch, "--"});
  std::istringstream lines(log.out);
  bool is_own = false;
  std::optional<Oid> oldest;
  for (std::string line; std::getline(lines, line);) {
    const Oid id = parse_oid(line.substr(0, line.find(' ')));
    const std::string what = line.substr(std::min(line.find(' '), line.size() - 1) + 1);
    const bool commits = what.starts_with("commit") || what.starts_with("cherry-pick") ||
                         what.starts_with("rebase") || what.starts_with("revert");
    is_own = is_own || (id == tip && commits);
    oldest = id;
  }
  return is_own && oldest != tip ? oldest : std::nullopt;
}

void add_times(LandingIndex& index, Course& course) {
  const auto earlier = [](auto one, auto other) { return !one || other < *one; };
  for (const Commit& commit : course.commits) {
    const Oid id = parse_oid(commit.id);
    const std::int64_t written =
        author_time(index.graph.repository().read(id, ObjectType::commit).data());
    if (written > 0 && earlier(course.begun_at, written)) course.begun_at = written;
    const std::int64_t committed = index.graph.header(id).time;
    if (committed > course.finished_at.value_or(0)) course.finished_at = committed;
  }
}

void add_commits(LandingIndex& index, const Oid& base, const Oid& tip, Course& course) {
  for (const Oid& id : diverge(index.graph, base, tip).ahead) {
    course.commits.push_back(index.graph.commit(id));
  }
  add_times(index, course);
}

// The tip lies on production's own line: nothing was committed yet, or production was moved to it.
Release forwarded(const Context& context, LandingIndex& index, const Oid& tip, Course& course) {
  const auto start = start_of_forwarded(context, course.branch, tip);
  if (!start) return {};
  add_commits(index, *start, tip, course);
  return release_of(index, production_tip(context, context.refs), tip);
}

// Where it cannot be found out whether development has it, everything else is still known.
Hotfix entry_of(const Context& context, LandingIndex& index, const Oid& commit) {
  try {
    development_tip(context, context.refs);
    return ledger_entry(index, context.policy, question_of(context), commit);
  } catch (const Undecidable& unknown) {
    const Commit read = index.graph.commit(commit);
    Hotfix hotfix;
    hotfix.commit = read.id;
    hotfix.subject = read.subject();
    hotfix.author = read.author;
    hotfix.released_at = index.graph.header(commit).time;
    hotfix.deadline = hotfix.released_at + context.policy.backport.deadline;
    hotfix.landing.reason = unknown.what();
    hotfix.landing.fix = unknown.fix;
    hotfix.landing.cause = unknown.cause;
    return hotfix;
  }
}

void set_release(const Hotfix& hotfix, Course& course) {
  course.released = hotfix;
  if (course.brought.empty()) course.brought = {hotfix.commit};
  const Hotfix& released = *course.released;
  if (released.landing.state == LandingState::withdrawn) {
    course.took_back = released.landing.evidence;
  } else if (course.took_back.empty() && !released.lost_on_production.empty()) {
    course.took_back = {released.lost_on_production};
  }
}

// The title of the pull request, which forges put below "Merge pull request #12 from ...".
std::string title_of_merge(const Commit& merge) {
  if (!merge.subject().starts_with("Merge pull request ")) return {};
  const std::string_view body =
      trim(std::string_view(merge.message).substr(merge.subject().size()));
  return std::string(body.substr(0, body.find('\n')));
}

std::string change_of(Graph& graph, const Commit& commit) {
  if (commit.parents.size() < 2) return std::string(commit.subject());
  const std::string title = title_of_merge(commit);
  return title.empty() ? std::string(graph.commit(parse_oid(commit.parents[1])).subject()) : title;
}

void add_release(const Context& context, LandingIndex& index, const Oid& commit, Course& course) {
  set_release(entry_of(context, index, commit), course);
  course.change = change_of(index.graph, index.graph.commit(commit));
}

// The branch and what is recorded of it.
Course beginning_of(const Context& context, LandingIndex& index, const std::string& branch) {
  Course course;
  course.branch = branch;
  course.incident = read_incident(context.settings, branch);
  course.local_tip = id_of(context, std::string(kLocal) + branch);
  course.remote_tip = remote_tip(context, branch);
  course.is_behind =
      !course.local_tip.empty() && !course.remote_tip.empty() &&
      course.local_tip != course.remote_tip &&
      is_ancestor(index.graph, parse_oid(course.local_tip), parse_oid(course.remote_tip));
  return course;
}

// Of a branch that is gone: what was recorded of it, or what production's commits say.
std::vector<std::string> released_before(const Context& context, LandingIndex& index,
                                         const Course& course) {
  const std::string& recorded = course.incident.released;
  const auto id = is_full_id(recorded) ? context.repository.expand(recorded) : std::nullopt;
  if (id && is_ancestor(index.graph, *id, production_tip(context, context.refs))) {
    return {id->hex()};
  }
  const auto said = released_by_name(context, index, course.branch);
  return said ? std::vector<std::string>{said->hex()} : std::vector<std::string>();
}

// A forge that rebases a branch brings each of its commits by one of production's; what was found
// for the branch as a whole need not be all of them.
void add_rebased(LandingIndex& index, const Oid& production, const std::vector<Commit>& commits,
                 std::vector<std::string>& brought) {
  if (brought.empty() || commits.size() < 2) return;
  Lander lander(index);
  for (const Commit& commit : commits) {
    const Landing landing = lander.commit(parse_oid(commit.id), production);
    if (landing.signal != LandingSignal::equal_change) continue;
    const std::string id = brought_by(index, production, parse_oid(landing.evidence.back())).hex();
    if (!one_of(id, brought)) brought.push_back(id);
  }
  sort_by_age(index, brought);
}

// Sets what the branch has of its own, and where that stands on production.
Release find_release(const Context& context, LandingIndex& index, Course& course) {
  const Oid production = production_tip(context, context.refs);
  if (course.tip().empty()) return {{}, released_before(context, index, course)};
  const Oid tip = parse_oid(course.tip());
  if (is_on_first_parents(index.graph, tip, production)) {
    return forwarded(context, index, tip, course);
  }
  add_commits(index, production, tip, course);
  Release release = release_of(index, production, tip);
  if (release.took_back.empty()) {
    add_rebased(index, production, course.commits, release.brought);
  }
  if (is_there(release.landing.state) && release.brought.empty()) {
    release.brought = released_before(context, index, course);
  }
  return release;
}

Course course_of_branch(const Context& context, LandingIndex& index, const std::string& branch) {
  Course course = beginning_of(context, index, branch);
  Release release = find_release(context, index, course);
  course.production = std::move(release.landing);
  course.took_back = std::move(release.took_back);
  course.brought = std::move(release.brought);
  if (!course.brought.empty()) {
    add_release(context, index, parse_oid(course.brought.back()), course);
  }
  return course;
}

bool has_branch(const Context& context, const std::string& branch) {
  return !id_of(context, std::string(kLocal) + branch).empty() ||
         !remote_tip(context, branch).empty();
}

// The branch of which it is recorded that this commit of production brought it, and that is gone;
// empty: none.
std::string branch_recorded_for(const Context& context, const std::string& release) {
  for (const std::string& branch : hotfix_branches(context)) {
    const bool is_it = read_incident(context.settings, branch).released == release;
    if (is_it && !has_branch(context, branch)) return branch;
  }
  return {};
}

// A branch that production got by that commit, whose message need not say so; empty: none that is
// still there or recorded.
std::string branch_released_by(const Context& context, LandingIndex& index, const Oid& release) {
  for (const std::string& branch : hotfix_branches(context)) {
    Course course = beginning_of(context, index, branch);
    if (!course.tip().empty() && find_release(context, index, course).is_by(release)) {
      return branch;
    }
  }
  return {};
}

// `commit` is production's. A branch that has its name, but came there later, is another hotfix.
Course course_of_release(const Context& context, LandingIndex& index, const Oid& commit) {
  const Oid release = brought_by(index, production_tip(context, context.refs), commit);
  const std::string said = hotfix_branch_of(index.graph.commit(release), context.policy);
  std::string branch = said;
  if (branch.empty()) branch = branch_recorded_for(context, release.hex());
  if (branch.empty()) branch = branch_released_by(context, index, release);
  if (!branch.empty()) {
    const Course course = course_of_branch(context, index, branch);
    if (course.released && course.released->commit == release.hex()) return course;
  }
  Course course;
  course.branch = said;
  add_release(context, index, release, course);
  return course;
}

// The branch that has a commit which production does not have; empty: none.
std::string branch_with(const Context& context, LandingIndex& index, const Oid& commit) {
  for (const std::string& branch : hotfix_branches(context)) {
    const Course course = beginning_of(context, index, branch);
    if (course.tip().empty()) continue;
    if (is_ancestor(index.graph, commit, parse_oid(course.tip()))) return branch;
  }
  return {};
}

Course course_of_commit(const Context& context, LandingIndex& index, const Oid& commit,
                        const std::string& named) {
  const Oid production = production_tip(context, context.refs);
  if (is_ancestor(index.graph, commit, production)) {
    return course_of_release(context, index, commit);
  }
  const std::string branch = branch_with(context, index, commit);
  if (!branch.empty()) return course_of_branch(context, index, branch);
  const Release release = release_of(index, production, commit);
  if (!release.brought.empty()) {
    return course_of_release(context, index, parse_oid(release.brought.back()));
  }
  throw UsageError("'" + named + "' is neither a hotfix branch nor a commit of " +
                   context.refs.production);
}

Oid commit_named(const Context& context, const std::string& named,
                 const std::vector<std::string>& known) {
  try {
    Request here;
    here.repository = context.repository.git_dir();
    return resolve_revision(here, named);
  } catch (const UnknownRevision&) {
    throw UsageError("there is no hotfix '" + named + "'" +
                     did_you_mean(full_name(context, named), known));
  }
}

std::string branch_checked_out(const Context& context) {
  const std::string ref(trim(git(context, {"symbolic-ref", "--quiet", "HEAD"}).out));
  return ref.starts_with(kLocal) ? ref.substr(kLocal.size()) : std::string();
}

std::string require_checked_out(const Context& context) {
  const std::string branch = branch_checked_out(context);
  if (context.policy.hotfix_branch(branch)) return branch;
  throw UsageError((branch.empty() ? "no branch" : "the branch " + branch) +
                   " is checked out, which is not a hotfix; name one, as in `git hotfix status " +
                   context.policy.hotfix_prefix + "login`");
}

}  // namespace

std::string checked_out_hotfix(const Context& context) {
  const std::string branch = branch_checked_out(context);
  return context.policy.hotfix_branch(branch) ? branch : std::string();
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

Course course_of(const Context& context, const Commit& release, const Hotfix& hotfix) {
  Course course;
  course.branch = hotfix_branch_of(release, context.policy);
  if (course.branch.empty()) course.branch = branch_recorded_for(context, release.id);
  if (!has_branch(context, course.branch)) {
    course.incident = read_incident(context.settings, course.branch);
  }
  set_release(hotfix, course);
  return course;
}

std::string name_of(const Course& course) {
  if (!course.branch.empty()) return course.branch;
  return course.brought.empty() ? std::string() : short_id(course.brought.back());
}

Course course_of(const Context& context, LandingIndex& index, const std::string& named) {
  if (named.empty()) return course_of_branch(context, index, require_checked_out(context));
  const std::vector<std::string> known = hotfix_branches(context);
  const std::string branch = full_name(context, named);
  if (one_of(branch, known)) return course_of_branch(context, index, branch);
  if (context.policy.hotfix_branch(named) || !context.repository.expand(named)) {
    const auto release = released_by_name(context, index, branch);
    if (release) return course_of_branch(context, index, branch);
  }
  return course_of_commit(context, index, commit_named(context, named, known), named);
}

}  // namespace hotfix
