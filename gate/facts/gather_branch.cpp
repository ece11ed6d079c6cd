// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/facts/backport.h"
#include "gate/facts/gatherer.h"
#include "gate/facts/origin.h"
#include "gate/git/changes.h"
#include "gate/git/merge.h"
#include "gate/git/trailers.h"
#include "gate/landing/forecast.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/promotion.h"
#include "rules/support/text.h"

namespace hotfix {

// Everything about a branch stands on its history, so that comes first.
void Gatherer::of_branch(Need needs) {
  const Need on_history =
      Need::history | Need::origin | Need::changes | Need::lines | Need::reverts | Need::forecast;
  if (has(needs, on_history)) attempt(needs_within(needs, on_history), [&] { history(needs); });
  if (facts_.history) {
    if (has(needs, Need::origin)) attempt(Need::origin, [&] { origin(); });
    if (has(needs, Need::lines)) attempt(Need::lines, [&] { changes(true); });
    if (has(needs, Need::changes) && !facts_.changes) {
      attempt(Need::changes, [&] { changes(false); });
    }
    if (has(needs, Need::reverts)) attempt(Need::reverts, [&] { reverts(); });
    if (has(needs, Need::forecast)) attempt(Need::forecast, [&] { backport_forecast(); });
  }
  if (has(needs, Need::debts)) attempt(Need::debts, [&] { debts(); });
  if (has(needs, Need::promotion)) attempt(Need::promotion, [&] { promotion_by_any_kind(); });
  if (has(needs, Need::containment)) attempt(Need::containment, [&] { containment(); });
  if (has(needs, Need::claims)) attempt(Need::claims, [&] { claims(); });
}

void Gatherer::history(Need needs) {
  require_head();
  const Divergence parted = diverge(graph_, production(), head_);
  ahead_ = parted.ahead;
  merge_bases_ = parted.merge_bases;
  History found;
  found.commits = commits(ahead_);
  for (const Oid& base : merge_bases_) found.merge_bases.push_back(base.hex());
  found.behind = parted.behind;
  if (context_.fetched_at >= 0) {
    found.production_age = std::max<std::int64_t>(0, context_.now - context_.fetched_at);
  }
  for (const Commit& commit : found.commits) {
    const auto waivers = waivers_of(commit);
    facts_.waivers.insert(facts_.waivers.end(), waivers.begin(), waivers.end());
    for (const Trailer& trailer : trailers_of(commit.message)) {
      if (trailer.key == "severity") found.severities.push_back(trailer.value);
    }
  }
  // Merged in memory: only a pull request asks for it.
  if (facts_.subject.stage == Stage::pull_request) found.updates = updates();
  if (found.behind > 0 && has(needs, Need::origin)) found.overlap = overlap();
  facts_.history = std::move(found);
}

// Merges of production, as a forge's "Update branch" makes them.
std::vector<std::string> Gatherer::updates() {
  const std::unordered_set<Oid> own(ahead_.begin(), ahead_.end());
  std::vector<std::string> found;
  for (const Oid& id : ahead_) {
    const CommitHeader header = graph_.header(id);
    const bool takes_production = header.parents.size() == 2 && !own.contains(header.parents[1]);
    if (!takes_production || !own.contains(header.parents[0])) continue;
    const CommitMerge made = merge_commits(graph_, header.parents[0], header.parents[1]);
    if (made.conflicts.empty() && made.tree == header.tree) found.push_back(id.hex());
  }
  return found;
}

// What a branch that came by way of development changes itself: all else goes with the fix of
// production-base. Only where that rule is sure to block; otherwise all of it would be merged.
bool Gatherer::judges_own_changes_only() const {
  const RuleSetting& base = context_.policy.setting(Role::foreign_commits);
  return facts_.origin && facts_.origin->tips.size() == 1 && base.level == Level::error &&
         !base.waivable;
}

// What the branch changes, seen from the merge base. After a criss-cross there are several: then
// what is as production has it now is no change of this branch.
std::vector<TreeChange> Gatherer::tree_changes() {
  if (merge_bases_.empty()) {
    throw Undecidable(
        "the branch shares no history with production, so what it changes is not known",
        "git log --oneline " + short_id(facts_.subject.head));
  }
  if (judges_own_changes_only()) {
    return diff_trees(context_.repository, tree(parse_oid(facts_.origin->tips.front())),
                      tree(head_));
  }
  std::vector<TreeChange> changes =
      diff_trees(context_.repository, tree(merge_bases_.front()), tree(head_));
  if (merge_bases_.size() > 1) {
    const Oid released = tree(production());
    std::erase_if(changes, [&](const TreeChange& change) {
      return find_path(context_.repository, released, change.path) == change.after;
    });
  }
  return changes;
}

// Counted files that production changed too, and to something else than the branch did.
std::vector<std::string> Gatherer::overlap() {
  if (merge_bases_.empty()) return {};
  std::unordered_map<std::string, TreeEntry> moved;
  for (const TreeChange& change :
       diff_trees(context_.repository, tree(merge_bases_.front()), tree(production()))) {
    moved.emplace(change.path, change.after);
  }
  std::vector<std::string> both;
  for (const TreeChange& change : tree_changes()) {
    const auto found = moved.find(change.path);
    const PathClass path_class = context_.policy.classify(change.path);
    const bool counts = path_class == PathClass::code || path_class == PathClass::config;
    if (counts && found != moved.end() && found->second != change.after)
      both.push_back(change.path);
  }
  return both;
}

void Gatherer::origin() {
  development();  // unknown without it
  facts_.origin = origin_of(graph_, context_, facts_.subject, ahead_);
}

PathClass Gatherer::classify(const Attributes& attributes, const std::string& path) const {
  const PathClass by_path = context_.policy.classify(path);
  if (by_path != PathClass::code && by_path != PathClass::config) return by_path;
  if (attributes.vendored(path)) return PathClass::vendored;
  return attributes.generated(path) ? PathClass::generated : by_path;
}

void Gatherer::changes(bool lines) {
  const Attributes attributes(context_.repository, production());
  // A file that moves out of the code, or a test that moves into it, is not the same file
  // renamed.
  const auto same_class = [&](const std::string& old_path, const std::string& new_path) {
    return classify(attributes, old_path) == classify(attributes, new_path);
  };
  const std::vector<TreeChange> found = tree_changes();
  std::vector<ChangedFile> files;
  try {
    files = changed_files(context_.repository, found, lines, same_class);
  } catch (const Undecidable& missing) {
    if (!context_.repository.is_partial()) throw;
    // One request for all of it, where reading one object at a time would make hundreds.
    throw Undecidable(missing.what(), "git diff --numstat " + facts_.history->merge_bases.front() +
                                          " " + facts_.subject.head);
  }
  for (ChangedFile& file : files) {
    file.path_class = classify(attributes, file.path);
    file.manifest = context_.policy.manifests(file.path);
  }
  facts_.changes = std::move(files);
}

void Gatherer::containment() {
  require_head();
  const Oid released = production(), target = development();
  Lander on_production(graph_), on_development(graph_, released);
  Containment found{on_production.branch(head_, released), on_development.branch(head_, target)};
  for (const Landing* landing : {&found.production, &found.development}) {
    if (landing->state == LandingState::undecided) {
      throw Undecidable(landing->reason, landing->fix);
    }
  }
  facts_.containment = std::move(found);
}

void Gatherer::backport_forecast() {
  const Oid target = development();
  facts_.forecast =
      forecast(graph_, {tree_changes(), merge_bases_.front(), target, context_.refs.development});
}

// A push tells of them once, when the branch is new: after that, in an emergency, it is not worth
// the wait.
void Gatherer::debts() {
  if (facts_.subject.stage == Stage::push && !facts_.subject.old_head.empty()) {
    facts_.debts = std::vector<Hotfix>{};
    return;
  }
  const LedgerQuestion question{production(), development(), context_.now};
  Lander lander(graph_, question.production);
  std::vector<Hotfix> owed = ledger(graph_, lander, context_.policy, question);
  std::erase_if(owed, [](const Hotfix& hotfix) { return is_settled(hotfix.landing.state); });
  facts_.debts = std::move(owed);
}

void Gatherer::promotion_by_any_kind() {
  require_head();
  facts_.promotion = promotion_ahead(graph_, context_.policy, {production(), head_, context_.now});
}

void Gatherer::claims() {
  require_head();
  facts_.backport =
      backport_of(graph_, context_.policy, facts_.subject, {production(), development(), head_});
}

}  // namespace hotfix
