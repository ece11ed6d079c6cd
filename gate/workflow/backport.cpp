// SPDX-License-Identifier: MIT
#include "gate/workflow/backport.h"

#include <algorithm>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/git/merge.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/forecast.h"
#include "gate/landing/ledger.h"
#include "gate/landing/picks.h"
#include "gate/report/ledger/ledger_words.h"
#include "rules/support/bringing.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Outcome = Forecast::Outcome;

constexpr std::size_t kWidth = 80;       // columns
constexpr std::size_t kMostPlaces = 10;  // lines that name absent parts
constexpr std::size_t kMostRiders = 3;
constexpr std::size_t kMostOlder = 10;  // hotfixes that are asked about
constexpr std::string_view kUpdate = "-update";

// The commits of the branch itself: those that production's first of them was not made on.
std::unordered_set<Oid> own_commits(Graph& graph, const Course& course, const Oid& production) {
  const Oid tip = parse_oid(course.tip());
  const std::vector<Oid>& parents = graph.parents(parse_oid(course.brought.front()));
  const bool is_merged = is_ancestor(graph, tip, production) && !parents.empty();
  const std::vector<Oid> own = diverge(graph, is_merged ? parents.front() : production, tip).ahead;
  return {own.begin(), own.end()};
}

std::vector<std::string> riders_of(Graph& graph, const Course& course, const Oid& production,
                                   const Oid& development) {
  const std::unordered_set<Oid> own = own_commits(graph, course, production);
  std::vector<std::string> riders;
  for (const Oid& id : diverge(graph, development, parse_oid(course.tip())).ahead) {
    if (own.contains(id)) continue;
    riders.push_back(short_id(id.hex()) + " " + std::string(graph.commit(id).subject()));
  }
  return riders;
}

bool names_path(const std::vector<Forecast::Conflict>& conflicts, const std::string& path) {
  return std::any_of(conflicts.begin(), conflicts.end(),
                     [&](const Forecast::Conflict& one) { return one.path == path; });
}

// A merge as git makes it. Who is in the way is asked of the branch as one change.
Forecast forecast_of_merge(LandingIndex& index, const Oid& development, const Oid& tip,
                           const std::string& name) {
  Graph& graph = index.graph;
  const CommitMerge merged = merge_commits(graph, development, tip);
  Forecast result;
  if (merged.conflicts.empty()) {
    const bool is_same = merged.tree == graph.header(development).tree;
    result.outcome = is_same ? Outcome::present : Outcome::clean;
    return result;
  }
  const Oid base = diverge(graph, development, tip).merge_bases.front();
  std::vector<TreeChange> changes =
      diff_trees(graph.repository(), graph.header(base).tree, graph.header(tip).tree);
  result = forecast(index, {std::move(changes), base, development, name});
  result.outcome = Outcome::conflicts;
  for (const std::string& path : merged.conflicts) {
    if (!names_path(result.conflicts, path)) {
      result.conflicts.push_back({path, "git cannot merge it by itself", 0, {}});
    }
  }
  return result;
}

// Several picks as one: it stops where the first of them stops.
void add(std::optional<Forecast>& all, const std::optional<Forecast>& pick) {
  if (!all || !pick) {
    all = std::nullopt;
    return;
  }
  all->outcome = std::max(all->outcome, pick->outcome);
  all->conflicts.insert(all->conflicts.end(), pick->conflicts.begin(), pick->conflicts.end());
}

// A patch of a part does not follow a file that development renamed or removed.
bool can_bring_parts(Graph& graph, const Hotfix& hotfix, const Oid& development) {
  const std::vector<std::string> absent = absent_paths(hotfix.landing);
  const std::vector<TreeChange> changes = changes_of(graph, parse_oid(hotfix.commit));
  const Oid tree = graph.header(development).tree;
  return std::none_of(changes.begin(), changes.end(), [&](const TreeChange& change) {
    return change.before.mode != 0 && one_of(change.path, absent) &&
           find_path(graph.repository(), tree, change.path).mode == 0;
  });
}

// The picks of all that is owed; where only a part of one is, and its pick would stop, that part.
void plan_picks(LandingIndex& index, BackportPlan& plan, const PickTarget& target) {
  std::vector<Oid> ids;
  for (const Hotfix& hotfix : plan.owed) ids.push_back(parse_oid(hotfix.commit));
  const std::vector<std::optional<Forecast>> picks = try_picks(index, ids, target);
  std::vector<std::string> whole;
  plan.method = BackportMethod::pick;
  plan.work.clear();
  plan.forecast = Forecast{Outcome::present, {}};
  for (std::size_t i = 0; i < picks.size(); ++i) {
    const Hotfix& hotfix = plan.owed[i];
    Bringing way = bringing(hotfix.commit, hotfix.landing, picks[i]);
    if (!can_bring_parts(index.graph, hotfix, target.tip)) {
      way.commands = {pick_from_production(hotfix.commit)};
    }
    const bool is_whole = way.commands == Commands{pick_from_production(hotfix.commit)};
    if (is_whole) whole.push_back(hotfix.commit);
    if (!is_whole) plan.work.insert(plan.work.end(), way.commands.begin(), way.commands.end());
    const bool is_rest = !is_whole && !way.commands.empty();
    add(plan.forecast, is_rest ? Forecast{} : picks[i]);
  }
  if (!whole.empty()) plan.work.insert(plan.work.begin(), pick_from_production(whole));
}

bool touches(Graph& graph, const Hotfix& hotfix, const std::string& path) {
  const std::vector<TreeChange> changes = changes_of(graph, parse_oid(hotfix.commit));
  return std::any_of(changes.begin(), changes.end(),
                     [&](const TreeChange& change) { return change.path == path; });
}

bool touches_any(Graph& graph, const Hotfix& hotfix,
                 const std::vector<Forecast::Conflict>& conflicts) {
  return std::any_of(conflicts.begin(), conflicts.end(), [&](const Forecast::Conflict& one) {
    return touches(graph, hotfix, one.path);
  });
}

void find_older(const Context& context, LandingIndex& index, BackportPlan& plan) {
  Graph& graph = index.graph;
  const LedgerQuestion question{production_tip(context, context.refs),
                                development_tip(context, context.refs), context.now};
  const std::vector<Hotfix> all = released_hotfixes(index, context.policy, question);
  const Oid first = parse_oid(plan.owed.front().commit);
  std::size_t asked = 0;
  for (auto one = all.rbegin(); one != all.rend() && asked < kMostOlder; ++one) {
    const Oid id = parse_oid(one->commit);
    const bool is_older = id != first && is_ancestor(graph, id, first);
    if (!is_older || !touches_any(graph, *one, plan.forecast->conflicts)) continue;
    ++asked;
    Hotfix hotfix = ledger_entry(index, context.policy, question, id);
    if (!is_settled(hotfix.landing.state)) plan.older.insert(plan.older.begin(), hotfix);
  }
}

// Where nobody of development is in the way, it is what development does not have.
void name_older(Graph& graph, BackportPlan& plan, const Refs& refs) {
  for (Forecast::Conflict& conflict : plan.forecast->conflicts) {
    if (!conflict.others.empty()) continue;
    for (const Hotfix& hotfix : plan.older) {
      if (!touches(graph, hotfix, conflict.path)) continue;
      conflict.what = "it builds on a hotfix that " + refs.development + " does not have";
      conflict.others.push_back({hotfix.commit, hotfix.author, hotfix.subject});
    }
  }
}

// Why a merge is not what a person should be given who did not ask for one; empty: it is.
std::string why_no_merge(const Course& course, const BackportPlan& plan, const Forecast& merge,
                         const Refs& refs) {
  if (!is_there(course.production.state)) {
    return course.branch + " is not what " + refs.production + " has";
  }
  if (!plan.riders.empty()) {
    return "a merge of " + course.branch + " would also bring " +
           count(plan.riders.size(), "commit") + " of " + refs.production + ": " +
           with_commas(first_few(plan.riders, kMostRiders));
  }
  if (merge.outcome == Outcome::present) {
    return refs.development + " would not change by a merge of " + course.branch;
  }
  const bool is_partly_there =
      std::any_of(plan.owed.begin(), plan.owed.end(),
                  [](const Hotfix& one) { return is_half_there(one.landing); });
  return is_partly_there ? refs.development + " has a part of it" : std::string();
}

void require_merge(const Course& course, const Refs& refs) {
  if (course.tip().empty()) {
    throw Refused("there is no branch " + name_of(course) + " to merge",
                  "leave out --merge: what " + refs.production + " has is picked then");
  }
}

void plan_merge(BackportPlan& plan, const Course& course, Forecast forecast, const Refs& refs) {
  if (forecast.outcome == Outcome::present) {
    throw Refused("a merge of " + course.branch + " would not change " + refs.development,
                  "leave out --merge: what " + refs.production + " has is picked then");
  }
  plan.method = BackportMethod::merge;
  plan.work = {
      merge_commit(course.tip(), "Merge branch '" + course.branch + "' into " + refs.development)};
  plan.forecast = std::move(forecast);
}

std::string what_of(const BackportPlan& plan, const Course& course, const std::string& onto) {
  return plan.method == BackportMethod::merge ? "merge " + name_of(course) + " into " + onto
                                              : "pick " + name_of(course) + " onto " + onto;
}

Commands without_duplicates(Commands commands) {
  Commands all;
  for (std::string& one : commands) {
    if (!one_of(one, all)) all.push_back(std::move(one));
  }
  return all;
}

// Development is everybody's: what was pushed there is taken back by a commit.
Commands undo_of_push(const BackportPlace& place, const BackportTarget& target,
                      const BackportMade& made) {
  if (made.own.empty()) return {};
  Facts facts;
  facts.refs.development = place.development;
  facts.refs.development_ref = target.remote + "/" + place.development;
  std::string revert = "git revert --no-edit -m 1";
  for (const std::string& id : made.own) revert += " " + short_id(id);
  return on_development(facts, {revert});
}

BackportDelivery deliver_here(const BackportPlace& place, const BackportTarget& target,
                              const BackportMade& made) {
  BackportDelivery delivery;
  const std::string ref = shell_quote("refs/heads/" + place.branch);
  if (!target.worktree.empty()) {
    delivery.words = place.development + " is checked out in " + target.worktree + ": " +
                     in_folder(target.worktree, "git merge --ff-only " + ref);
    return delivery;
  }
  Acts acts = acts_of(move_branch(place.development, place.branch, place.start));
  if (!made.tip.empty()) {
    acts.back().undo = move_branch_back(place.development, made.tip, place.start);
  }
  delivery.step = {"move " + place.development + " on to " + place.branch, std::move(acts)};
  return delivery;
}

}  // namespace

std::string backport_branch_of(const Course& course, const Policy& policy) {
  const std::string& prefix = policy.backport_prefix;
  const std::string id = course.brought.empty() ? "" : short_id(course.brought.back());
  if (course.branch.empty()) return prefix + id;
  const std::string rest = policy.without_hotfix_prefix(course.branch);
  for (const std::string& name : {prefix + rest, prefix + slug(rest)}) {
    if (name.size() > prefix.size() && policy.backport_branch(name)) return name;
  }
  return prefix + id;
}

std::vector<Hotfix> released_of(const Context& context, LandingIndex& index, const Course& course,
                                const Oid& onto) {
  const LedgerQuestion question{production_tip(context, context.refs), onto, context.now};
  std::vector<Hotfix> released;
  for (const std::string& id : course.brought) {
    released.push_back(ledger_entry(index, context.policy, question, parse_oid(id)));
    const Landing& landing = released.back().landing;
    if (landing.state != LandingState::undecided) continue;
    throw Undecidable(landing.reason, landing.fix, landing.cause);
  }
  return released;
}

BackportPlan plan_backport(const Context& context, LandingIndex& index, const Course& course,
                           const std::vector<Hotfix>& released,
                           std::optional<BackportMethod> asked) {
  const Refs& refs = context.refs;
  const Oid development = development_tip(context, refs);
  BackportPlan plan;
  for (const Hotfix& hotfix : released) {
    if (!is_settled(hotfix.landing.state)) plan.owed.push_back(hotfix);
  }
  if (asked == BackportMethod::merge) require_merge(course, refs);
  if (asked != BackportMethod::pick && !course.tip().empty()) {
    const Oid tip = parse_oid(course.tip());
    plan.riders = riders_of(index.graph, course, production_tip(context, refs), development);
    Forecast merge = forecast_of_merge(index, development, tip, refs.development);
    if (!asked) plan.why = why_no_merge(course, plan, merge, refs);
    if (plan.why.empty()) {
      plan_merge(plan, course, std::move(merge), refs);
      return plan;
    }
  }
  plan_picks(index, plan, {development, refs.development});
  if (plan.forecast && plan.forecast->outcome == Outcome::conflicts) {
    find_older(context, index, plan);
    name_older(index.graph, plan, refs);
  }
  return plan;
}

Step bring(const BackportPlan& plan, const Course& course, const BackportPlace& place) {
  Step step{what_of(plan, course, place.development) + ", as " + place.branch, {}};
  append(step.acts, acts_of(in_new_worktree(place.branch, short_id(place.start), place.folder)));
  for (const std::string& command : without_duplicates(plan.work)) {
    step.acts.push_back({in_folder(place.folder, command)});
  }
  step.acts.push_back({drop_worktree(place.folder)});
  return step;
}

Step bring_up_to_date(const BackportPlace& place, const std::string& tip) {
  const std::string branch = update_branch_of(place.branch);
  const std::string message = "Merge branch '" + place.branch + "' into " + place.development;
  Step step{"bring " + place.branch + " up to date with " + place.development, {}};
  Acts made = acts_of(in_new_worktree(branch, short_id(place.start), place.folder));
  made.push_back({in_folder(place.folder, merge_commit(tip, message))});
  made.push_back({drop_worktree(place.folder)});
  step.acts = take_over(place.branch, tip);
  // What has to hold for the end comes first.
  step.acts.insert(step.acts.end() - 2, made.begin(), made.end());
  return step;
}

std::string update_branch_of(const std::string& backport) {
  return backport + std::string(kUpdate);
}

std::string updated_by(const std::string& branch) {
  if (!branch.ends_with(kUpdate)) return {};
  return branch.substr(0, branch.size() - kUpdate.size());
}

Acts take_over(const std::string& backport, const std::string& tip) {
  const std::string branch = update_branch_of(backport);
  Acts acts = acts_of(move_branch(backport, branch, tip));
  acts.back().undo = move_branch_back(backport, kIdNow, tip);
  acts.back().makes = "refs/heads/" + backport;
  acts.push_back({delete_branch(branch)});
  return acts;
}

BackportDelivery deliver(const BackportPlace& place, const BackportTarget& target,
                         const BackportMade& made) {
  if (target.remote.empty()) return deliver_here(place, target, made);
  BackportDelivery delivery;
  Step& step = delivery.step;
  if (target.way == BackportWay::push) {
    step.what = "push it to " + place.development;
    step.acts = {{push_branch_as(place.branch, place.development, target.remote),
                  undo_of_push(place, target, made)}};
    return delivery;
  }
  const std::string request(request_name(target.forge));
  const ForgeFix open = open_pull_request(target.forge, place.development, place.branch);
  step.what = "push " + place.branch;
  Act push{push_branch_as(place.branch, place.branch, target.push_remote)};
  if (!made.tip.empty()) {
    push.undo = {delete_on_remote(place.branch, made.tip, target.push_remote)};
  }
  step.acts = {std::move(push)};
  if (open.commands.empty()) delivery.words = "Then " + open.words;
  if (!open.commands.empty()) step.what += " and open the " + request;
  for (const std::string& command : open.commands) step.acts.push_back({command + " --fill"});
  return delivery;
}

std::string owed_text(const std::vector<Hotfix>& hotfixes, const std::string& branch) {
  std::string text;
  for (const Hotfix& hotfix : hotfixes) {
    if (is_settled(hotfix.landing.state)) continue;
    const std::string stand = std::string(state_name(hotfix.landing.state)) + " on " +
                              visible(branch) + ": " + visible(hotfix.landing.reason);
    text += short_id(hotfix.commit) + " " + visible(hotfix.subject) + "\n    " +
            wrapped(stand, 4, kWidth) + "\n";
    if (!is_half_there(hotfix.landing)) continue;
    for (const std::string& place : first_few(absent_places(hotfix.landing), kMostPlaces)) {
      text += "    absent  " + visible(place) + "\n";
    }
  }
  return text;
}

std::string conflicts_text(const std::vector<Forecast::Conflict>& conflicts) {
  std::string text;
  for (const Forecast::Conflict& conflict : conflicts) {
    text += "    " + visible(conflict.path) + ": " + visible(conflict.what) + "\n";
    for (const Forecast::Conflict::Other& other : conflict.others) {
      text += "        " + short_id(other.commit) + " " + visible(other.subject) + " (" +
              visible(other.author) + ")\n";
    }
  }
  return text;
}

}  // namespace hotfix
