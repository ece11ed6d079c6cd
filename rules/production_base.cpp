// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_set>

#include "rules/model/registry.h"
#include "rules/support/bringing.h"
#include "rules/support/commit_subject.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

constexpr std::int64_t kHour = 3600;

std::string production(const Facts& facts) { return short_id(facts.refs.production_id); }

// Its own work as ids that can be picked, oldest first.
std::vector<std::string> pickable(const Facts& facts) {
  std::vector<std::string> ids;
  for (const Commit& commit : own_commits(facts)) {
    if (commit.parents.size() < 2) ids.push_back(commit.id);
  }
  return ids;
}

std::string cherry_pick(const std::vector<std::string>& ids, const std::string& git = "git") {
  std::string command = git + " cherry-pick";
  for (const std::string& id : ids) command += " " + short_id(id);
  return command;
}

// A name for the branch where it begins again and the old one is kept.
std::string fresh_name(const Facts& facts) {
  const std::string& branch = facts.subject.branch;
  return (branch.empty() ? facts.refs.hotfix_prefix + "fix-production" : branch) + "-2";
}

Finding unrelated(const Facts& facts) {
  Finding finding;
  finding.message = "the branch shares no history with " + facts.refs.production_ref;
  if (facts.subject.queued) return finding;
  finding.advice = {
      {"If the fix is the last commit, take it over to a new branch; if it is more, name "
       "the others before it",
       on_new_branch(fresh_name(facts), production(facts), {cherry_pick({facts.subject.head})},
                     facts.subject.remote)}};
  return finding;
}

// git stops at the first that conflicts; of one that would change nothing, too.
Bringing pick_all(const std::vector<std::string>& ids, const Facts& facts) {
  const std::vector<std::optional<Forecast>>& picks = facts.origin->picks;
  std::vector<std::string> needed;
  std::vector<Forecast::Conflict> conflicts;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Forecast pick = i < picks.size() && picks[i] ? *picks[i] : Forecast{};
    if (pick.outcome != Forecast::Outcome::present) needed.push_back(ids[i]);
    if (conflicts.empty()) conflicts = pick.conflicts;
  }
  return {{cherry_pick(needed.empty() ? ids : needed, git_for(facts.subject))}, conflicts};
}

// True when every one of the branch's own commits is above `tip`: a rebase that begins there moves
// them all. A hotfix that came to development before, as git flow finishes it, is below, and would
// be gone.
bool are_above(const std::vector<std::string>& own, const std::string& tip,
               const std::vector<Commit>& commits) {
  std::unordered_set<std::string_view> below = {tip};
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
    if (below.contains(commit->id)) below.insert(commit->parents.begin(), commit->parents.end());
  }
  return std::none_of(own.begin(), own.end(),
                      [&](const std::string& id) { return below.contains(id); });
}

// The branch with these commits alone.
BringingSteps begun_again_with(const Bringing& pick, const Facts& facts) {
  return bringing_steps({pick}, [&](const Commands& work) {
    return begun_again(facts.refs.production_id, work, facts.subject);
  });
}

BringingSteps without_development(const Facts& facts, const std::vector<std::string>& own) {
  const std::vector<std::string>& tips = facts.origin->tips;
  if (tips.size() == 1 && are_above(own, tips.front(), facts.history->commits)) {
    const std::string onto = "rebase --onto " + production(facts) + " " + short_id(tips.front());
    return {rebased({onto}, facts.subject), {}, {}};
  }
  return begun_again_with(pick_all(own, facts), facts);
}

// Of development's commits those that are called a hotfix, oldest first: the branch may have been
// merged into development before it was finished.
std::vector<std::string> hotfixes_of_development(const Facts& facts) {
  std::vector<std::string> ids;
  const std::vector<Commit>& foreign = facts.origin->from_development;
  for (auto commit = foreign.rbegin(); commit != foreign.rend(); ++commit) {
    const auto subject = parse_subject(commit->subject());
    const bool is_hotfix = subject && lower(subject->type) == "hotfix";
    if (is_hotfix && commit->parents.size() < 2) ids.push_back(commit->id);
  }
  return ids;
}

// Which of them belong to the fix, only a person can say.
std::vector<Advice> with_or_without(const std::vector<std::string>& earlier,
                                    const std::vector<std::string>& own, const Facts& facts) {
  std::vector<std::string> all = earlier;
  all.insert(all.end(), own.begin(), own.end());
  const Bringing pick{{cherry_pick(all, git_for(facts.subject))}, {}};
  std::vector<Advice> ways =
      advice("If those that are called a hotfix belong to this fix, take them along",
             begun_again_with(pick, facts));
  for (Advice& one : advice("If not, leave out all of them", without_development(facts, own))) {
    ways.push_back(std::move(one));
  }
  return ways;
}

// No command: whether the commits are the fix is for a person to say, and none may be lost.
Finding nothing_of_its_own(const Facts& facts) {
  const std::vector<Commit>& foreign = facts.origin->from_development;
  const std::string& development = facts.refs.development;
  Finding finding;
  finding.message = foreign.size() == 1
                        ? "the only commit of the branch is on " + development +
                              " already, and is not called a hotfix"
                        : "all " + count(foreign.size(), "commit") + " of the branch are on " +
                              development + " already, and not all are called a hotfix";
  finding.details = headlines(foreign);
  finding.advice = {{"If the branch was cut from " + development +
                         ", begin again from production, and commit the fix there",
                     on_new_branch(fresh_name(facts), production(facts), {}, {})},
                    {"If these commits are the fix, and " + development +
                         " was moved forward to it, say so in their subjects: hotfix: <what is "
                         "fixed>",
                     {}}};
  return finding;
}

Finding from_development(const Facts& facts) {
  const std::vector<Commit>& foreign = facts.origin->from_development;
  const std::vector<std::string> own = pickable(facts);
  if (own.empty()) return nothing_of_its_own(facts);
  Finding finding;
  finding.message = count(foreign.size(), "commit") + " of " + facts.refs.development +
                    " would ride along to " + facts.refs.production;
  finding.details = headlines(foreign);
  const std::vector<std::string> earlier = hotfixes_of_development(facts);
  if (earlier.empty()) {
    offer(finding, without_development(facts, own));
  } else {
    finding.advice = with_or_without(earlier, own, facts);
  }
  return finding;
}

Finding stacked(const Facts& facts) {
  const Origin& origin = *facts.origin;
  Finding finding;
  finding.level = Level::warning;
  finding.message = count(origin.stacked_commits, "commit") + " also " +
                    (origin.stacked_commits == 1 ? "belongs" : "belong") + " to branch " +
                    origin.stacked_on + ", below this one";
  const std::string onto =
      "rebase --onto " + production(facts) + " " + shell_quote(origin.stacked_on);
  finding.advice = {
      {"If " + origin.stacked_on + " is not part of this fix", rebased({onto}, facts.subject)}};
  return finding;
}

Commands onto_production(const Facts& facts) {
  return rebased({"rebase " + production(facts)}, facts.subject);
}

Finding far_behind(const Facts& facts) {
  Finding finding;
  finding.message =
      "the branch grows from an old production commit: " + count(facts.history->behind, "commit") +
      " behind " + facts.refs.production_ref;
  finding.fix = onto_production(facts);
  return finding;
}

Finding overlapping(const Facts& facts) {
  const std::vector<std::string>& paths = facts.history->overlap;
  Finding finding;
  finding.level = Level::warning;
  finding.message = "production moved by " + count(facts.history->behind, "commit") +
                    " since the branch began, and changed " + count(paths.size(), "file") +
                    " that this branch changes too";
  finding.details = paths;
  finding.fix = onto_production(facts);
  return finding;
}

std::string age(std::int64_t seconds) {
  const std::int64_t hours = seconds / kHour;
  return hours < 48 ? count(static_cast<std::size_t>(hours), "hour")
                    : count(static_cast<std::size_t>(hours / 24), "day");
}

Finding stale(const Facts& facts) {
  const std::string remote = production_remote(facts);
  Finding finding;
  finding.level = Level::warning;
  finding.message = facts.refs.production_ref + " was last fetched " +
                    age(facts.history->production_age) +
                    " ago; what production looks like now is not known";
  if (remote.empty()) {
    finding.hint = "Fetch " + facts.refs.production + " from where it is deployed, and try again";
  } else {
    finding.fix = {"git fetch " + shell_quote(remote) + " " + shell_quote(facts.refs.production)};
  }
  return finding;
}

bool is_stale(const History& history, const Options& options) {
  const auto limit = static_cast<std::int64_t>(options.number("fetched_within_hours"));
  return history.production_age >= 0 && history.production_age / kHour >= limit;
}

// The one thing that is most wrong with where the branch begins; the fix of a later one would
// stand in the way of an earlier one.
Findings judge_base(const Facts& facts, const Options& options) {
  const History& history = *facts.history;
  if (!facts.origin->from_development.empty()) return {from_development(facts)};
  if (history.commits.empty()) return {};  // production has all of it, from long ago or not
  if (history.behind > options.number("max_behind")) return {far_behind(facts)};
  if (history.behind > 0 && !history.overlap.empty()) return {overlapping(facts)};
  return {};
}

Findings check(const Facts& facts, const Options& options) {
  if (facts.history->merge_bases.empty()) return {unrelated(facts)};
  Findings findings = judge_base(facts, options);
  if (findings.empty() && !facts.origin->stacked_on.empty()) findings.push_back(stacked(facts));
  if (is_stale(*facts.history, options)) findings.push_back(stale(facts));
  return findings;
}

}  // namespace

constexpr Rule production_base{
    .id = "production-base",
    .summary = "The branch grows from production: nothing of the development branch rides along.",
    .why =
        "A branch cut from the development branch, or with it merged in, carries everything that "
        "is not released yet into production together with the fix.",
    .fix =
        "Move the branch's own commits onto production with git rebase --onto; the finding prints "
        "the command with the real ids.",
    .workflow = "Checkout kars-prod: git checkout kars-prod",
    .step = WorkflowStep::branch,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::origin,
    .waivable = false,
    .options = {{"max_behind", OptionKind::number,
                 "How many commits production may be ahead of where the branch begins.",
                 std::int64_t{200}},
                {"fetched_within_hours", OptionKind::number,
                 "Warn when production was last fetched longer ago than this.", std::int64_t{24}}},
    .check = check,
    .role = Role::foreign_commits,
};

}  // namespace hotfix::rules
