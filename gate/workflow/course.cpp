// SPDX-License-Identifier: MIT
#include "gate/workflow/course.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/landing/evidence/undone.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/production_commits.h"
#include "gate/policy/nearest_name.h"
#include "gate/request/revision.h"
#include "gate/workflow/branch_release.h"
#include "gate/workflow/forwarded.h"
#include "gate/workflow/hotfix_branches.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Where there is no development, production says by itself what came to it.
LedgerQuestion question_of(const Context& context) {
  const Oid production = production_tip(context, context.refs),
            development = parse_oid(context.refs.development_id);
  return {production, development == Oid{} ? production : development, context.now};
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

void add_commits(LandingIndex& index, const std::vector<Oid>& ids, Course& course) {
  for (const Oid& id : ids) course.commits.push_back(index.graph.commit(id));
  add_times(index, course);
  course.said = said_severity(course.commits);
}

// The tip lies on production's own line: nothing was committed yet, or production was moved to it.
BranchRelease add_forwarded(const Context& context, LandingIndex& index, const Oid& tip,
                            Course& course) {
  const Forwarded found = forwarded(context, index, course.branch, course.incident, tip);
  course.is_by_signs = found.is_by_signs;
  course.is_unsure = found.own.empty() && !found.is_begun;
  if (found.own.empty()) return {};
  add_commits(index, found.own, course);
  return release_by(index, production_tip(context, context.refs), found.own);
}

// Where it cannot be found out whether development has it, everything else is still known.
Hotfix entry_of(const Context& context, LandingIndex& index, const Oid& commit) {
  try {
    development_tip(context, context.refs);
    return ledger_entry(index, context.policy, question_of(context), commit);
  } catch (const Undecidable& unknown) {
    Hotfix hotfix = unjudged_entry(index.graph, context.policy, commit);
    hotfix.landing = undecided_landing(unknown);
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

// What production got by that commit, oldest first.
std::vector<Commit> commits_by(Graph& graph, const Commit& release) {
  std::vector<Commit> commits;
  if (release.parents.size() == 2) {
    const Oid before = parse_oid(release.parents[0]), merged = parse_oid(release.parents[1]);
    for (const Oid& id : diverge(graph, before, merged).ahead) commits.push_back(graph.commit(id));
  }
  commits.push_back(release);
  return commits;
}

// What is left to do decides about a hotfix that several commits brought.
int rank(const Landing& landing) {
  if (landing.state == LandingState::withdrawn) return 0;
  return is_settled(landing.state) ? 1 : 2;
}

void add_new(const std::vector<std::string>& ids, std::vector<std::string>& all) {
  for (const std::string& id : ids) {
    if (!one_of(id, all)) all.push_back(id);
  }
}

// One entry of all that was brought: of the last commit, with the landing of the one that most is
// left to do of.
Hotfix entry_of_all(const Context& context, LandingIndex& index,
                    const std::vector<std::string>& brought) {
  Hotfix all;
  std::vector<std::string> took_back;
  for (const std::string& id : brought) {
    Hotfix one = entry_of(context, index, parse_oid(id));
    if (rank(one.landing) == 0) add_new(one.landing.evidence, took_back);
    if (id != brought.front() && rank(all.landing) > rank(one.landing)) {
      one.landing = all.landing;
      one.deadline = all.deadline;
      one.overdue = all.overdue;
      one.lost_on_production = all.lost_on_production;
    }
    all = std::move(one);
  }
  if (rank(all.landing) > 0) return all;
  sort_by_age(index, took_back);
  all.landing.evidence = took_back;
  return all;
}

// Production got it by `course.brought`.
void add_release(const Context& context, LandingIndex& index, Course& course) {
  set_release(entry_of_all(context, index, course.brought), course);
  const Commit release = index.graph.commit(parse_oid(course.brought.back()));
  course.change = change_of(index.graph, release);
  if (course.said.level.empty()) course.said = said_severity(commits_by(index.graph, release));
}

// The branch and what is recorded of it.
Course beginning_of(const Context& context, LandingIndex& index, const std::string& branch) {
  Course course;
  course.branch = branch;
  course.incident = read_incident(context.settings, branch);
  const BranchTips tips = tips_of(context, branch);
  course.local_tip = tips.local;
  course.remote_tip = tips.remote;
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

// Of the commits that a branch has beside production's, those of another hotfix that it was begun
// on, which has a branch of its own.
std::vector<Oid> commits_below(const Context& context, LandingIndex& index, const Course& course,
                               const std::vector<Oid>& ahead) {
  std::vector<Oid> below;
  const Oid tip = parse_oid(course.tip());
  for (const std::string& other : hotfix_branches(context)) {
    if (other == course.branch) continue;
    const BranchTips tips = tips_of(context, other);
    for (const std::string& id : {tips.local, tips.remote}) {
      const Oid commit = parse_oid(id);
      if (id.empty() || commit == tip || !is_ancestor(index.graph, commit, tip)) continue;
      std::copy_if(ahead.begin(), ahead.end(), std::back_inserter(below),
                   [&](const Oid& one) { return is_ancestor(index.graph, one, commit); });
    }
  }
  return below;
}

// Sets what the branch has of its own, and where that stands on production.
BranchRelease find_release(const Context& context, LandingIndex& index, Course& course) {
  const Oid production = production_tip(context, context.refs);
  if (course.tip().empty()) return {{}, released_before(context, index, course)};
  const Oid tip = parse_oid(course.tip());
  if (is_on_first_parents(index.graph, tip, production)) {
    return add_forwarded(context, index, tip, course);
  }
  std::vector<Oid> ahead = diverge(index.graph, production, tip).ahead;
  const std::vector<Oid> below = commits_below(context, index, course, ahead);
  std::erase_if(ahead, [&](const Oid& id) {
    return std::find(below.begin(), below.end(), id) != below.end();
  });
  add_commits(index, ahead, course);
  BranchRelease release = release_of(index, production, tip);
  const bool is_one = course.commits.size() == 1 && below.empty();
  if (release.took_back.empty() && !is_one) {
    add_rebased(index, production, course.commits, release);
  }
  leave_out(index, production, below, release);
  if (is_there(release.landing.state) && release.brought.empty()) {
    release.brought = released_before(context, index, course);
  }
  return release;
}

Course course_of_branch(const Context& context, LandingIndex& index, const std::string& branch) {
  Course course = beginning_of(context, index, branch);
  BranchRelease release = find_release(context, index, course);
  course.production = std::move(release.landing);
  course.took_back = std::move(release.took_back);
  course.brought = std::move(release.brought);
  if (!course.brought.empty()) add_release(context, index, course);
  return course;
}

// The branch of which it is recorded that this commit of production brought it, and that is gone;
// empty: none.
std::string branch_recorded_for(const Context& context, const std::string& release) {
  for (const std::string& branch : hotfix_branches(context)) {
    const bool is_it = read_incident(context.settings, branch).released == release;
    if (is_it && !tips_of(context, branch).any()) return branch;
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
  const Oid release = entry_of(index, commit, production_tip(context, context.refs));
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
  course.brought = {release.hex()};
  add_release(context, index, course);
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
  const BranchRelease release = release_of(index, production, commit);
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
                     did_you_mean(hotfix_branch_named(context, named), known));
  }
}

}  // namespace

Course course_of(const Context& context, const Commit& release, const Hotfix& hotfix) {
  Course course;
  course.branch = hotfix_branch_of(release, context.policy);
  if (course.branch.empty()) course.branch = branch_recorded_for(context, release.id);
  if (!tips_of(context, course.branch).any()) {
    course.incident = read_incident(context.settings, course.branch);
  }
  set_release(hotfix, course);
  course.said = said_severity({release});
  return course;
}

void require_own(const Context& context, const Course& course) {
  if (!course.has_nothing_of_its_own()) return;
  const std::string& production = context.refs.production;
  throw Refused(course.branch + " has no commit of its own beside those of " + production +
                    ": if its fix is there, name that commit",
                "git log --oneline --first-parent -10 " + shell_quote(context.refs.production_ref));
}

std::string name_of(const Course& course) {
  if (!course.branch.empty()) return course.branch;
  return course.brought.empty() ? std::string() : short_id(course.brought.back());
}

Course course_of(const Context& context, LandingIndex& index, const std::string& named) {
  if (named.empty()) return course_of_branch(context, index, require_checked_out_hotfix(context));
  const std::vector<std::string> known = hotfix_branches(context);
  const std::string branch = hotfix_branch_named(context, named);
  if (one_of(branch, known)) return course_of_branch(context, index, branch);
  if (context.policy.hotfix_branch(named) || !context.repository.expand(named)) {
    const auto release = released_by_name(context, index, branch);
    if (release) return course_of_branch(context, index, branch);
  }
  return course_of_commit(context, index, commit_named(context, named, known), named);
}

}  // namespace hotfix
